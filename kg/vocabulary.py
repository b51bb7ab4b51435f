"""The words of the graph: namespaces, classes, relations and roles, as plain strings.

`ontology/armed-groups.ttl` defines each term; a test holds the two together.
"""

from typing import Final

AG: Final = "https://w3id.org/armed-groups/ontology#"
ID: Final = "https://w3id.org/armed-groups/id/"
WIKIDATA: Final = "http://www.wikidata.org/entity/"

PREFIXES: Final = {
    "ag": AG,
    "id": ID,
    "wd": WIKIDATA,
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "prov": "http://www.w3.org/ns/prov#",
    "oa": "http://www.w3.org/ns/oa#",
    "dcterms": "http://purl.org/dc/terms/",
    "time": "http://www.w3.org/2006/time#",
    "geo": "http://www.opengis.net/ont/geosparql#",
    "wgs": "http://www.w3.org/2003/01/geo/wgs84_pos#",
    "schema": "https://schema.org/",
}

ENTITY_TYPES: Final = (
    "ArmedGroup",
    "StateForce",
    "Coalition",
    "State",
    "MediaOutlet",
    "Organisation",
    "Person",
    "Place",
)
"""Types a mention or entity may carry; `State` is at once an actor and a place."""

RELATIONS: Final = (
    "holds",
    "presentIn",
    "basedIn",
    "backedBy",
    "alliedWith",
    "fights",
    "partOf",
    "affiliatedWith",
    "leads",
    "memberOf",
    "speaksFor",
    "mediaArmOf",
    "locatedIn",
    "designatedTerroristBy",
)
SYMMETRIC: Final = frozenset({"alliedWith", "fights"})
TRANSITIVE: Final = frozenset({"partOf", "locatedIn"})

EVENTS: Final = (
    "Capture",
    "Withdrawal",
    "Battle",
    "Operation",
    "Strike",
    "Attack",
    "Killing",
    "Abduction",
    "Detention",
    "Agreement",
    "Threat",
)
ROLES: Final = ("agent", "target", "place", "from", "claimedBy", "blamedOn")
"""Event roles filled by entities; `means` (words) and `date` complete an event."""

FIGURES: Final = ("killed", "wounded", "captured", "displaced", "strength")
FIGURE_GROUPS: Final = ("civilians", "fighters", "security", "other", "unspecified")

WHOLE: Final = ""
PART: Final = "part"
MOST: Final = "most"
EXTENTS: Final = (WHOLE, PART, MOST)
"""How much of a place somebody holds, takes or leaves; a record says null for the whole."""

POLARITIES: Final = ("positive", "negative")
MODALITIES: Final = ("actual", "past", "possible", "future")
