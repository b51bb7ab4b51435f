"""The files of scenarios."""

from pathlib import Path
from typing import Any

import pytest

HERE = Path(__file__).parent
Scenario = tuple[dict[str, Any], Path]
"""What a file says, and the dataset built of its reports."""


def scenarios(folder: str) -> list[Any]:
    """Return the files of a folder as parameters of a test."""
    return [pytest.param(x, id=x.stem) for x in sorted((HERE / folder).glob("*.toml"))]
