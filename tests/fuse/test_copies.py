"""Copies of agency reports are known, and reports written apart are not taken for copies."""

from hypothesis import given
from hypothesis import strategies as st

from kg.fuse.copies import alike, originals, sketch

AGENCY = """
Government forces entered the river port of Tamar on Tuesday after three weeks of fighting, the
regional governor said. Residents reached by telephone described empty streets and smoke over the
grain silos. The Northern Front, which had held the port since last spring, said its men had moved
to prepared positions in the hills. Hospital staff counted nineteen bodies in the morning, most of
them from the quarter near the bridge. The army promised to reopen the road within a week, and aid
workers said that flour and fuel were running short in the villages to the west of the town.
"""
OTHER = """
The Northern Front has lost its last harbour. Soldiers raised the flag over the customs house of
Tamar on Tuesday, a reporter who travelled with them saw. The governor toured the market and spoke
of a turning point. A spokesman for the Front denied a defeat and called the retreat a manoeuvre.
Nineteen people were killed, according to a doctor at the town's only hospital. Merchants hope to
send boats up the river again before the rains, once engineers have cleared the mines.
"""


def test_a_report_with_another_head_and_a_cut_tail_is_a_copy() -> None:
    """Outlets put their own title over it and print what fits."""
    cut = "Port falls to army. By our wire desk. " + AGENCY[: len(AGENCY) * 2 // 3]
    assert alike(sketch(AGENCY), sketch(cut))


def test_two_reports_of_one_event_are_not_copies() -> None:
    """They share names and little more."""
    assert not alike(sketch(AGENCY), sketch(OTHER))


def test_texts_of_a_few_words_are_never_copies() -> None:
    """Nothing tells them apart."""
    assert not alike(sketch("The army took Tamar on Tuesday."), sketch("The army took Tamar on"))


def test_the_first_published_is_the_original() -> None:
    """Without a date a report comes last."""
    copies = [("", "a", sketch(AGENCY)), ("2020-01-03", "b", sketch(AGENCY + "Ends."))]
    other = ("2020-01-02", "c", sketch(OTHER))
    assert originals([*copies, other]) == {"a": "b", "b": "b", "c": "c"}


@given(st.text(), st.text())
def test_any_text_has_a_sketch(one: str, other: str) -> None:
    """And likeness has no direction."""
    assert alike(sketch(one), sketch(other)) == alike(sketch(other), sketch(one))
