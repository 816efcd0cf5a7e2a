"""Tables: of retractions, as Crossref and Retraction Watch or plain lists of PMIDs have them, and Embase's table of records."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterator
from typing import Any

from answerable.corpus.identifiers import doi_of, pmid_of
from answerable.corpus.reading.bytestream import RECORD_LIMIT, Stream, at_line
from answerable.corpus.reading.dates import date_in
from answerable.corpus.reading.labels import labelled_sections
from answerable.corpus.reading.making import record_of, unique
from answerable.corpus.reading.model import NoticeRow, Read, Unusable
from answerable.corpus.reading.names import author_of
from answerable.corpus.reading.registries import numbers_in
from answerable.corpus.record import Journal, NoticeKind, PartialDate, PublicationNotice
from answerable.text import clean

_TOLD_BY = "a table of retractions"
Row = dict[str, str]  # a row's cells by the names of their columns, folded to letters

# RetractionNature of Retraction Watch -> kind of notice.
NATURES = {
    "retraction": NoticeKind.RETRACTION,
    "partial retraction": NoticeKind.RETRACTION,
    "retract and replace": NoticeKind.RETRACTION_AND_REPLACEMENT,
    "retraction and replacement": NoticeKind.RETRACTION_AND_REPLACEMENT,
    "withdrawal": NoticeKind.WITHDRAWAL,
    "withdrawn": NoticeKind.WITHDRAWAL,
    "temporary removal": NoticeKind.WITHDRAWAL,
    "removal": NoticeKind.WITHDRAWAL,
    "expression of concern": NoticeKind.EXPRESSION_OF_CONCERN,
    "correction": NoticeKind.ERRATUM,
    "erratum": NoticeKind.ERRATUM,
    "reinstatement": NoticeKind.REINSTATEMENT,
}


def read_retraction_watch(stream: Stream) -> Iterator[Read]:
    """The rows of the table of Crossref and Retraction Watch, as notices."""
    return _rows(stream, _watched)


def read_retraction_pairs(stream: Stream) -> Iterator[Read]:
    """The rows of a table of PMIDs with those of the notices that retract them."""
    return _rows(stream, _paired)


def read_embase_csv(stream: Stream) -> Iterator[Read]:
    """The rows of Embase's table, as records."""
    return _rows(stream, _embase)


def read_pmid_list(stream: Stream) -> Iterator[Read]:
    """A plain list of the PMIDs of retracted publications."""
    number = 0
    for line_number, line in stream.lines():
        for word in re.split(r"[,;]", line.decode("utf-8", "replace")):
            text = clean(word)
            if not text or text.lower() in ("pmid", "pmids"):
                continue
            number += 1
            pmid = pmid_of(text)
            if pmid:
                yield NoticeRow(notice=PublicationNotice(kind=NoticeKind.RETRACTION, about=pmid, told_by=_TOLD_BY), pmid=pmid)
            else:
                yield Unusable(f"it is no PMID: {text[:40]}").at(at_line(number, line_number))


class _Decoded:
    """The lines of a stream as text for the csv module, remembering the last line's number and which could not be decoded."""

    def __init__(self, stream: Stream) -> None:
        self._lines = stream.lines()
        self.number = 0
        self.fault = ""

    def __iter__(self) -> Iterator[str]:
        for number, line in self._lines:
            self.number = number
            try:
                text = line.decode("utf-8")
            except UnicodeDecodeError:
                self.fault = f"line {self.number:,}: it is not UTF-8"
                text = line.decode("utf-8", "replace")
            if "\0" in text:
                self.fault = f"line {self.number:,}: it holds a NUL byte"
                text = text.replace("\0", "")
            yield text + "\n"


def _rows(stream: Stream, make: Callable[[Row], Read]) -> Iterator[Read]:
    """Each row of a table under its header, made into what it means."""
    header = stream.head.lstrip().partition(b"\n")[0]
    delimiter = max("\t;,", key=lambda mark: header.count(mark.encode()))
    csv.field_size_limit(RECORD_LIMIT)
    lines = _Decoded(stream)
    reader = csv.reader(lines, delimiter=delimiter)
    names: list[str] = []
    number, begins = 0, 1
    while True:
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            number += 1
            yield Unusable(f"it is no row of a table: {error}").at(at_line(number, lines.number))
            continue
        begins, line = lines.number + 1, begins
        if not any(cell.strip() for cell in cells):
            continue
        if not names:
            names = [re.sub(r"[^a-z]", "", cell.lower()) for cell in cells]
            continue
        number += 1
        try:
            fault, lines.fault = lines.fault, ""
            if fault:
                raise Unusable(fault, "Save the file as UTF-8.")
            yield make({name: clean(cell) for name, cell in zip(names, cells, strict=False)})
        except Unusable as bad:
            yield bad.at(at_line(number, line))


