"""Print how well entities are told apart and held together: `python -m tests.gate.identity`.

With `--errors` also which variants of the tuning half are wrong; those of the held half are not
shown, so that nobody tunes on them.
"""

import argparse
from collections import Counter, defaultdict
from collections.abc import Iterator

from tests.gate.identity.cases import cases, records
from tests.gate.identity.measure import Outcome, merged_rivals, resolved
from tests.gate.identity.table import lines


def errors(found: Outcome) -> Iterator[str]:
    """Yield what is split and what is mixed of the tuning half."""
    held: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for case, record in records():
        node = found.nodes[record.document.key]
        held[node].append((case.id, " = ".join(record.entities[0].names)))
    tune = {x.id for x in cases() if x.half == "tune"}
    for name in sorted(tune):
        nodes = Counter({n: sum(i == name for i, _ in who) for n, who in held.items()})
        parts = [n for n, count in nodes.most_common() if count]
        if len(parts) > 1:
            yield f"split {name}: " + " | ".join(
                "; ".join(words for i, words in held[n] if i == name) for n in parts
            )
    for node, who in held.items():
        if len({i for i, _ in who}) > 1 and tune & {i for i, _ in who}:
            yield f"mixed {node}: {'; '.join(f'{i}: {words}' for i, words in who)}"
    yield from (f"rivals {one} {other}" for one, other in merged_rivals(found, lambda _: True))


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m tests.gate.identity", description=__doc__)
    parser.add_argument("--errors", action="store_true", help="show errors of the tuning half")
    parser.add_argument("--shipped", action="store_true", help="those with the list as shipped")
    given = parser.parse_args()
    shown = errors(resolved("shipped" if given.shipped else "withheld")) if given.errors else ()
    print(*lines(), *shown, sep="\n")  # noqa: T201 (this prints)


if __name__ == "__main__":
    main()
