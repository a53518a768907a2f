"""Portail: the application's factory."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import UTC, datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from flask import Flask

    from portail.config import Reglages


def create_app(reglages: Reglages | None = None, horloge: Callable[[], datetime] | None = None) -> Flask:
    """The WSGI application. Settings come from the environment unless given; the clock is UTC and aware."""
    from portail import web  # here, so that a command which only calculates does not load a web framework
    from portail.config import lire

    return web.creer(reglages or lire(os.environ), horloge or (lambda: datetime.now(UTC)))
