"""Waits for something to become true in a page whose policy forbids evaluating strings.

Playwright's ``wait_for_function`` asks again from inside the page, where the policy of ours refuses
it: it succeeds only where the answer is true at once. Here the question comes from outside.
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from playwright.sync_api import Page

PATIENCE = 30.0  # seconds


def until(page: Page, script: str, arg: Any = None) -> None:
    """Ask the page until ``script`` is true.

    Raises:
        AssertionError: It is still false after 30 seconds.
    """
    last = time.monotonic() + PATIENCE
    while not page.evaluate(script, arg):
        assert time.monotonic() < last, f"never true: {script}"
        page.wait_for_timeout(20)
