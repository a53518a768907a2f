"""pyHanko computes in coroutines; its callers here do not."""

import asyncio
from collections.abc import Coroutine
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar

T = TypeVar("T")


def attendre(travail: Coroutine[Any, Any, T]) -> T:
    """The result of `travail`, from any thread: one that already runs a loop (Playwright) lends the work to another."""
    try:
        asyncio.get_running_loop()
    except RuntimeError:
        return asyncio.run(travail)
    with ThreadPoolExecutor(max_workers=1) as fil:
        return fil.submit(asyncio.run, travail).result()
