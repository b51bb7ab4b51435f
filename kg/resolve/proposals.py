"""What rules yield: two anchors that are held to be one entity, or found to be two."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Proposal:
    """Two anchors that a rule holds to be one entity, or (`join` false) finds to be two."""

    one: int
    other: int
    note: str = ""
    join: bool = True
