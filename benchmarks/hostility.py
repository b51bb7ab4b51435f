"""Two hundred requests by which a client could harm a server, each a whole conversation in bytes.

`attacks(targets)` yields them: a name, what is sent, how it is sent, and which limit applies.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product
from urllib.parse import quote

QUERY = "application/sparql-query"
UPDATE = "application/sparql-update"
FORM = "application/x-www-form-urlencoded"
TOKEN = "hostile-token-0123456789"  # noqa: S105 (of a benchmark)
"""Of a server that takes updates."""


@dataclass(frozen=True)
class Attack:
    """A conversation: `sent` at once, then `dripped` byte by byte, then nothing is said."""

    name: str
    sent: bytes
    dripped: bytes = b""
    reads: bool = True
    """False: what the server answers is left unread."""
    limit: str = "seconds"
    """The limit of the server that ends it at the latest: "seconds", "sending", or "both": the
    time of a query and then that of leaving its answer unread."""


@dataclass(frozen=True)
class Targets:
    """What must not be reached: a file, and a port of this machine that listens."""

    file: str
    port: int


def attacks(targets: Targets) -> Iterator[Attack]:
    """Yield the requests."""
    for kind in (joins, nesting, allowed, expressions, paths, memory):
        for number, text in enumerate(kind()):
            yield Attack(f"{kind.__name__}-{number}", posted(text))
    for number, text in enumerate(reaching(targets)):
        yield Attack(f"reaching-{number}", posted(text))
    yield from updates(targets)
    yield from addresses(targets)
    yield from sizes()
    yield from slowness()
    yield from malformed()


def joins() -> Iterator[str]:
    """Combine everything with everything."""
    everything = " ".join(f"?s{n} ?p{n} ?o{n} ." for n in range(6))
    yield f"SELECT * {{ {everything} }}"
    for number, head in product(
        (3, 5), ("COUNT(*)", "COUNT(DISTINCT ?o0)", "SUM(STRLEN(STR(?o1)))", "MAX(?o0)")
    ):
        body = " ".join(f"?s{n} ?p{n} ?o{n} ." for n in range(number))
        yield f"SELECT ({head} AS ?n) {{ {body} }}"
    three = "?a ?b ?c . ?d ?e ?f . ?g ?h ?i"
    yield f"SELECT * {{ {three} }} ORDER BY ?c ?f"
    yield f"SELECT DISTINCT ?a ?d ?g {{ {three} }}"
    yield f"SELECT ?a (COUNT(?d) AS ?n) {{ {three} }} GROUP BY ?a ?d ?g"
    yield f"CONSTRUCT {{ ?a ?e ?i }} WHERE {{ {three} }}"
    yield f"ASK {{ {three} FILTER(?c = ?f && ?f = ?i && ?a != ?a) }}"
    yield f"SELECT * {{ {three} FILTER(RAND() > 2) }}"
    yield "SELECT * { ?a ?b ?c MINUS { ?d ?e ?f . ?g ?h ?i FILTER(?f < ?i) } }"
    yield "SELECT * { ?a ?b ?c OPTIONAL { ?d ?e ?f OPTIONAL { ?g ?h ?i } } } ORDER BY DESC(?i)"
    yield "SELECT * { GRAPH ?x { ?a ?b ?c } GRAPH ?y { ?d ?e ?f } GRAPH ?z { ?g ?h ?i } }"


def nesting() -> Iterator[str]:
    """Nest deeply: more than a parser has stack for."""
    for depth in (10, 50, 100, 1_000, 20_000, 500_000):
        yield "SELECT * " + "{" * depth + "?s ?p ?o" + "}" * depth
    for depth in (50, 500, 5_000, 100_000):
        yield "SELECT * { ?s ?p ?o FILTER" + "(" * depth + "1" + ")" * depth + " }"
        yield "SELECT * { ?s ?p " + "[ ?q " * depth + "1" + "]" * depth + " }"
        yield "SELECT * { ?s ?p " + "(" * depth + ")" * depth + " }"
    yield "SELECT * { ?s ?p ?o FILTER(" + "!" * 19_000 + "true) }"
    yield "SELECT * { ?s ?p ?o FILTER(1" + "+-1" * 6_000 + " > 0) }"
    yield "SELECT * { ?s " + "^" * 15_000 + "<a:> ?o }"
    yield "ASK { " + "OPTIONAL { ?s ?p ?o " * 59 + "}" * 60
    yield "SELECT * { ?s ?p ?o FILTER(" + " || ".join(f"?o = {n}" for n in range(1_500)) + ") }"
    yield "SELECT * {" + "{?s ?p ?o} UNION " * 900 + "{?s ?p ?o} }"
    yield (
        "SELECT * { ?s ?p ?o FILTER NOT EXISTS "
        + "{ ?s ?p ?o FILTER NOT EXISTS " * 28
        + "{}"
        + "}" * 29
    )
    yield "SELECT * { VALUES ?x { " + " ".join(str(n) for n in range(4_000)) + " } }"


def allowed() -> Iterator[str]:
    """Go to the edge of what a query may be."""
    for opening in (
        "{ ",
        "OPTIONAL { ?s ?p ?o ",
        "MINUS { ?s ?p ?o ",
        "FILTER EXISTS { ?s ?p ?o ",
        "FILTER NOT EXISTS { ?s ?p ?o ",
        "GRAPH ?g { ?s ?p ?o ",
        "{ ?s ?p ?o } UNION { ?o ?p ?s ",
        "{ SELECT * { ?s ?p ?o ",
    ):
        depth = 58 // opening.count("{")
        closing = "}" * (opening.count("{") - opening.count("}"))
        yield "SELECT * { " + opening * depth + "?s ?p ?o " + closing * depth + "}"
    for part in ("OPTIONAL { ?s ?p ?o }", "MINUS { ?s ?p ?x }", "OPTIONAL { ?o ?p ?x . ?y ?q ?x }"):
        yield "SELECT * { ?s ?p ?o " + part * 99 + " }"
    yield "SELECT * { ?s ?p ?o " + "BIND(?o AS ?x) " * 2 + "}"
    yield (
        "SELECT * { ?x0 ?p0 ?x1 "
        + " ".join(f". ?x{n} ?p{n} ?x{n + 1}" for n in range(1, 150))
        + " }"
    )
    yield "SELECT * { " + "{ ?s ?p ?o } UNION " * 500 + "{ ?s ?p ?o } }"
    yield "SELECT * { ?s ?p ?o } ORDER BY " + " ".join(f"STRLEN(STR(?o))+{n}" for n in range(200))
    yield "SELECT " + " ".join(f"(?s AS ?v{n})" for n in range(900)) + " { ?s ?p ?o }"
    yield "CONSTRUCT { " + " ".join(f"?s ?p {n} ." for n in range(1_200)) + " } WHERE { ?s ?p ?o }"
    yield "SELECT * { ?s ?p ?o FILTER(?o IN (" + ",".join(str(n) for n in range(3_000)) + ")) }"


def expressions() -> Iterator[str]:
    """Match with patterns that explode, and grow strings."""
    long = "a" * 5_000
    patterns = (
        "(a+)+$",
        "(a|aa)+$",
        "(a|a?)+b",
        "(.*)*b",
        "([a-zA-Z]+)*!",
        "(x+x+)+y",
        "((a{1,99}){1,99}){1,99}",
    )
    for pattern in patterns:
        yield f'SELECT * {{ ?s ?p ?o FILTER(REGEX(CONCAT(STR(?o), "{long}"), "{pattern}")) }}'
    yield 'ASK { ?s ?p ?o FILTER(REGEX(STR(?o), "a{99999999}")) }'
    yield 'ASK { ?s ?p ?o FILTER(REGEX(STR(?o), "' + "(" * 50 + "a" + ")*" * 50 + '")) }'
    yield 'ASK { ?s ?p ?o FILTER(REGEX(STR(?o), "' + "\\\\w*" * 2_000 + '")) }'
    yield f'SELECT (REPLACE("{long}", "a", "{"b" * 5_000}") AS ?x) {{ ?s ?p ?o . ?t ?q ?r }}'
    yield f'SELECT (REPLACE("{long}", "(a*)", "$1$1$1$1$1") AS ?x) {{ ?s ?p ?o }}'
    yield "SELECT (SHA512(STR(?o)) AS ?x) { ?s ?p ?o . ?t ?q ?r . ?u ?v ?w } ORDER BY ?x"


def paths() -> Iterator[str]:
    """Follow paths that lead everywhere."""
    anything = "(!<a:>|^!<a:>)"
    for path in (
        f"{anything}*",
        f"{anything}+",
        f"({anything}*)*",
        f"({anything}/{anything})*",
        f"(({anything}?)*/({anything}?)*)*",
        f"{anything}*/{anything}*",
        f"{anything}*/{anything}*/{anything}*",
        f"({anything}|({anything}|({anything})*)*)*",
        "/".join([anything] * 40),
        "/".join([f"{anything}?"] * 60),
    ):
        yield f"SELECT * {{ ?s {path} ?o }}"
        yield f"SELECT (COUNT(*) AS ?n) {{ ?s {path} ?o . ?o {path} ?s }}"


def memory() -> Iterator[str]:
    """Grow what must be kept."""
    for start in ("a" * 10, "a" * 1_000):
        steps = " ".join(f"BIND(CONCAT(?x{n}, ?x{n}) AS ?x{n + 1})" for n in range(60))
        yield f'SELECT (STRLEN(?x60) AS ?n) {{ BIND("{start}" AS ?x0) {steps} }}'
    three = "?a ?b ?c . ?d ?e ?f . ?g ?h ?i"
    joined = 'GROUP_CONCAT(CONCAT(STR(?a), STR(?c), STR(?d)); separator="")'
    yield f"SELECT ({joined} AS ?x) {{ {three} }}"
    for order in ("?c", "DESC(?f)", "RAND()", "STR(?c) STR(?f)"):
        yield f"SELECT * {{ {three} }} ORDER BY {order}"
    yield "SELECT DISTINCT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
    yield f"CONSTRUCT {{ ?a ?b ?f . ?d ?e ?c . ?g ?h ?a . [] ?b ?d }} WHERE {{ {three} }}"
    yield "DESCRIBE ?a ?d ?g WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
    two = "?a ?b ?c . ?d ?e ?f BIND(CONCAT(STR(?a), STR(?d)) AS ?x)"
    yield f"SELECT (SAMPLE(?x) AS ?y) {{ {two} }} GROUP BY ?x"
    yield "SELECT (UUID() AS ?x) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } ORDER BY ?x"


def reaching(targets: Targets) -> Iterator[str]:
    """Name files and addresses as if they were graphs and services."""
    file, here = f"file://{targets.file}", f"http://127.0.0.1:{targets.port}/"
    for uri in (file, here, f"http://localhost:{targets.port}/x", f"http://[::1]:{targets.port}/"):
        yield f"SELECT * FROM <{uri}> {{ ?s ?p ?o }}"  # noqa: S608 (not SQL)
        yield f"SELECT * FROM NAMED <{uri}> {{ GRAPH ?g {{ ?s ?p ?o }} }}"  # noqa: S608 (not SQL)
        yield f"SELECT * {{ SERVICE <{uri}> {{ ?s ?p ?o }} }}"
        yield f"SELECT * {{ SERVICE SILENT <{uri}> {{ ?s ?p ?o }} }}"
    yield f"LOAD <{file}>"
    yield f"LOAD SILENT <{here}> INTO GRAPH <a:>"
    yield f"PREFIX s: <{here}> SELECT * {{ SERVICE s:x {{ ?s ?p ?o }} }}"
    yield f"BASE <{here}> SELECT * {{ SERVICE <x> {{ ?s ?p ?o }} }}"
    yield f"SELECT * {{ VALUES ?x {{ <{here}> }} SERVICE ?x {{ ?s ?p ?o }} }}"
    yield f"SELECT * {{ #\n SeRvIcE#\n<{here}> {{ ?s ?p ?o }} }}"
    yield f"SELECT * {{ ?s ?p ?o FILTER(1 <2) service<{here}> {{ ?a ?b ?c }} }}"
    yield f"SELECT * {{ ?s ?p ?o . FILTER EXISTS {{ SERVICE <{here}> {{ ?s ?p ?o }} }} }}"
    yield f"\\u0053ELECT * {{ \\u0053ERVICE <{here}> {{ ?s ?p ?o }} }}"
    yield f'SELECT * {{ ?s ?p "x""" . SERVICE <{here}> {{ ?s ?p ?o }} }}'
    yield f"INSERT DATA {{ <a:> <b:> <c:> }} ; LOAD <{here}>"
    yield f"SELECT * {{ GRAPH <{file}> {{ ?s ?p ?o }} }}"
    yield f"SELECT * {{ ?s ?p ?o FILTER(?o<'>') SERVICE <{here}> {{ ?a ?b 'c' }} }}"
    yield f"SELECT * {{ ?s ?p ?o FILTER(?o<?p#>'''\n) SERVICE <{here}> {{ ?a ?b ?c }} #'''\n}}"
    yield f"SELECT * {{ SERVICESILENT<{here}> {{ ?s ?p ?o }} }}"
    yield f"PREFIX : <{here}> SELECT * {{ SERVICE:x {{ ?s ?p ?o }} }}"
    yield f"PREFIX : <{here}> SELECT * {{ SERVICESILENT:x {{ ?s ?p ?o }} }}"
    yield f"SELECT * {{ ?s ?p trueSERVICE<{here}> {{ ?a ?b ?c }} }}"


