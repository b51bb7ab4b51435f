"""Since when and until when a relation is said to hold."""

from collections.abc import Callable

import pytest

from kg.model import Record

HELD = {
    "Hezbollah had held Kilis since 2014.": ("2014", None),
    "Hezbollah controlled Kilis from 2012 to 2015.": ("2012", "2015"),
    "Hezbollah has controlled Kilis since May 2013.": ("2013-05", None),
    "Hezbollah held Kilis until 2017.": (None, "2017"),
    "Iran has backed Hezbollah since 1982.": ("1982", None),
    "Iran backs Hezbollah.": (None, None),
    "Hezbollah split from Hamas in 2016.": (None, "2016"),
    "Hezbollah has been part of the Free Syrian Army since 2013.": ("2013", None),
    "Hezbollah was part of the Free Syrian Army from 2013 to 2016.": ("2013", "2016"),
    "Hezbollah merged into the Free Syrian Army in May 2013.": ("2013-05", None),
    "Hezbollah pledged allegiance to Hamas in 2015.": ("2015", None),
    "Hezbollah cut ties with Hamas in July 2016.": (None, "2016-07"),
    "Karim Haddad was a member of Hezbollah until 2015.": (None, "2015"),
}


@pytest.mark.model
@pytest.mark.parametrize("text", HELD)
def test_a_relation_has_its_interval(said: Callable[[str], Record], text: str) -> None:
    (relation,) = said(text).relations
    assert (relation.interval.since, relation.interval.until) == HELD[text]
