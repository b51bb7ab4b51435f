"""The words of the pages: what each term is called, and what it means, in plain English.

One table, `GLOSSARY`: the page "about" lists it, and every page explains its words by it.
"""

from dataclasses import dataclass
from typing import Final

from kg.vocabulary import ENTITY_TYPES, EVENTS, FIGURES, RELATIONS


@dataclass(frozen=True, slots=True)
class Word:
    """A term: how pages write it, and what it means."""

    shown: str
    meaning: str
    past: str = ""
    """Of a relation: the verb when it is over."""


STATEMENTS: Final = {
    "report": Word("report", "A text that was read: a news story, a statement, a bulletin."),
    "claim": Word(
        "claim",
        "What one report says once, in one sentence, in its own voice or by quoting a speaker. "
        "A threat, a denial or a forecast is a claim and never a fact.",
    ),
    "fact": Word(
        "fact",
        "What the reports taken together support. Each fact lists the claims for it and the claims "
        "against it, and names the rule that decided. A fact may still be wrong: look at its "
        "sentences.",
    ),
    "belief": Word(
        "belief",
        "How far the claims carry a fact, from 0 to 100 %. Independent sources raise it; denials, "
        "parties to the matter and doubts lower it. From 50 % on, a fact counts as believed.",
    ),
    "confidence": Word(
        "confidence", "How sure the reader program is that it understood a sentence, 0 to 100 %."
    ),
    "speaker": Word(
        "speaker", "Whom a report names as saying so. Without one, the report says it itself."
    ),
    "polarity": Word(
        "polarity", "Positive when a sentence says that it is so, negative when it denies it."
    ),
    "modality": Word(
        "modality",
        "Actual: it is so or has happened. Past: it was so and is over. Possible: it may be so. "
        "Future: it is announced, planned or threatened.",
    ),
    "rule": Word("rule", "The named reason by which the program decided."),
    "doubt": Word(
        "doubt",
        "A fact that cannot well be true, such as an attack on oneself. A rule detects it and "
        "lowers belief; most often a sentence was misread.",
    ),
    "contested": Word(
        "contested",
        "Several actors are believed to hold the place, or to fight for it, at that time.",
    ),
    "held": Word("held", "One actor is believed to control the place at that time."),
    "lost": Word("lost", "Its last holder has lost the place, to nobody known."),
    "unknown": Word("unknown", "No report tells who controls the place at that time."),
    "dispute": Word("dispute", "A fact that at least one claim stands against."),
    "judgement": Word(
        "judgement",
        "What a person has decided: that a statement is right or wrong, that two names are one or "
        "are not. It binds every later build and can be undone.",
    ),
    "figure": Word(
        "figure",
        "A number of people: lowest and highest of what sources say, and the number that stands.",
    ),
    "link": Word(
        "link",
        "The item of Wikidata that an entity is. “Close” is said when that is not sure enough.",
    ),
}
"""Words about what is said and believed."""

TYPES: Final = {
    "ArmedGroup": Word("armed group", "Rebels, militias, terrorist groups, cartels, alliances."),
    "StateForce": Word("state force", "An army, police or intelligence service of a state."),
    "Coalition": Word("coalition", "An alliance or mission of several states or forces."),
    "State": Word("state", "A country, as an actor and as a place."),
    "MediaOutlet": Word("media outlet", "A body that publishes news or propaganda."),
    "Organisation": Word("organisation", "A monitor, aid agency, party, court, company."),
    "Person": Word("person", "One human being, named, or unnamed but particular."),
    "Place": Word("place", "A settlement, region, base, building or stretch of land."),
}
"""Types of entities."""

RELATION_WORDS: Final = {
    "holds": Word("holds", "Controls a place, wholly or in part.", "held"),
    "presentIn": Word(
        "is present in", "Has fighters, cells or bases in a place.", "was present in"
    ),
    "basedIn": Word("is based in", "Has its seat in a place.", "was based in"),
    "backedBy": Word(
        "is backed by", "Gets arms, air power, money, training or political cover.", "was backed by"
    ),
    "alliedWith": Word(
        "is allied with", "Fights on the same side as, or is called an ally of.", "was allied with"
    ),
    "fights": Word("fights", "Is in armed opposition to.", "fought"),
    "partOf": Word(
        "is part of", "Is a unit, wing, faction or member body of a larger actor.", "was part of"
    ),
    "affiliatedWith": Word(
        "is affiliated with",
        "Is linked or pledged to, more loosely than part.",
        "was affiliated with",
    ),
    "leads": Word("leads", "Leads, commands or heads.", "led"),
    "memberOf": Word(
        "is a member of", "Is a fighter, official, employee or minister of.", "was a member of"
    ),
    "speaksFor": Word("speaks for", "Is the spokesperson or press officer of.", "spoke for"),
    "mediaArmOf": Word(
        "is the media arm of", "Carries the news or propaganda of.", "was the media arm of"
    ),
    "locatedIn": Word("lies in", "Lies within a larger place.", "lay in"),
    "designatedTerroristBy": Word(
        "is listed as terrorist by", "Is officially named so by.", "was listed as terrorist by"
    ),
}
"""Relations, as the verb between subject and object."""