def updates(targets: Targets) -> Iterator[Attack]:
    """Try to change what is there: without the token, or with it what may not be changed."""
    note = "INSERT DATA { GRAPH <urn:x:notes> { <a:> <b:> <c:> } }"
    for number, credentials in enumerate(
        ("", "Bearer", "Bearer wrong", f"Bearer {TOKEN}x", f"Bearer {TOKEN[:-1]}", f"Basic {TOKEN}")
    ):
        for text in (note, "CLEAR ALL"):
            for media_type, body in ((UPDATE, text), (FORM, f"update={quote(text)}")):
                name = f"updates-{number}-{text[0]}{media_type[12]}"
                yield Attack(name, posted(body, media_type, Authorization=credentials))
    own = f"Bearer {TOKEN}"
    for number, text in enumerate(_changes(targets)):
        yield Attack(f"updates-own-{number}", posted(text, UPDATE, Authorization=own))


def _changes(targets: Targets) -> Iterator[str]:
    file, here = f"file://{targets.file}", f"http://127.0.0.1:{targets.port}/"
    three = "?a ?b ?c . ?d ?e ?f . ?g ?h ?i"
    notes = "GRAPH <urn:x:notes>"
    yield f"LOAD <{file}>"
    yield f"LOAD SILENT <{here}> INTO {notes}"
    yield f"LOADSILENT<{here}>INTO {notes}"
    yield f"PREFIX : <{here}> LOAD:x"
    yield f"INSERT DATA {{ {notes} {{ <a:> <b:> <c:> }} }} ; #\n load <{here}>"
    yield f"INSERT {{ {notes} {{ ?s ?p ?o }} }} WHERE {{ SERVICE <{here}> {{ ?s ?p ?o }} }}"
    yield f"INSERT {{ {notes} {{ ?s ?p ?o }} }} WHERE {{ SERVICESILENT<{here}> {{ ?s ?p ?o }} }}"
    yield f"INSERT {{ {notes} {{ ?s ?p ?o }} }} USING <{file}> WHERE {{ ?s ?p ?o . ?a ?b _:x }} ; X"
    yield f"INSERT {{ {notes} {{ ?a ?e ?i }} }} WHERE {{ {three} }}"
    yield f"INSERT {{ {notes} {{ ?a ?b ?x }} }} WHERE {{ {three} BIND(CONCAT(STR(?c), ?f) AS ?x) }}"
    yield f"WITH <urn:x:notes> DELETE {{ ?a ?b ?c }} WHERE {{ GRAPH ?x {{ {three} }} }}"
    yield "DELETE WHERE { ?s ?p ?o }"
    yield "DELETE { GRAPH ?g { ?s ?p ?o } } WHERE { GRAPH ?g { ?s ?p ?o } }"
    yield "DROP ALL"
    yield "INSERT DATA " + "{" * 100_000
    yield f"INSERT {{ {notes} {{ <a:> <b:> <c:> }} }} WHERE " + "{" * 50_000 + "}" * 50_000
    yield f"INSERT {{ {notes} {{ <a:> <b:> " + "[ <b:> " * 9_000 + "]" * 9_000 + " } } WHERE {}"
    yield "PREFIX a: <a:> ;" * 9_000 + " DELETE WHERE { ?s ?p ?o }"


