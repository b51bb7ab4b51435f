"""Shares of countries that remember which of them a decision has asked for.

So it is known which links a change of the company can change: those that asked for other shares.
"""

import json
from collections import Counter
from typing import Final, Self

MAIN: Final = 0.15
"""A country's places are looked up first from this share of the company."""


class Shares(dict[str, float]):
    """Countries with their shares (sum about 1), as `of` makes them."""

    asked: set[str]
    is_asked: bool
    """Whether it was asked if there is any company."""
    is_asked_for_main: bool
    is_asked_for_leader: bool

    @classmethod
    def of(cls, total: Counter[str], own: Counter[str], *, whole: bool = False) -> Self:
        """Return the shares of `total` without what is an entity's own.

        `whole` rounds them up to whole percents, so that one more report seldom changes any.
        """
        others = total - own if own else total
        every = sum(others.values())
        if whole:
            made = cls((c, -(-100 * others[c] // every) / 100) for c in sorted(others))
        else:
            made = cls((c, others[c] / every) for c in sorted(others))
        made.asked, made.is_asked = set(), False
        made.is_asked_for_main = made.is_asked_for_leader = False
        return made

    def __bool__(self) -> bool:
        """Tell whether there is any company."""
        self.is_asked = True
        return len(self) > 0

    def main(self) -> list[str]:
        """Return the countries that most of the company belongs to."""
        self.is_asked_for_main = True
        return self._main()

    def _main(self) -> list[str]:
        return [country for country, share in self.items() if share >= MAIN]

    def leader(self) -> str | None:
        """Return the country that most of the company belongs to; of equals the first."""
        self.is_asked_for_leader = True
        return self._leader()

    def _leader(self) -> str | None:
        return min(self, key=lambda c: (-self[c], c), default=None)

    def share(self, country: str) -> float:
        """Return the share of a country."""
        self.asked.add(country)
        return self.get(country, 0.0)

    def read(self) -> str:
        """Return what was asked for and the answers; "" for nothing."""
        wide = self.is_asked_for_main or self.is_asked_for_leader
        if not (self.asked or self.is_asked or wide):
            return ""
        main = self._main() if self.is_asked_for_main else None
        leader = [self._leader()] if self.is_asked_for_leader else None
        asked = {x: self.get(x, 0.0) for x in sorted(self.asked)}
        return json.dumps([len(self) > 0, main, leader, asked])

    def answers(self, read: str) -> bool:
        """Tell whether what was asked for when `read` was written has the same answers now."""
        is_any, main, leader, asked = json.loads(read)
        return (
            is_any == (len(self) > 0)
            and main in (None, self._main())
            and leader in (None, [self._leader()])
            and all(self.get(country, 0.0) == share for country, share in asked.items())
        )
