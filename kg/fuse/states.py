"""The facts of relations: marks of statements and of events, block by block, made spells."""

from collections import Counter
from collections.abc import Iterator, Sequence

from kg.fuse.belief import keys
from kg.fuse.claims import EXCLUSIVE, EventClaim, Mark, mark
from kg.fuse.deciding import is_boast, stakes
from kg.fuse.spell import Spell
from kg.fuse.timeline import Line, read
from kg.model import BELIEVED, Fact, Interval, digest
from kg.ontology import StateEffect


def effect_marks(
    fact: Fact, claims: Sequence[EventClaim], effects: Sequence[StateEffect]
) -> Iterator[Mark]:
    """Yield the marks that an event puts on relations, one for each claim about it.

    An event that is not believed starts a state of as little belief, but ends none. A capture
    by a side that has a name ends the hold of all others, if not only that side says so. Of a
    place of which but a part is taken the loser keeps the rest, and others keep what they have.
    """
    named = {x for claim in claims for x in claim.named}
    witnesses = [x.witness for x in claims if x.positive]
    believed = fact.belief >= BELIEVED
    confirmed = believed and not is_boast(witnesses, stakes(fact.predicate, fact.roles))
    for effect in effects:
        act = "start" if effect.effect == "starts" else "end" if effect.shows_before else "left"
        if act != "start" and not believed:
            continue
        if fact.extent and act != "start":
            if effect.relation not in EXCLUSIVE:
                continue  # they are still there, in the rest of it
            act = "rest" if effect.shows_before else "less"
        for triple in _triples(fact, effect):
            ousts = act == "start" and confirmed and triple[1] in EXCLUSIVE and triple[0] in named
            ousts = ousts and not fact.extent
            acts = (act, "cut") if ousts else (act,)
            denied = ("deny",) if act == "start" else ()  # who denies a loss denies no hold
            for claim in claims:
                for each in acts if claim.positive else denied:
                    date = fact.interval.since or ""
                    point = (each, date, effect.name, fact.key, fact.extent)
                    yield mark(triple, point, claim.witness)


def _triples(fact: Fact, effect: StateEffect) -> Iterator[tuple[str, str, str]]:
    for s in fact.roles.get(effect.subject_role, ()):
        for o in fact.roles.get(effect.object_role, ()):
            if s != o:
                yield s, effect.relation, o


def relation_facts(marks: Sequence[Mark]) -> Iterator[Fact]:
    """Yield the facts of the relations of one block from its marks."""
    seen: Counter[str] = Counter()
    line = read(marks)
    for spell in sorted(line.spells, key=_order):
        if spell.support:
            number = seen[spell.subject]
            seen[spell.subject] += 1
            yield _fact(spell, line, marks[0], number)


def _order(spell: Spell) -> tuple[str, str, bool, str]:
    return spell.subject, spell.since or spell.until or spell.seen, not spell.over, spell.seen


def _fact(spell: Spell, line: Line, sample: Mark, number: int) -> Fact:
    s, p, o = spell.subject, sample.predicate, sample.object
    supporting = (*spell.support, *spell.deciding)
    both = set(keys(supporting))
    against = [x for x in spell.against if x.claim not in both]
    verdict = line.verdict(spell)
    return Fact(
        key=digest("relation", s, p, o, str(number)),
        predicate=p,
        roles={"subject": (s,), "object": (o,)},
        interval=Interval(spell.since or None, spell.until or None),
        belief=verdict.belief,
        supported_by=keys(supporting),
        disputed_by=keys(against),
        rule=spell.closing if spell.over else spell.opening,
        modality="past" if spell.over else "actual",
        seen=Interval(spell.first or None, spell.seen or None),
        extent=spell.extent,
        settled=verdict.rule,
    )
