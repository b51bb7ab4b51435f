"""Print how well the annotated reports are read, per type: `python -m tests.gate`."""

from tests.gate.scores import HALVES, names, scored

for half in HALVES:
    print(f"{half}: {len(names(half))} reports")  # noqa: T201 (this prints)
    for line in scored(half).lines():
        print(f"  {line}")  # noqa: T201
