"""Copies what the pages load from the packages that npm fetched, with licences and a manifest.

The files of libraries are the packages' own, byte for byte. The outlines of countries are data;
they are wrapped in an assignment, since a page that is opened as a file may load scripts only.
"""

import json
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Final

HERE: Final = Path(__file__).parent
PACKAGES: Final = HERE / "node_modules"
VENDOR: Final = HERE.parent / "kg" / "web" / "pages" / "static" / "vendor"
_BUNDLED: Final = (
    *("codemirror", "lodash-es", "query-string", "strict-uri-encode", "decode-uri-component"),
    *("split-on-first", "filter-obj", "dompurify", "store", "events"),
)
"""What the bundle of YASQE contains, by its source map."""


@dataclass(frozen=True, slots=True)
class Kept:
    """A package, and the files of it that pages load."""

    package: str
    files: tuple[str, ...]
    bundled: tuple[str, ...] = ()
    """Packages that its files contain."""
    wrapped: str = ""
    """The global variable that data is assigned to."""

    @property
    def name(self) -> str:
        """What it is called in the names of files."""
        return self.package.rpartition("/")[2]

    @property
    def folder(self) -> Path:
        """Where npm has put it."""
        return PACKAGES / self.package


KEPT: Final = (
    Kept("@zazuko/yasqe", ("build/yasqe.min.js", "build/yasqe.min.css"), bundled=_BUNDLED),
    Kept("cytoscape", ("dist/cytoscape.min.js",)),
    Kept("d3-dispatch", ("dist/d3-dispatch.min.js",)),
    Kept("d3-force", ("dist/d3-force.min.js",)),
    Kept("d3-quadtree", ("dist/d3-quadtree.min.js",)),
    Kept("d3-timer", ("dist/d3-timer.min.js",)),
    Kept("leaflet", ("dist/leaflet.js", "dist/leaflet.css")),
    Kept("topojson-client", ("dist/topojson-client.min.js",)),
    Kept("world-atlas", ("countries-50m.json",), wrapped="kgCountries"),
)


def main() -> None:
    """Write the folder of vendored files anew."""
    VENDOR.mkdir(parents=True, exist_ok=True)
    for path in VENDOR.iterdir():
        path.unlink()
    listed = [entry for kept in KEPT for entry in _copied(kept)]
    text = json.dumps({"files": listed}, indent=2, ensure_ascii=False)
    (VENDOR / "manifest.json").write_text(f"{text}\n", encoding="utf-8")
    print(f"{len(listed)} files, {sum(x['bytes'] for x in listed) / 1e6:.1f} MB")


def _copied(kept: Kept) -> list[dict[str, str | int]]:
    about = json.loads((kept.folder / "package.json").read_text(encoding="utf-8"))
    licence = f"{kept.name}.LICENSE.txt"
    (VENDOR / licence).write_text(_licence(kept), encoding="utf-8")
    entries: list[dict[str, str | int]] = []
    for source in kept.files:
        content = (kept.folder / source).read_bytes()
        name = Path(source).name
        if kept.wrapped:
            name = f"{Path(source).stem}.js"
            content = f"var {kept.wrapped} = ".encode() + content.strip() + b";\n"
        (VENDOR / name).write_bytes(content)
        entries.append(
            {
                "file": name,
                "name": kept.package,
                "version": about["version"],
                "licence": about["license"],
                "licence_file": licence,
                "sha256": sha256(content).hexdigest(),
                "bytes": len(content),
            }
        )
    return entries


def _licence(kept: Kept) -> str:
    own = HERE / f"{kept.name}-licence.txt"
    parts = [(own if own.exists() else _text_of(kept.package)).read_text(encoding="utf-8")]
    for package in kept.bundled:
        text = _text_of(package).read_text(encoding="utf-8")
        parts.append(f"--- {package} ---\n\n{text.strip()}\n")
    return "\n".join(parts)


def _text_of(package: str) -> Path:
    found = [x for x in (PACKAGES / package).iterdir() if x.name.lower().startswith("licen")]
    return min(found, key=lambda x: (len(x.name), x.name))


if __name__ == "__main__":
    main()