def addresses(targets: Targets) -> Iterator[Attack]:
    """Name files and addresses in the request's own address."""
    file, here = quote(f"file://{targets.file}", safe=""), f"http://127.0.0.1:{targets.port}/"
    remote = quote(here, safe="")
    ask = "query=" + quote("ASK { ?s ?p ?o }")
    for number, path in enumerate(
        (
            f"/sparql?{ask}&default-graph-uri={file}",
            f"/sparql?{ask}&named-graph-uri={remote}",
            f"/graphs?graph={file}",
            f"/graphs?graph={remote}",
            f"/graphs/..%2f..%2f..%2f..{quote(targets.file, safe='')}",
            f"/graphs/../../../../..{targets.file}",
            f"/api/v1/document?key=..%2F..%2F..{quote(targets.file, safe='')}",
            f"/api/v1/fact?iri={file}",
            f"/api/v1/entity?iri={remote}",
            f"/api/v1/questions/..%2f..%2fREADME?x={file}",
            f"/static/..%2f..%2f..%2f..{quote(targets.file, safe='')}",
            here,
        )
    ):
        yield Attack(f"addresses-{number}", _head("GET", path) + b"\r\n")


def sizes() -> Iterator[Attack]:
    """Send much, or say that much will be sent."""
    for number, size in enumerate((100_000, 300_000, 1_000_000, 20_000_000)):
        yield Attack(f"sizes-query-{number}", posted("#" + "x" * size + "\nASK {}"))
        yield Attack(f"sizes-form-{number}", posted("query=" + "%20" * (size // 3), FORM))
    for number, length in enumerate(("99999999999", "9" * 40, "-1", "0x10", "1,2")):
        head = _head("POST", "/sparql", Content_Type=QUERY, Content_Length=length)
        yield Attack(f"sizes-claimed-{number}", head + b"\r\nASK {}", limit="sending")
    chunked = _head("POST", "/sparql", Content_Type=QUERY, Transfer_Encoding="chunked") + b"\r\n"
    chunk = b"ffff\r\n" + b"x" * 0xFFFF + b"\r\n"
    yield Attack("sizes-chunks", chunked + chunk * 40, limit="sending")
    yield Attack("sizes-address", _head("GET", "/sparql?query=" + "x" * 1_000_000) + b"\r\n")
    yield Attack("sizes-parameters", _head("GET", "/sparql?" + "a=b&" * 10_000) + b"\r\n")
    many = "".join(f"x-{n}: y\r\n" for n in range(20_000)).encode()
    yield Attack("sizes-headers", _head("GET", "/sparql") + many + b"\r\n")
    yield Attack("sizes-header", _head("GET", "/sparql", X="y" * 500_000) + b"\r\n")
    yield Attack("sizes-accept", _head("GET", "/sparql", Accept="a/b," * 15_000) + b"\r\n")


def slowness() -> Iterator[Attack]:
    """Take all the time there is."""
    yield Attack("slow-nothing", b"", limit="sending")
    yield Attack("slow-line", b"GET /sparql", limit="sending")
    yield Attack("slow-head", _head("GET", "/sparql"), limit="sending")
    yield Attack("slow-drip", b"", _head("GET", "/sparql?" + "x" * 500), limit="sending")
    yield Attack("slow-header", _head("GET", "/sparql"), b"x: " + b"y" * 500, limit="sending")
    head = _head("POST", "/sparql", Content_Type=QUERY, Content_Length="500") + b"\r\n"
    yield Attack("slow-body", head, limit="sending")
    yield Attack("slow-body-drip", head, b"#" * 500, limit="sending")
    form = _head("POST", "/sparql", Content_Type=FORM, Transfer_Encoding="chunked") + b"\r\n"
    yield Attack("slow-chunk", form + b"5\r\nquery", limit="sending")
    everything = "SELECT * { ?s ?p ?o . ?t ?q ?r } LIMIT 40000"
    for number in range(6):
        yield Attack(f"slow-reader-{number}", posted(everything), reads=False, limit="both")
    yield Attack(
        "slow-pipeline", (_head("GET", "/graphs") + b"\r\n") * 50, reads=False, limit="both"
    )


def malformed() -> Iterator[Attack]:
    """Send what is no request."""
    bodies = (
        b"\x00" * 100,
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + b"\x00" * 50,
        b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
        b"GET /sparql\r\n\r\n",
        b"GET  /sparql  HTTP/9.9\r\n\r\n",
        b"BREW /sparql HTTP/1.1\r\nHost: localhost\r\n\r\n",
        _head("GET", "/\x00\xff") + b"\r\n",
        _head("GET", "/sparql?query=%ff%fe") + b"\r\n",
        _head("GET", "/sparql?query=%00") + b"\r\n",
        _head("GET", "/sparql", X="a\x00b") + b"\r\n",
        b"GET /sparql HTTP/1.1\r\nHost: attacker.example\r\n\r\n",
        b"GET /sparql HTTP/1.1\r\n\r\n",
        _head("POST", "/sparql", Content_Length="6", Transfer_Encoding="chunked")
        + b"\r\n0\r\n\r\n",
        _head("POST", "/sparql", Transfer_Encoding="chunked") + b"\r\nzz\r\n\r\n",
        _head("POST", "/sparql", Content_Type=QUERY, Content_Encoding="gzip", Content_Length="4")
        + b"\r\n\x1f\x8b\x08\x00",
        _head("GET", "/sparql", Upgrade="websocket", Connection="upgrade") + b"\r\n",
        _head("CONNECT", "example.org:80") + b"\r\n",
        _head("OPTIONS", "*") + b"\r\n",
        _head("TRACE", "/sparql") + b"\r\n",
    )
    for number, body in enumerate(bodies):
        yield Attack(f"malformed-{number}", body, limit="sending")


def posted(text: str, media_type: str = QUERY, **headers: str) -> bytes:
    """Return a POST request."""
    body = text.encode("utf-8", "surrogatepass")
    headers |= {"Content_Type": media_type, "Content_Length": str(len(body))}
    head = _head("POST", "/sparql", **headers)
    return head + b"\r\n" + body


def _head(method: str, path: str, **headers: str) -> bytes:
    named = "".join(f"{name.replace('_', '-')}: {value}\r\n" for name, value in headers.items())
    return f"{method} {path} HTTP/1.1\r\nHost: localhost\r\n{named}".encode("latin-1")


if __name__ == "__main__":
    found = list(attacks(Targets("/tmp/x", 1)))  # noqa: S108 (never opened)
    print(len(found), len({x.name for x in found}))
