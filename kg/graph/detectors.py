"""The detectors of errors: rules that doubt facts, read from `ontology/checks/doubts/`.

A detector is a SELECT of the facts it doubts (`?fact`) and of what speaks against each
(`?because`), with a header that says what is wrong (`message`), by what its belief is to be
multiplied (`factor`) and on what grounds (`why`). Those in `carried/` have no factor: they look for
facts that rest on doubted ones, which are lowered as these are.
"""

import tomllib
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Final

from kg.errors import KnowledgeError

FOLDER: Final = Path("checks") / "doubts"
"""Where the detectors stand in the ontology."""
CARRIED: Final = "carried"
"""The folder in it with those that look for what rests on doubted facts."""


@dataclass(frozen=True, slots=True)
class Detector:
    """One rule: the facts that its query gives are doubted."""

    name: str
    message: str
    factor: Decimal
    """Belief is multiplied by it, above 0 and below 1; 1 for one that carries doubts on."""
    query: str
    carried: bool = False
    """What is doubted rests on doubted facts: `?because` is one of them and gives the factor."""

    @property
    def lowers(self) -> str:
        """Return in words by what it lowers belief."""
        return "belief as of what it rests on" if self.carried else f"belief times {self.factor}"


def detectors(ontology: Path) -> list[Detector]:
    """Read the detectors of the folder `ontology`; KnowledgeError names a broken file."""
    folder = ontology / FOLDER
    return [_read(x) for x in (*sorted(folder.glob("*.rq")), *sorted(folder.glob("*/*.rq")))]


def _read(path: Path) -> Detector:
    carried = path.parent.name == CARRIED
    try:
        text = path.read_text(encoding="utf-8")
        lines = (x.removeprefix("#+") for x in text.splitlines() if x.startswith("#+"))
        head = tomllib.loads("\n".join(lines))
        factor = Decimal(1) if carried else Decimal(str(head["factor"]))
        message = str(head["message"])
    except (OSError, ValueError, KeyError, ArithmeticError) as error:
        raise KnowledgeError(f"{path}: {type(error).__name__}: {error}") from error
    if not (carried or 0 < factor < 1):
        raise KnowledgeError(f"{path}: factor {factor} is not between 0 and 1")
    return Detector(path.stem, message, factor, text, carried)
