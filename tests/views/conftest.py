"""Lets the tests of the page share invented articles and one browser."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

sys.path.insert(0, str(Path(__file__).parent))

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page


class Visit:
    """An open page with everything that went wrong in it."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.messages: list[str] = []
        self.requests: list[str] = []
        page.on("console", lambda m: self.messages.append(m.text))
        page.on("pageerror", lambda e: self.messages.append(str(e)))
        page.on("dialog", lambda d: (self.messages.append(f"dialog {d.message}"), d.dismiss()))
        page.on("request", lambda r: self.requests.append(r.url))

    def evaluate(self, script: str) -> Any:
        return self.page.evaluate(script)

    @property
    def outside(self) -> list[str]:
        """Requests for anything but the file itself and what it made."""
        return [url for url in self.requests if not url.startswith(("file:", "blob:", "data:"))]


@pytest.fixture
def visit(browser: Browser, tmp_path: Path) -> Iterator[Callable[..., Visit]]:
    """Return a function that writes HTML to a file and opens it."""
    contexts = []

    def open_page(html: str, fragment: str = "", **options: Any) -> Visit:
        path = tmp_path / "page.html"
        path.write_text(html, encoding="utf-8")
        options.setdefault("viewport", {"width": 1500, "height": 900})
        script = options.pop("java_script_enabled", True)
        context = browser.new_context(java_script_enabled=script, **options)
        contexts.append(context)
        seen = Visit(context.new_page())
        seen.page.goto(path.as_uri() + fragment)
        if script:
            seen.page.wait_for_selector("html[data-ready]", timeout=60_000)
        return seen

    yield open_page
    for context in contexts:
        context.close()
