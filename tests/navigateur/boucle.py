"""Playwright's event loop stays « running » in the thread of the tests, where it would forbid `asyncio.run`.

It is shown to the browser tests only, so that any other test may run before, after or between them.
"""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Playwright


@contextmanager
def boucle_de(playwright: Playwright) -> Iterator[None]:
    """Around what talks to the browser."""
    asyncio._set_running_loop(playwright._loop)
    try:
        yield
    finally:
        asyncio._set_running_loop(None)


@contextmanager
def hors_boucle() -> Iterator[None]:
    """Inside a browser test, around a call that needs `asyncio.run` itself (signing a PDF, for one)."""
    boucle = asyncio.get_running_loop()
    asyncio._set_running_loop(None)
    try:
        yield
    finally:
        asyncio._set_running_loop(boucle)
