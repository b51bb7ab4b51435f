"""HTML: the report comes out of its page whole, with what the markup says about it."""

import pytest

from kg.errors import DocumentError
from kg.read.html import page
from kg.read.page import Page

HEAD = """<title>Rebels take bridge after night of clashes | Valley Post</title>
<meta property="og:site_name" content="Valley Post">
<meta property="article:published_time" content="2019-03-04T08:00:00Z">
<link rel="canonical" href="https://valley-post.example/2019/bridge">"""
ARTICLE = """<h1>Rebels take bridge after night of clashes</h1><div class="byline">By Jane Roe</div>
<div class="share"><a href="x">Share on Facebook</a> <a href="y">Tweet</a></div>
<figure><img src="a.jpg"><figcaption>Smoke rises over the bridge on Sunday.</figcaption></figure>
<p>MARRAN: Rebel fighters took <a href="t">the bridge</a> of Marran early on Monday, an official
said.</p>
<p>The army withdrew to the east bank. The group had lost it on 7 May 2014, and now it is back.</p>
<p>Here is what was lost so far:</p>
<ul><li>The dam, taken on 25 February.</li><li>The depot, taken on 28 February.</li></ul>
<blockquote><p>"We will be back," a spokesman said.</p></blockquote>"""
AROUND = """<header><nav><ul><li><a href="/">Home</a></li><li><a href="/w">World</a></li></ul></nav>
</header>
<main><article>{}</article></main>
<aside><h3>Most read</h3><ul><li><a href="3">Markets fall</a></li></ul></aside>
<section id="comments"><h3>Comments</h3><p>Great article, I think.</p></section>
<footer><p>© 2019 Valley Post. All rights reserved.</p></footer>"""
TEXT = """Rebels take bridge after night of clashes

Smoke rises over the bridge on Sunday.

MARRAN: Rebel fighters took the bridge of Marran early on Monday, an official said.

The army withdrew to the east bank. The group had lost it on 7 May 2014, and now it is back.

Here is what was lost so far:

The dam, taken on 25 February.

The depot, taken on 28 February.

"We will be back," a spokesman said."""


def _page(body: str, head: str = "", encoding: str = "utf-8") -> Page:
    html = f"<!doctype html><html><head>{head}</head><body>{body}</body></html>"
    return page(html.encode(encoding), "a.html", ("a",))


def test_an_article_in_its_page() -> None:
    read = _page(AROUND.format(ARTICLE), HEAD)
    assert read.text == TEXT
    assert read.found.title == "Rebels take bridge after night of clashes"
    assert read.found.published == "2019-03-04"
    assert read.found.publisher == "Valley Post"
    assert read.found.url == "https://valley-post.example/2019/bridge"


def test_the_same_article_in_bare_tags_loses_no_sentence() -> None:
    text = _page(ARTICLE.replace("<div", "<p").replace("</div", "</p")).text
    missing = [x for x in TEXT.split("\n\n") if x not in text]
    assert missing == []


def test_json_ld_is_read() -> None:
    head = """<script type="application/ld+json">{"@context": "https://schema.org",
    "@type": "NewsArticle", "headline": "Rebels take bridge", "datePublished":
    "2020-05-06T10:00:00+02:00", "publisher": {"@type": "Organization", "name": "Harbour News"}}
    </script>"""
    found = _page("<p>The rebels took the bridge on 7 May 2014, an official said.</p>", head).found
    assert (found.title, found.published, found.publisher) == (
        "Rebels take bridge",
        "2020-05-06",
        "Harbour News",
    )


def test_a_date_in_prose_is_not_taken() -> None:
    body = (
        "<h1>The bridge of Marran</h1><p>On <time datetime='2014-05-07'>7 May 2014</time> the "
        "group took the bridge for the first time, as the monitor reported, and lost it again on "
        "2015-03-04T10:00:00, after a siege of ten months.</p><footer>© 2013 Post</footer>"
    )
    assert _page(body).found.published is None


def test_a_marked_date_is_taken() -> None:
    body = "<h1>The bridge</h1><span class='post-date'>4 March 2019</span><p>It fell today.</p>"
    assert _page(body).found.published == "2019-03-04"


def test_the_headline_comes_first_even_if_it_stands_in_the_head_only() -> None:
    text = _page(
        "<p>The army left the bridge on Monday.</p>", "<title>Rebels take bridge</title>"
    ).text
    assert text == "Rebels take bridge\n\nThe army left the bridge on Monday."


def test_the_charset_of_the_page_counts() -> None:
    read = _page("<p>The café’s owner said “no” to them.</p>", "<meta charset=cp1252>", "cp1252")
    assert read.text == "The café’s owner said “no” to them."


def test_a_fragment_is_enough() -> None:
    assert page(b"<p>The army left.</p>", "a.html", ()).text == "The army left."


@pytest.mark.parametrize("body", ["", "<script>let x = 1</script>", "<div>" * 3000 + "x"])
def test_a_page_without_text_is_refused(body: str) -> None:
    with pytest.raises(DocumentError, match="no text found"):
        _page(body)


def test_an_address_that_is_no_http_address_is_not_kept() -> None:
    head = "<link rel=canonical href='javascript:alert(1)'>"
    assert _page("<p>The army left the town.</p>", head).found.url is None
