"""PDF: paragraphs come back from lines, and what has no text is refused by name."""

import io
from collections.abc import Callable

import pytest
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas

from kg.errors import DocumentError
from kg.read import formats, pdf
from kg.read.page import Page
from kg.read.paragraphs import rejoin


def _pdf(*pages: str, encrypt: StandardEncryption | None = None, title: str = "") -> bytes:
    stream = io.BytesIO()
    canvas = Canvas(stream, encrypt=encrypt, invariant=True)
    canvas.setTitle(title)
    for page in pages:
        lines = canvas.beginText(60, 780)
        lines.textLines(page, trim=False)
        canvas.drawText(lines)
        canvas.showPage()
    canvas.save()
    return stream.getvalue()


def _read(data: bytes, limit: int = 100_000) -> Page:
    return formats.page(formats.Content("a.pdf", data, "pdf", ("a",)), limit)


def test_lines_become_paragraphs_and_running_heads_go() -> None:
    pages = [
        f"Institute of the Valley\nThe {place} was taken by the rebels, who came from the north "
        "with\nsix guns, and the US-\nbacked army left it at dawn, the monitor said; it was a "
        "with-\ndrawal.\n"
        f"It was the loss of {place} that made the govern-\n{number}"
        for number, place in enumerate(("bridge", "dam", "depot", "school"), start=1)
    ]
    pages = [page.replace("govern-\n", "government talk,\n") for page in pages]
    text = _read(_pdf(*pages)).text
    assert "Institute" not in text
    assert (
        "The bridge was taken by the rebels, who came from the north with six guns, and the "
        "US-backed army left it at dawn, the monitor said; it was a withdrawal."
    ) in text
    assert not any(x.isdigit() for x in text)


def test_sentences_that_repeat_on_every_page_are_not_running_heads() -> None:
    page = (
        "The army left the town.\nThe rebels came.\nThe army left the town.\nThe rebels came.\n" * 2
    )
    assert _read(_pdf(page, page, page, page)).text.count("The army left the town.") == 16


def test_title_and_date_are_those_of_the_file_unless_they_are_junk() -> None:
    page = "The rebels took the bridge of Marran, an official said."
    read = _read(_pdf(page, title="Weekly report on Marran"))
    assert read.guess.title == "Weekly report on Marran"
    assert read.guess.published == "2000-01-01"
    assert _read(_pdf(page).replace(b"D:20000101", b"D:20009901")).guess.published is None
    assert _read(_pdf(page, title="Microsoft Word - draft.docx")).guess.title is None


def test_an_empty_password_opens() -> None:
    data = _pdf("The rebels took the bridge.", encrypt=StandardEncryption("", ownerPassword="x"))
    assert _read(data).text == "The rebels took the bridge."


@pytest.mark.parametrize(
    ("make", "reason"),
    [
        (lambda: _pdf("Secret", encrypt=StandardEncryption("secret")), "encrypted"),
        (lambda: _pdf(""), "PDF without text (scanned?)"),
        (lambda: _pdf("The rebels took it.")[:400], "damaged pdf ("),
        (lambda: b"%PDF-1.7 nothing more", "damaged pdf ("),
        (lambda: _pdf("The rebels took the bridge. " * 9), "too large (text over the limit of 100"),
    ],
    ids=["password", "scan", "cut", "stub", "large"],
)
def test_what_cannot_be_read_is_named(make: Callable[[], bytes], reason: str) -> None:
    with pytest.raises(DocumentError) as caught:
        _read(make(), limit=100)
    assert caught.value.reason.startswith(reason)


def test_words_divided_at_line_ends_become_one_again() -> None:
    lines = [
        "The rebels, who are Turkish-",
        "backed, held the vil-",
        "lage of al-",
        "Marran in mid-",
        "May, and the counter-",
        "attack (a counter-attack by all) was a set-",
        "back for the regime.",
    ]
    assert rejoin([lines]) == (
        "The rebels, who are Turkish-backed, held the village of al-Marran in mid-May, and the "
        "counter-attack (a counter-attack by all) was a setback for the regime."
    )


def test_paragraphs_end_at_gaps_short_lines_headings_and_list_items() -> None:
    page = [
        "Weekly report",
        "The rebels took the bridge of Marran early on Monday morning, said an official of the",
        "town.",
        "The army withdrew to the east bank, which it had held for years, and left two tanks and",
        "",
        "some guns behind.",
        "",
        "• The dam was taken.",
        "• The depot was taken.",
    ]
    assert rejoin([page[:4], page[4:]]) == "\n\n".join(
        (
            page[0],
            f"{page[1]} {page[2]}",
            f"{page[3]} {page[5]}",
            *page[7:],
        ),
    )
    assert rejoin([]) == ""
    assert pdf.page(_pdf("The army left."), "a.pdf", (), 100).keys == ()
