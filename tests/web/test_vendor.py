"""The kept libraries are those of the manifest, byte for byte, each with its licence."""

import json
from gzip import decompress
from hashlib import sha256

from servers import ROOT, Running

VENDOR = ROOT / "kg" / "web" / "pages" / "static" / "vendor"
MANIFEST = json.loads((VENDOR / "manifest.json").read_text(encoding="utf-8"))["files"]
WANTED = json.loads((ROOT / "vendoring" / "package.json").read_text(encoding="utf-8"))
MOST = 3_000_000
"""Bytes of all together: pages should open fast, and a wheel stay small."""


def test_the_files_are_what_the_manifest_says() -> None:
    for x in MANIFEST:
        content = (VENDOR / x["file"]).read_bytes()
        assert sha256(content).hexdigest() == x["sha256"], x["file"]
        assert len(content) == x["bytes"]
    assert sum(x["bytes"] for x in MANIFEST) < MOST


def test_nothing_lies_there_that_the_manifest_does_not_name() -> None:
    named = {name for x in MANIFEST for name in (x["file"], x["licence_file"])}
    assert {x.name for x in VENDOR.iterdir()} == named | {"manifest.json"}


def test_every_library_is_free_and_says_so() -> None:
    for x in MANIFEST:
        assert x["licence"] in {"MIT", "BSD-2-Clause", "ISC"}, x["name"]
        text = (VENDOR / x["licence_file"]).read_text(encoding="utf-8")
        assert "Copyright" in text, x["name"]


def test_the_versions_are_those_that_are_fetched() -> None:
    for x in MANIFEST:
        assert WANTED["dependencies"][x["name"]] == x["version"]


def test_the_lock_names_no_registry() -> None:
    lock = json.loads((ROOT / "vendoring" / "package-lock.json").read_text(encoding="utf-8"))
    packages = {name: x for name, x in lock["packages"].items() if name}
    assert packages
    assert all("integrity" in x and "resolved" not in x for x in packages.values())


def test_they_are_served_as_they_are_and_packed_for_who_accepts_it(server: Running) -> None:
    for x in MANIFEST:
        path, content = f"/static/vendor/{x['file']}", (VENDOR / x["file"]).read_bytes()
        plain = server.ask(path)
        assert plain.body == content
        packed = server.ask(path, accept_encoding="gzip")
        assert packed.headers["content-encoding"] == "gzip"
        assert decompress(packed.body) == content
        assert len(packed.body) < len(content)
        assert packed.headers["etag"] != plain.headers["etag"]
        again = server.ask(path, if_none_match=packed.headers["etag"], accept_encoding="gzip")
        assert again.status == 304
    assert server.ask("/static/vendor/../app.js").status == 404
    assert server.ask("/static/vendor/%2e%2e/%2e%2e/catalogue.py").status == 404