EVENT_WORDS: Final = {
    "Capture": Word("capture", "The agent takes control of a place."),
    "Withdrawal": Word("withdrawal", "The agent leaves, loses or retreats from a place."),
    "Battle": Word("battle", "Two armed sides fight each other."),
    "Operation": Word("operation", "An offensive or campaign that the agent launches."),
    "Strike": Word("strike", "Air and drone strikes, shelling, missiles."),
    "Attack": Word("attack", "A bombing, ambush, shooting or stabbing on the ground."),
    "Killing": Word("killing", "The death of a particular person at someone's hand."),
    "Abduction": Word("abduction", "Kidnapping or hostage taking."),
    "Detention": Word("detention", "An arrest, or capture in fighting."),
    "Agreement": Word("agreement", "A ceasefire, truce, evacuation or peace deal."),
    "Threat": Word("threat", "The announcement of force; the threatened deed is no event."),
}
"""Classes of events."""

FIGURE_WORDS: Final = {
    "killed": Word("killed", "People who died."),
    "wounded": Word("wounded", "People who were hurt."),
    "captured": Word("captured", "People taken prisoner."),
    "displaced": Word("displaced", "People who had to leave their homes."),
    "strength": Word("strength", "How many a force has."),
}
"""Kinds of figures."""

RULES: Final = {
    "stated": Word("stated", "Sources say so, and nobody's word had to be weighed."),
    "own-admission": Word("own admission", "A side speaks against its own cause."),
    "independent-over-party": Word(
        "independent over party", "Sources that are no party to the matter decide."
    ),
    "more-sources": Word("more sources", "The greater number of independent sources decides."),
    "better-supported": Word("better supported", "The greater weight of sources decides."),
    "later-over-earlier": Word("later over earlier", "The later report decides."),
    "revised-by-its-source": Word(
        "revised by its source", "A source spoke again; its last word counts."
    ),
    "capture-starts-holds": Word("capture starts hold", "Who captured the place holds it since."),
    "capture-ends-holds": Word("capture ends hold", "Another one captured the place from it."),
    "withdrawal-ends-holds": Word("withdrawal ends hold", "It withdrew from the place."),
    "withdrawal-ends-presence": Word("withdrawal ends presence", "It withdrew from the place."),
    "doubted": Word("doubted", "What is said cannot well be true; it was most likely misread."),
    "accepted": Word("accepted", "A person has judged that it is right."),
    "rejected": Word("rejected", "A person has judged that it is wrong."),
    "no-report": Word("no report", "No report tells of it."),
    "faded": Word("faded", "The last report is so old that it no longer tells."),
    "fight-contests": Word("fight contests", "It is fought for."),
    "date-in-doubt": Word("date in doubt", "Reports disagree on the day."),
    "conflicting-reports": Word("conflicting reports", "Reports contradict each other."),
    "unconfirmed-claim": Word("unconfirmed claim", "One side says so and nobody confirms it."),
    "held-with-the-whole": Word("held with the whole", "It lies in what the actor holds."),
    "parts-divided": Word("parts divided", "Several actors hold parts of it."),
    "held-in-part": Word("held in part", "Its holder is said to have but a part of it."),
    "keeps-the-rest": Word("keeps the rest", "Who has lost a part of it has the rest of it."),
}
"""Rules that decide."""

GLOSSARY: Final = {
    "What is said": STATEMENTS,
    "Who and where": TYPES,
    "Relations": RELATION_WORDS,
    "Events": EVENT_WORDS,
    "Figures": FIGURE_WORDS,
    "Rules that decide": RULES,
}
"""All words by chapters."""

ROLES: Final = {
    "target": "against",
    "place": "at",
    "from": "from",
    "claimedBy": "claimed by",
    "blamedOn": "blamed on",
}
"""The word before whoever fills a role."""

ROLE_TITLES: Final = {
    "subject": "Who or what",
    "object": "To whom or what",
    "agent": "Who did it",
    "target": "Against whom",
    "place": "Where",
    "from": "From whom",
    "claimedBy": "Claimed by",
    "blamedOn": "Blamed on",
    "of": "Whose people",
    "by": "By whom",
}
"""The heading of a role."""

FORMS: Final = {"relation": "Relations", "event": "Events", "figure": "Figures"}
TYPE_NAMES: Final = ENTITY_TYPES
RELATION_NAMES: Final = RELATIONS
EVENT_NAMES: Final = EVENTS
FIGURE_NAMES: Final = FIGURES


def term(name: str) -> Word:
    """Return the word for a name of the vocabulary or of a rule; itself, when there is none."""
    for chapter in GLOSSARY.values():
        if name in chapter:
            return chapter[name]
    return Word(name, "")
