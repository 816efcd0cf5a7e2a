"""An article as PDF/UA: tagged, with its title and language, in the compiler's own fonts, readable without colour.

Every word goes to the template as data and is never read as markup.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any, cast

import msgspec
import typst

from answerable.composition.answer import Answer, AnsweredClaim, AnsweredSection, Reference
from answerable.publication.article import Article
from answerable.publication.published import Rows, running_line
from answerable.publication.references import (
    about_of,
    address_of,
    basis_line,
    caution_of,
    identified,
    in_passing,
    kind_of,
    legend_of,
    notices_of,
)
from answerable.publication.rendering.warnings import shown
from answerable.writing import tidy

_SURELY = 0x17F  # the compiler's own fonts have every letter up to here
_SIGN_BY_SIGN = b"#set document(title: [Signs])\n#for sign in json(bytes(sys.inputs.article)) { par(sign) }"


def render(answer: Answer, article: Article, rows: Rows) -> bytes:
    """The document; the same article gives the same bytes.

    Characters that none of the fonts has are printed as their numbers in Unicode.
    """
    data = _tidied(_data(answer, article, rows))
    moment = _moment(article.latest.made)
    try:
        return _compiled(_template(), data, moment)
    except typst.TypstError:
        data = _printable(data)
    try:
        return _compiled(_template(), data, moment)
    except typst.TypstError:  # signs that can be printed one by one and not together
        return _compiled(_template(), data, moment, ())


def _moment(made: str) -> int:
    """Seconds since 1970; what is no ISO time counts as then, for a document says some time."""
    try:
        read = datetime.fromisoformat(made)
    except ValueError:
        return 0
    return int((read if read.tzinfo else read.replace(tzinfo=UTC)).timestamp())


def _compiled(template: bytes, data: Any, moment: int, standards: Sequence[typst.PDFStandard] = ("ua-1",)) -> bytes:
    document = typst.compile(
        template,
        sys_inputs={"article": msgspec.json.encode(data).decode()},
        font_paths=_fonts(),
        pdf_standards=list(standards),
        timestamp=moment,
    )
    assert isinstance(document, bytes)
    return document


def _printable(data: Any) -> Any:
    """The data with each run of characters that cannot be printed as "[U+80CC U+75DB]"."""
    signs = {sign for sign in msgspec.json.encode(data).decode() if ord(sign) > _SURELY}
    missing = _missing("".join(sorted(signs)))
    if not missing:
        return data
    run = re.compile(f"[{re.escape(missing)}]+")
    return _in_every_text(lambda text: run.sub(_numbered, text), data)


def _numbered(run: re.Match[str]) -> str:
    return f"[{' '.join(f'U+{ord(sign):04X}' for sign in run[0])}]"


@lru_cache(maxsize=256)
def _missing(signs: str) -> str:
    """Those of the signs that no font has, by halves: the compiler says only that there is one."""
    try:
        _compiled(_SIGN_BY_SIGN, list(signs), 0)
    except typst.TypstError:
        half = len(signs) // 2
        return _missing(signs[:half]) + _missing(signs[half:]) if half else signs
    return ""


@cache
def _template() -> bytes:
    return (files("answerable.publication.exports") / "article.typ").read_bytes()


@cache
def _fonts() -> typst.Fonts:
    """The fonts inside the compiler, and behind them the machine's, for scripts that those do not have."""
    return typst.Fonts(include_system_fonts=True, include_embedded_fonts=True)


def _tidied(data: Any) -> Any:
    """Every text on one line, without hidden characters."""
    return _in_every_text(tidy, data)


def _in_every_text(change: Callable[[str], str], value: Any) -> Any:
    """A value with each text in it changed."""
    if isinstance(value, str):
        return change(value)
    if isinstance(value, dict):
        return {key: _in_every_text(change, one) for key, one in cast("dict[str, Any]", value).items()}
    if isinstance(value, list | tuple):
        return [_in_every_text(change, one) for one in cast("list[Any]", value)]
    return value


def _data(answer: Answer, article: Article, rows: Rows) -> dict[str, Any]:
    claims = {claim.id: claim for claim in answer.claims()}
    status, caution = caution_of(answer)
    named = dict(rows)
    return {
        "title": answer.title,
        "status": status,
        "caution": caution,
        "dates": f"Evidence searched: {answer.evidence_searched} · Text edited by a person: {answer.text_edited or 'never'} · "
        f"Reviewed by a person: {answer.human_reviewed or 'never'}",
        "approved": article.approved,
        "running": running_line(article) or ("" if article.approved and not answer.caution else f"{status} Exercise caution."),
        "publisher": named.get("Published by", ""),
        "version": named.get("Version", ""),
        "address": named.get("Address", ""),
        "warnings": [
            {
                "heading": one.headed,
                "signs": one.block.signs,
                "advice": one.block.advice,
                "lines": [{"number": number, "what": what} for number, what in one.lines],
            }
            for one in shown(answer.warnings)
        ],
        "lead": [_claim(claims[one]) for one in answer.lead],
        "sections": [_section(section) for section in answer.sections],
        "summary": [_claim(claims[one]) for one in answer.summary],
        "references": [_reference(reference) for reference in answer.references],
        "about": [{"name": name, "words": words} for name, words in (*about_of(answer), *rows)],
        "legend": [*legend_of(answer), answer.disclaimer],
    }


def _section(section: AnsweredSection) -> dict[str, Any]:
    return {
        "heading": section.heading,
        "disagreements": [
            {"about": each.about, "claims": [_claim(claim) for claim in each.claims]} for each in section.disagreements
        ],
        "claims": [_claim(claim) for claim in section.claims],
        "gap": section.gap,
    }


def _claim(claim: AnsweredClaim) -> dict[str, Any]:
    """A claim with its numbers, its basis, and its quotes where they say it otherwise."""
    quotes = {(citation.number, citation.quote) for citation in claim.citations if tidy(citation.quote) != tidy(claim.text)}
    return {
        "text": claim.text,
        "numbers": list(claim.numbers),
        "indirect": in_passing(claim),
        "basis": basis_line(claim),
        "quotes": [{"number": number, "words": words} for number, words in sorted(quotes)],
    }


def _reference(reference: Reference) -> dict[str, Any]:
    return {
        "number": reference.number,
        "entry": reference.formatted or reference.record.title,
        "kind": kind_of(reference),
        "notices": notices_of(reference),
        "identified": identified(reference),
        "address": address_of(reference),
    }
