"""The web: the reading room's pages and its JSON API, served by one process; `create` makes the application."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from fastapi import FastAPI

    from answerable.app import App
    from answerable.settings import Settings


def create(app: App, settings: Settings | None = None) -> FastAPI:
    """The web application on a library; loads the framework, which nothing else of the package needs."""
    from answerable.entrypoints.web.server import create as made

    return made(app, settings)
