"""Names that a sentence says are one entity's: "X, formerly known as Y", "X renamed itself Y"."""

import re
from itertools import pairwise
from typing import Final

from kg.annotate.chunks import Chunk
from kg.annotate.coreference.clusters import Cluster, Clusters

_BODIES: Final = frozenset({"ArmedGroup", "StateForce", "Coalition", "Organisation", "MediaOutlet"})
_ARMED: Final = ("ArmedGroup", "StateForce", "Coalition")
_WHEN: Final = (
    "formerly|previously|once|originally|initially|now|also|then|later|since|today|better"
)
_CALLED: Final = r"known\sas|called|named|styled|dubbed"
_SAID: Final = re.compile(
    rf"""[,(]?\s?(?:which\s|who\s|that\s)?
    (?:
        (?:(?:has|had|have|is|was|are|were)\s)?(?:(?:{_WHEN})\s)+(?:{_CALLED})
      | (?:formerly|previously|originally|aka|a\.k\.a\.|alias)
      | (?:(?:has|had|have|was|were|later|since|then|officially|subsequently)\s)*
        (?:renamed|rebranded|rechristened|relabelled)(?:\s(?:itself|themselves))?
        (?:\s(?:as|to|into|under\sthe\sname\s?(?:of)?))?
      | (?:(?:has|had|have|later|since|then)\s)*
        (?:changed\sits\sname\s(?:to|into)|(?:took|adopted)\sthe\sname\s?(?:of)?
          |(?:began\scalling|now\scalls|calls)\sitself|became\sknown\sas)
    )
    (?:\sthe)?""",
    re.VERBOSE,
)
_LONGEST: Final = 9  # words between two names


def rename(clusters: Clusters, names: list[Chunk]) -> None:
    """Join the clusters of two names that a sentence says are one entity's."""
    for one, other in pairwise(sorted(names, key=lambda c: c.first)):
        if one.cluster != other.cluster and _is_renamed(clusters, one, other):
            left, right = clusters.of(one), clusters.of(other)
            if left is not None and right is not None and _fit(left, right):
                clusters.merge(*_kept_first(left, right))


def _is_renamed(clusters: Clusters, one: Chunk, other: Chunk) -> bool:
    parse = clusters.parse
    if parse.sentence_of[one.head] != parse.sentence_of[other.head]:
        return False
    between = parse.words[one.last : other.first]
    if not 0 < len(between) <= _LONGEST:
        return False
    return _SAID.fullmatch(" ".join(between).lower()) is not None


def _fit(one: Cluster, other: Cluster) -> bool:
    """Tell whether two can be one: of a kind, and not two entities that are both known."""
    rivals = one.known is not None and other.known is not None and one.known is not other.known
    kin = one.type == other.type or {one.type, other.type} <= _BODIES
    return kin and not rivals


def _kept_first(one: Cluster, other: Cluster) -> tuple[Cluster, Cluster]:
    """Return the one whose type stands first: the known one, else one that bears arms."""
    first = other.known is not None or (one.type not in _ARMED and other.type in _ARMED)
    return (other, one) if first and one.known is None else (one, other)