def _watched(row: Row) -> NoticeRow:
    nature = row.get("retractionnature", "").lower() or "retraction"
    kind = NATURES.get(nature)
    if kind is None:
        raise Unusable(f"its RetractionNature is none that is known: {nature[:60]}")
    reasons = [reason.strip().lstrip("+") for reason in row.get("reason", "").split(";") if reason.strip(" +")]
    if nature == "partial retraction":
        reasons.insert(0, "partial retraction")
    return _notice(
        kind,
        date=date_in(row.get("retractiondate", "")),  # written month first, "8/21/2023 0:00"
        pmid=pmid_of(row.get("originalpaperpubmedid", "")),
        doi=doi_of(row.get("originalpaperdoi", "")),
        notice_pmid=pmid_of(row.get("retractionpubmedid", "")),
        notice_doi=doi_of(row.get("retractiondoi", "")),
        reason="; ".join(reasons),
        title=row.get("title", ""),
    )


def _paired(row: Row) -> NoticeRow:
    kind = row.get("retractiontype", "")
    return _notice(
        NoticeKind.RETRACTION,
        date=date_in(f"{row.get('yearretracted', '')} {row.get('monthretracted', '')}"),
        pmid=pmid_of(row.get("pmid", "")),
        notice_pmid=pmid_of(row.get("pmidretraction", "")),
        reason="partial retraction" if kind.lower().startswith("partial") else "",
    )


def _notice(
    kind: NoticeKind, *, date: PartialDate | None, pmid: str, doi: str = "", notice_pmid: str = "", notice_doi: str = "",
    reason: str = "", title: str = "",
) -> NoticeRow:  # fmt: skip
    if not pmid and not doi:
        raise Unusable("it names neither the PMID nor the DOI of the publication that it is about")
    notice = PublicationNotice(
        kind=kind, date=date, about=pmid or doi, notice=notice_pmid or notice_doi, reason=reason, told_by=_TOLD_BY
    )
    return NoticeRow(notice=notice, pmid=pmid, doi=doi, notice_pmid=notice_pmid, notice_doi=notice_doi, title=title)


_SOURCE = re.compile(
    r"(?P<journal>.+?) \((?P<year>\d{4})\) (?P<volume>[^:\s(]*)(?::(?P<issue>[^\s(]*))?(?: Article Number: (?P<article>[^.\s]+))?"
    r"(?: \((?P<pages>[^)]*)\))?"
)
_PUBLISHED = re.compile(r"Date of Publication: ([^.]+)")


def _embase(row: Row) -> Read:
    source = row.get("source", "")
    place = _SOURCE.match(source)
    part = {name: value or "" for name, value in place.groupdict().items()} if place else {}
    date = _PUBLISHED.search(source)
    found: dict[str, Any] = {
        "title": row.get("title", ""),
        "vernacular_title": row.get("originaltitle", ""),
        "doi": doi_of(row.get("doi", "")) or _doi_of_link(row.get("openurllink", "")),
        "authors": tuple(author for name in row.get("authornames", "").split(",") if (author := author_of(name))),
        "journal": Journal(name=part.get("journal", "")),
        "published": date_in(date[1] if date else part.get("year", "")),
        "volume": part.get("volume", ""),
        "issue": part.get("issue", ""),
        "pages": part.get("pages", "") or part.get("article", ""),
        "abstract": labelled_sections(row.get("abstract", "")),
        "keywords": unique(word.strip() for word in row.get("keywords", "").split(",")),
        "registry_numbers": unique(numbers_in(row.get("clinicaltrialnumbers", ""))),
        "licence": row.get("copyright", ""),
        "source": "embase",
    }
    return record_of(found)


def _doi_of_link(link: str) -> str:
    """The DOI in an OpenURL, where it stands percent-encoded."""
    marked = re.search(r"id=doi:([^&\s]+)", link)
    return doi_of(f"https://doi.org/{marked[1]}") if marked else ""
