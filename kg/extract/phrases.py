"""Relations inside noun phrases: titles, appositions, compounds, possessives, places in places.

Each function reads one construction and yields ties; none looks at verbs.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from kg.extract.events import SIGNATURES
from kg.extract.stance import is_past
from kg.extract.view import FIGHTERS, View
from kg.lexicon.frames import Frames
from kg.lexicon.relational import Relational
from kg.model import Mention

_BODIES = frozenset(
    {"ArmedGroup", "StateForce", "Coalition", "State", "Organisation", "MediaOutlet"}
)
_ARMED = frozenset({"ArmedGroup", "StateForce", "Coalition"})
_DEPUTY = frozenset(
    {
        "vice",
        "deputy",
        "assistant",
        "foreign",
        "interior",
        "defence",
        "defense",
        "finance",
        "information",
        "section",
        "bureau",
        "relations",
        "station",
    }
)
_PRIME = frozenset({"prime", "chief"})
_STATE_HEADS = frozenset(
    {
        "president",
        "premier",
        "king",
        "queen",
        "emir",
        "ruler",
        "leader",
        "chancellor",
        "dictator",
        "sultan",
        "monarch",
        "strongman",
    }
)
_OFFICE = frozenset(
    {
        "minister",
        "ambassador",
        "envoy",
        "secretary",
        "diplomat",
        "senator",
        "lawmaker",
        "official",
        "legislator",
        "commissioner",
        "mp",
    }
)
_IN = frozenset({"in", "inside", "across", "throughout", "within"})
_PAST_TITLES = frozenset(
    {"former", "ex", "late", "then", "ousted", "deposed", "onetime", "onetime", "slain", "toppled"}
)


@dataclass(frozen=True, slots=True)
class Tie:
    """A relation found inside a phrase; `token` tells where (for evidence and speaker)."""

    s: str
    p: str
    o: str
    token: int
    rule: str
    past: bool = False


class Phrases:
    """Find relations inside the noun phrases of one document."""

    def __init__(self, view: View, relational: Relational, frames: Frames) -> None:
        self._view = view
        self._words = relational
        self._frames = frames

    def find(self) -> Iterator[Tie]:
        """Yield ties, those whose ends have types the relation allows."""
        for mention in self._view.mentions:
            if mention.entity is None:
                continue
            for tie in self._of_mention(mention):
                subject, object_ = SIGNATURES[tie.p]
                fits = self._view.type(tie.s) in subject and self._view.type(tie.o) in object_
                if fits and tie.s != tie.o:
                    yield tie
        for i, word in enumerate(self._view.parse.words):
            if word == "-":
                yield from self._compound(i)

    def _of_mention(self, mention: Mention) -> Iterator[Tie]:
        kind = self._view.type(mention.entity)
        if mention.kind == "name" and kind == "Person":
            yield from self._titles(mention)
            yield from self._person_of(mention)
        if mention.kind == "description":
            if kind == "Person":
                yield from self._office(mention)
            yield from self._relational(mention)
        if kind in ("Place", "State") and mention.kind != "pronoun":
            yield from self._place(mention)
        elif kind in _BODIES and mention.kind != "pronoun":
            yield from self._seat(mention)
            yield from self._possessed(mention)

    # -- people -----------------------------------------------------------------------------

    def _titles(self, name: Mention) -> Iterator[Tie]:
        """Read titles before a name: "Pentagon spokesman Navy Capt. Jeff Davis"."""
        view, parse = self._view, self._view.parse
        titles: list[int] = []
        bodies: list[tuple[int, str]] = []
        i = name.first - 1
        limit = max(parse.sentences[parse.sentence_of[name.first]][0], name.first - 12)
        while i >= limit:
            mention = view.covering(i)
            noun = view.noun(i)
            if (
                mention is not None
                and mention.kind == "name"
                and mention.entity
                and view.type(mention.entity) in (*_BODIES, "Place")
            ):
                bodies.append((i, mention.entity))
                i = mention.first - 1
                continue
            if noun is not None and noun.relation is not None and parse.tags[i].startswith("NN"):
                titles.append(i)
            elif not self._inside_title(i):
                break
            i -= 1
        for n, title in enumerate(titles):
            until = titles[n + 1] if n + 1 < len(titles) else -1
            mine = [(j, e) for j, e in bodies if until < j < title]
            yield from self._title_ties(name.entity or "", title, mine, rule="title")

    def _inside_title(self, i: int) -> bool:
        parse = self._view.parse
        return parse.tags[i] in (
            "JJ",
            "NN",
            "NNS",
            "NNP",
            "POS",
            "VBN",
            "HYPH",
            "VBG",
            "JJS",
            "CD",
        ) or parse.words[i] in ("-", "’s", "'s")

    def _title_ties(
        self, person: str, title: int, bodies: list[tuple[int, str]], rule: str
    ) -> Iterator[Tie]:
        view, parse = self._view, self._view.parse
        relation = self._title_relation(title)
        chosen = self._choose_body(title, bodies)
        for entity in chosen:
            p = relation
            kind = view.type(entity)
            if kind == "Place":
                continue
            if (
                p == "leads"
                and kind == "State"
                and parse.lemmas[title] not in _STATE_HEADS
                and not self._prime(title)
            ):
                p = "memberOf"
            if kind == "State" and p == "memberOf" and parse.lemmas[title] not in _OFFICE:
                entity = self._force_of(entity, title) or entity
            yield Tie(person, p, entity, title, f"person/{rule}", past=self._past(title))

    def _title_relation(self, title: int) -> str:
        noun = self._view.noun(title)
        relation = noun.relation if noun and noun.relation else "memberOf"
        words = {self._view.parse.words[i].lower() for i in range(max(0, title - 2), title)}
        if relation == "leads" and words & _DEPUTY:
            return "memberOf"
        return "leads" if self._prime(title) else relation

    def _prime(self, title: int) -> bool:
        return (
            self._view.parse.lemmas[title] == "minister"
            and title > 0
            and self._view.parse.words[title - 1].lower() in _PRIME
        )

    def _choose_body(self, title: int, bodies: list[tuple[int, str]]) -> list[str]:
        """Return the body a title belongs to: the nearest, an organisation before a country."""
        if not bodies:
            return []
        near = sorted(bodies, key=lambda b: abs(b[0] - title))
        organised = [e for _, e in near if self._view.type(e) not in ("State", "Place")]
        return organised[:1] or [near[0][1]]

    def _force_of(self, state: str, title: int) -> str | None:
        """Return the forces of a state when the title is a rank ("Iraqi Lieutenant General")."""
        view = self._view
        if view.parse.lemmas[title] not in (
            "general",
            "colonel",
            "lieutenant",
            "captain",
            "major",
            "brigadier",
            "sergeant",
            "admiral",
            "commander",
            "soldier",
            "corporal",
        ):
            return None
        names = {n.lower() for n in view.entities[state].names}
        for entity in view.entities.values():
            if entity.type == "StateForce" and any(
                n.lower().startswith(tuple(names)) for n in entity.names
            ):
                return entity.id
        return None

    def _past(self, title: int) -> bool:
        words = self._view.parse.words[max(0, title - 4) : title]
        return any(w.lower() in _PAST_TITLES for w in words)

    def _person_of(self, name: Mention) -> Iterator[Tie]:
        """Read "Jason Pack of the consultancy Libya-Analysis"."""
        view = self._view
        i = name.last
        if i + 1 < len(view.parse.words) and view.parse.words[i] == "of":
            for prep, token in view.prepositions(name.head):
                if prep == "of" and token == i:
                    for entity in (e for o in view.objects_of(token) for e in view.fillers(o)):
                        if view.type(entity) in _BODIES - {"State"}:
                            yield Tie(name.entity or "", "memberOf", entity, name.head, "person/of")

    def _office(self, mention: Mention) -> Iterator[Tie]:
        """Read "director of the institute", "IS commander", "officials at the mission"."""
        view = self._view
        noun = view.noun(mention.head)
        if noun is None or noun.relation is None:
            return
        bodies = [(mention.head, e) for e in view.owners(mention.head)]
        for prep, token in view.prepositions(mention.head):
            if prep in ("of", "for", "at", "with", "from", "in", "to"):
                for entity in (e for o in view.objects_of(token) for e in view.fillers(o)):
                    kind = view.type(entity)
                    if (
                        prep in ("in", "to")
                        and kind in ("State", "Place")
                        or kind in ("Person", "Place")
                    ):
                        continue
                    if prep == "for" and kind == "State" and noun.relation != "speaksFor":
                        continue
                    bodies.append((token, entity))
        if view.entities[mention.entity or ""].names and self._next_to_name(mention):
            bodies = [b for b in bodies if b[0] > mention.head]  # titles were read with the name
        yield from self._title_ties(mention.entity or "", mention.head, bodies, rule="office")

    def _next_to_name(self, mention: Mention) -> bool:
        after = (
            self._view.covering(mention.last)
            if mention.last < len(self._view.parse.words)
            else None
        )
        return after is not None and after.kind == "name" and after.entity == mention.entity

    # -- ties by nouns ----------------------------------------------------------------------

    def _relational(self, mention: Mention) -> Iterator[Tie]:
        """Read nouns that name their bearer by a tie: "an IS affiliate", "Turkey's ally"."""
        view, parse = self._view, self._view.parse
        tie = self._words.ties.get(parse.lemmas[mention.head])
        if tie is None or mention.entity is None:
            return
        relation, own = tie
        owners = view.owners(mention.head)
        if relation == "partOf" and not view.children(mention.head, "poss"):
            owners = [e for e in owners if view.type(e) != "State"]
        for prep, token in view.prepositions(mention.head):
            if (
                prep in ("of", "to", "with")
                and relation not in ("holds", "basedIn", "mediaArmOf")
                or prep == "of"
                and relation in ("holds", "basedIn")
            ):
                owners += [e for o in view.objects_of(token) for e in view.fillers(o)]
        past = is_past(view, mention.head)
        for owner in owners:
            s, o = (mention.entity, owner) if own == "s" else (owner, mention.entity)
            if relation == "holds" and view.type(owner) in (
                "State",
                "Place",
                "Person",
                "Organisation",
            ):
                continue
            yield Tie(s, relation, o, mention.head, f"{relation}/noun", past=past)

    def _possessed(self, mention: Mention) -> Iterator[Tie]:
        """Read "the army's 209th Corps", "IS's propaganda agency Amaq", "Turkey's air force"."""
        view = self._view
        kind = view.type(mention.entity)
        media = kind == "MediaOutlet" or self._media_words(mention)
        for child in view.children(mention.head, "poss"):
            for owner in (
                e
                for n in view.conjuncts(child)
                for e in ([view.entity(n)] if view.entity(n) else [])
            ):
                if view.type(owner) not in _BODIES:
                    continue
                relation = "mediaArmOf" if media else "partOf"
                if kind in ("ArmedGroup", "StateForce", "MediaOutlet", "Organisation", "Coalition"):
                    yield Tie(
                        mention.entity or "",
                        relation,
                        owner or "",
                        mention.head,
                        f"{relation}/possessive",
                    )
        if media:
            for owner in view.owners(mention.head):
                if view.type(owner) in _BODIES and self._state_media(mention, owner):
                    yield Tie(
                        mention.entity or "",
                        "mediaArmOf",
                        owner,
                        mention.head,
                        "mediaArmOf/compound",
                    )

    def _media_words(self, mention: Mention) -> bool:
        words = {w.lower() for w in self._view.parse.words[mention.first : mention.last]}
        return bool(
            words
            & {
                "propaganda",
                "media",
                "news",
                "television",
                "tv",
                "mouthpiece",
                "communications",
                "newspaper",
            }
        ) and self._view.type(mention.entity) in ("MediaOutlet", "Organisation")

    def _state_media(self, mention: Mention, owner: str) -> bool:
        words = {w.lower() for w in self._view.parse.words[mention.first : mention.last]}
        return self._view.type(owner) == "ArmedGroup" or bool(
            words & {"state", "government", "official", "run", "propaganda"}
        )

    def _seat(self, mention: Mention) -> Iterator[Tie]:
        """Read actors in places: present there when armed, based there when not."""
        view = self._view
        kind = view.type(mention.entity)
        if kind == "State":
            return
        for place, prep, token in self._located(mention):
            if prep == "from":
                yield Tie(mention.entity or "", "basedIn", place, token, "basedIn/from")
            elif kind in _ARMED:
                yield Tie(mention.entity or "", "presentIn", place, token, "presentIn/phrase")
            elif mention.kind == "name" or view.noun(mention.head) is not None:
                yield Tie(mention.entity or "", "basedIn", place, token, "basedIn/phrase")
        if (
            mention.kind == "description"
            and kind in ("ArmedGroup", "Organisation")
            and view.entities[mention.entity or ""].names
        ):
            noun = view.noun(mention.head)
            if (
                noun is not None
                and noun.name in ("armed group", "organisation", "media")
                and not noun.armed
            ):
                for owner in view.owners(mention.head):
                    if view.type(owner) == "State":
                        yield Tie(
                            mention.entity or "",
                            "basedIn",
                            owner,
                            mention.head,
                            "basedIn/nationality",
                        )

    def _located(self, mention: Mention) -> Iterator[tuple[str, str, int]]:
        """Yield (place, preposition, token) of "X in Y" by syntax or by plain adjacency."""
        view, parse = self._view, self._view.parse
        seen: set[str] = set()
        for prep, token in view.prepositions(mention.head):
            if (
                prep in _IN
                or prep == "from"
                and view.type(mention.entity) == "ArmedGroup"
                and mention.kind == "description"
            ):
                for place in (e for o in view.objects_of(token) for e in view.fillers(o)):
                    if view.type(place) in ("Place", "State") and place not in seen:
                        seen.add(place)
                        yield place, prep, token
        i = mention.last
        if (
            i + 1 < len(parse.words)
            and parse.words[i].lower() in _IN
            and parse.heads[i] != mention.head
        ):
            if mention.kind == "name" and parse.deps[mention.head] in (
                "dobj",
                "pobj",
                "appos",
                "conj",
            ):
                for o in view.objects_of(i):
                    for place in view.fillers(o):
                        if view.type(place) in ("Place", "State") and place not in seen:
                            seen.add(place)
                            yield place, "in", i

    # -- places -----------------------------------------------------------------------------

    def _place(self, mention: Mention) -> Iterator[Tie]:
        view, parse = self._view, self._view.parse
        here = mention.entity or ""
        if view.type(here) == "Place":
            for owner in view.owners(mention.head):
                if view.type(owner) in ("State", "Place"):
                    yield Tie(here, "locatedIn", owner, mention.head, "locatedIn/owner")
            for prep, token in view.prepositions(mention.head):
                inside = (
                    prep in _IN or prep == "of" and parse.lemmas[mention.head] in self._words.parts
                )
                if inside:
                    for place in (e for o in view.objects_of(token) for e in view.fillers(o)):
                        if view.type(place) in ("Place", "State"):
                            yield Tie(here, "locatedIn", place, token, f"locatedIn/{prep}")
            yield from self._comma(mention)
            yield from self._region(mention)

    def _region(self, mention: Mention) -> Iterator[Tie]:
        """Read "western Mosul": a part of the city named in it."""
        view = self._view
        if mention.kind != "name" or mention.last - mention.first < 2:  # noqa: PLR2004
            return
        base = view.text[view.parse.starts[mention.last - 1] : view.parse.ends[mention.last - 1]]
        for entity in view.entities.values():
            if (
                entity.type == "Place"
                and base in entity.names
                and entity.id != mention.entity
                and view.parse.tags[mention.first] in ("JJ", "NN", "RB")
            ):
                yield Tie(
                    mention.entity or "",
                    "locatedIn",
                    entity.id,
                    mention.head,
                    "locatedIn/direction",
                )

    def _comma(self, mention: Mention) -> Iterator[Tie]:
        """Read "Quetta, Pakistan" and "Raqqa, in northern Syria"."""
        view, parse = self._view, self._view.parse
        i = mention.last
        if i + 1 >= len(parse.words) or parse.words[i] != ",":
            return
        j = i + 1
        if parse.words[j].lower() in _IN:
            j += 1
        while j < len(parse.words) and parse.words[j].lower() in ("the",):
            j += 1
        other = view.covering(j) if j < len(parse.words) else None
        if (
            other is None
            or other.kind != "name"
            or not other.entity
            or view.type(other.entity) not in ("Place", "State")
        ):
            return
        if j == i + 1:
            after = parse.words[other.last] if other.last < len(parse.words) else "."
            before = parse.words[mention.first - 1] if mention.first else ""
            if (
                after.lower() in ("and", "or")
                or before in (",", "and")
                and view.covering(max(0, mention.first - 2)) is not None
                and view.type(view.covering(max(0, mention.first - 2)).entity) in ("Place",)
            ):  # type: ignore[union-attr]
                return
            if (
                view.type(other.entity) == "Place"
                and other.last < len(parse.words)
                and after == ","
            ):
                further = (
                    view.covering(other.last + 1) if other.last + 1 < len(parse.words) else None
                )
                if (
                    further is not None
                    and further.kind == "name"
                    and view.type(further.entity) == "Place"
                    and parse.words[min(further.last, len(parse.words) - 1)].lower() in ("and", ",")
                ):
                    return
        yield Tie(mention.entity or "", "locatedIn", other.entity, mention.head, "locatedIn/comma")

    # -- compounds --------------------------------------------------------------------------

    def _compound(self, i: int) -> Iterator[Tie]:
        """Read "US-backed forces", "rebel-held town", "US-led coalition", "anti-IS alliance"."""
        view, parse = self._view, self._view.parse
        if i == 0 or i + 1 >= len(parse.words):
            return
        second = parse.words[i + 1].lower()
        first = view.covering(i - 1)
        noun = parse.heads[i + 1]
        if noun <= i + 1 or parse.tags[noun][:2] != "NN":
            noun = next(
                (
                    c
                    for c in range(i + 2, min(i + 7, len(parse.words)))
                    if view.mention(c) is not None
                ),
                noun,
            )
        modified = view.fillers(noun) if noun > i + 1 else []
        if parse.words[i - 1].lower() == "anti":
            enemy = view.covering(i + 1)
            if enemy is not None and enemy.entity:
                yield from self._checked(modified, "fights", [enemy.entity], i, "fights/anti")
            return
        if first is None or first.entity is None:
            return
        if second in self._words.led:
            yield from self._checked(
                [first.entity],
                "partOf",
                [e for e in modified if view.type(e) == "Coalition"],
                i,
                "partOf/led",
            )
            return
        for frame in self._frames.by_compound.get(second, ()):
            if frame.subject in ("s", "o") and frame.claim in SIGNATURES:
                own, other = ("s", "o") if frame.subject == "s" else ("o", "s")
                ends = {own: [first.entity], other: modified}
                if frame.claim in ("affiliatedWith", "alliedWith"):
                    ends = {"s": modified, "o": [first.entity]}
                if frame.claim == "basedIn":
                    ends = {"s": modified, "o": [first.entity]}
                yield from self._checked(
                    ends["s"], frame.claim, ends["o"], i, f"{frame.name}/compound"
                )
                return

    def _checked(
        self, subjects: list[str], p: str, objects: list[str], token: int, rule: str
    ) -> Iterator[Tie]:
        left, right = SIGNATURES[p]
        for s in subjects:
            for o in objects:
                if s != o and self._view.type(s) in left and self._view.type(o) in right:
                    yield Tie(s, p, o, token, rule)


__all__ = ["FIGHTERS", "Phrases", "Tie"]
