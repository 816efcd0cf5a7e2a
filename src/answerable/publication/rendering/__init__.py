"""The renderings of an answer: text for a terminal, Markdown, HTML, JSON; the same claims in each."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module

from answerable.composition.answer import Answer

FORMATS = ("text", "markdown", "html", "json")


def renderer(name: str) -> Callable[[Answer], str]:
    """The rendering of that name, one of `FORMATS`, loaded when it is asked for; raises KeyError for another."""
    if name not in FORMATS:
        raise KeyError(name)
    render: Callable[[Answer], str] = import_module(f"{__name__}.{name}").render
    return render
