"""The renderings of an audit: text for a terminal, Markdown, HTML, JSON; the same findings in each."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib import import_module

from answerable.audit.report import AuditReport

RENDERERS: Mapping[str, str] = {name: f"{__name__}.{name}" for name in ("text", "markdown", "html", "json")}
"""The module of each format, with a function `render`; each is loaded when it is asked for."""


def renderer(name: str) -> Callable[[AuditReport], str]:
    """The rendering of that name, one of `RENDERERS`; raises KeyError for another."""
    render: Callable[[AuditReport], str] = import_module(RENDERERS[name]).render
    return render
