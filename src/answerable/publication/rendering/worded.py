"""An answer in a reader's words as text, Markdown or HTML, with its terms explained; as JSON, the answer and its rendition."""

from __future__ import annotations

import msgspec

from answerable.audience.rendition import Rendition
from answerable.composition.answer import Answer
from answerable.publication.published import Rows, worded
from answerable.publication.rendering import html, markdown, text
from answerable.writing import PLAIN, Ink, as_json


def render_worded(answer: Answer, rendition: Rendition, format: str, width: int = 92, ink: Ink = PLAIN) -> str:
    """The rendition of an answer in one of "text", "markdown", "html" and "json"; raises KeyError for another.

    The JSON is the answer as its schema has it, with the rendition beside it: it is verified like any other, and a rendition
    can be made from it again.
    """
    if format == "json":
        return as_json({**msgspec.to_builtins(answer), "rendition": msgspec.to_builtins(rendition)})
    told, rows = worded(answer, rendition), about_the_words(rendition)
    if format == "text":
        return text.render(told, width, ink, rows)
    return {"markdown": markdown.render, "html": html.render}[format](told, rows)


def about_the_words(rendition: Rendition) -> Rows:
    """For whom it is worded, how hard it is to read, and what its terms mean, each with its name."""
    read = rendition.readability
    rows = [("Worded for", rendition.reader.label)]
    if read:
        smog = f", SMOG {read.smog:g}" if read.smog is not None else ""
        few = "" if read.reliable else "; too few words for the formula to mean much"
        rows.append(("Reading grade", f"{read.grade:g} (Flesch–Kincaid, years of school){smog}{few}"))
    if rendition.warning:
        rows.append(("For the editor", rendition.warning))
    rows += [(f"“{term.name}”", term.definition) for term in rendition.terms]
    return tuple(rows)
