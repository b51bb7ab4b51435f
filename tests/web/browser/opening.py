"""A tab of a browser, and what its page complained of."""

import contextlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Final

from playwright.sync_api import Browser, Page

FLAGS: Final = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
TOKEN: Final = "a token of the tests"  # noqa: S105 (of a test)
PHONE: Final = {"viewport": {"width": 360, "height": 740}}
DARK: Final = {"color_scheme": "dark"}


@dataclass
class Tab:
    """A page, and its complaints: errors of the console, of scripts, dialogs, requests outside."""

    page: Page
    complaints: list[str] = field(default_factory=list)

    def watch(self, origin: str = "") -> None:
        """Note what goes wrong from now on; requests that leave `origin` are wrong."""
        self.page.on("dialog", lambda x: (self.complaints.append(f"dialog: {x}"), x.dismiss()))
        self.page.on("pageerror", lambda x: self.complaints.append(f"script: {x}"))
        self.page.on("console", self._console)
        self.page.on("request", lambda x: self._request(x.url, origin))

    def _console(self, message: Any) -> None:  # noqa: ANN401 (of the driver)
        if message.type in ("error", "warning"):
            self.complaints.append(f"console: {message.text} {message.location.get('url', '')}")

    def _request(self, url: str, origin: str) -> None:
        allowed = (origin, "data:", "blob:") if origin else ("http://127.0.0.1", "file:", "data:")
        if not url.startswith(allowed):
            self.complaints.append(f"request: {url}")

    def wider(self) -> int:
        """Return by how many pixels the page is wider than its window."""
        width: int = self.page.evaluate(
            "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        )
        return width


@contextlib.contextmanager
def opened(browser: Browser, **options: Any) -> Iterator[Tab]:  # noqa: ANN401 (of the driver)
    """Open a tab; it closes with the block, which fails for what its pages complained of."""
    context = browser.new_context(**{"viewport": {"width": 1280, "height": 800}, **options})
    context.set_default_timeout(20_000)
    tab = Tab(context.new_page())
    tab.watch()
    try:
        yield tab
    finally:
        context.close()
    assert not tab.complaints, "\n".join(tab.complaints)
