"""Measuring audits: which errors planted in articles are found, and which findings are false alarms, by kind."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct

from answerable.audit.report import AuditFinding, AuditReport, FindingKind
from answerable.evaluation.resampling import METHOD, interval
from answerable.evaluation.results import Case, Evaluation, Form, Measure, Measured, Table, Tallies

RECALL, ALARMS, PRECISION = "recall", "false alarms", "precision"
MEASURES = (
    Measure(RECALL, "of the planted errors, how many are found: a finding of their kind points at them"),
    Measure(ALARMS, "findings of an article that no planted error explains", "lower"),
    Measure(PRECISION, "of the findings, how many point at a planted error, by its kind or by one that says the same"),
)
_SYSTEM = "audit"


class PlantedError(Struct, frozen=True, kw_only=True):
    """An error planted in an article: its kind, the words where it stands (empty: the whole article), and why it is one.

    `also` are kinds that say the same error in another way; findings of them at this place are neither hits nor false alarms.
    """

    article: str
    kind: FindingKind
    where: str = ""
    why: str = ""
    also: tuple[FindingKind, ...] = ()


class ListedArticle(Struct, frozen=True, kw_only=True):
    """An article of the collection: its name, its file, and the split that it is of, which may have any name.

    The usual ones say whether rules may be mended on it ("dev"), or it is only measured ("held-out", "fresh").
    """

    article: str
    file: str
    split: str = ""


class Audited(Struct, frozen=True):
    """An article of the collection, the errors planted in it, and what the audit says of it."""

    listed: ListedArticle
    planted: tuple[PlantedError, ...]
    report: AuditReport


class Compared(Struct, frozen=True, kw_only=True):
    """What of an article's errors was found, and what was found beside them."""

    found: tuple[PlantedError, ...]
    missed: tuple[PlantedError, ...]
    explained: tuple[AuditFinding, ...]
    alarms: tuple[AuditFinding, ...]


def compared(audited: Audited) -> Compared:
    """Every planted error as found or missed, every finding as explained by one or a false alarm."""
    spans = [_where(error.where, audited.report) for error in audited.planted]
    pairs = [*zip(audited.planted, spans, strict=True)]
    findings = [(finding, _places(finding, audited.report)) for finding in audited.report.findings]
    hit = [
        any(finding.kind is error.kind and _meet(places, span, error) for finding, places in findings) for error, span in pairs
    ]
    alarms = [
        not any(finding.kind in (error.kind, *error.also) and _meet(places, span, error) for error, span in pairs)
        for finding, places in findings
    ]
    return Compared(
        found=tuple(error for error, was in zip(audited.planted, hit, strict=True) if was),
        missed=tuple(error for error, was in zip(audited.planted, hit, strict=True) if not was),
        explained=tuple(finding for (finding, _), alarm in zip(findings, alarms, strict=True) if not alarm),
        alarms=tuple(finding for (finding, _), alarm in zip(findings, alarms, strict=True) if alarm),
    )


def measure_audits(dataset: str, articles: Sequence[Audited], manifest: Mapping[str, str]) -> Evaluation:
    """Recall, false alarms and precision over the articles, and by kind, with every miss and every false alarm."""
    results = [compared(one) for one in articles]
    recall = Tallies(Form.RATIO, tuple((len(one.found), len(one.found) + len(one.missed)) for one in results))
    alarms = Tallies(Form.RATIO, tuple((len(one.alarms), 1) for one in results))
    precision = Tallies(Form.RATIO, tuple((len(one.explained), len(one.explained) + len(one.alarms)) for one in results))
    tallies = {RECALL: recall, ALARMS: alarms, PRECISION: precision}
    return Evaluation(
        kind="audit",
        dataset=dataset,
        counted={
            "articles": len(articles),
            "planted errors": sum(len(one.planted) for one in articles),
            "findings": sum(len(one.report.findings) for one in articles),
        },
        unit="article",
        units=tuple(one.listed.article for one in articles),
        measures=MEASURES,
        systems=(
            Measured(
                system=_SYSTEM,
                what="what `answerable audit` reports",
                measures={name: interval(each) for name, each in tallies.items()},
                tallies=tallies,
            ),
        ),
        tables=(
            _by_kind(results, articles),
            _by_article(results, articles),
            Table("Missed", ("article", "kind", "where", "why it is one"), tuple(_missed(results, articles))),
            Table("False alarms", ("article", "kind", "where", "what is said"), tuple(_alarms(results, articles))),
        ),
        cases=tuple(_cases(results, articles)),
        manifest={"bootstrap": METHOD, **manifest},
    )


def _by_kind(results: Sequence[Compared], articles: Sequence[Audited]) -> Table:
    found = Counter(error.kind for one in results for error in one.found)
    missed = Counter(error.kind for one in results for error in one.missed)
    planted = [(one, article) for one, article in zip(results, articles, strict=True) if article.planted]
    clean = [(one, article) for one, article in zip(results, articles, strict=True) if not article.planted]
    beside = Counter(finding.kind for one, _ in planted for finding in one.alarms)
    in_clean = Counter(finding.kind for one, _ in clean for finding in one.alarms)
    rows = [
        (kind.value, str(found[kind] + missed[kind]), str(found[kind]), str(beside[kind]), str(in_clean[kind]))
        for kind in FindingKind
        if found[kind] + missed[kind] + beside[kind] + in_clean[kind]
    ]
    sums = (found.total() + missed.total(), found.total(), beside.total(), in_clean.total())
    head = ("kind", "planted", "found", f"false alarms in {len(planted)} with errors", f"false alarms in {len(clean)} without")
    return Table("By kind", head, (*rows, ("all", *map(str, sums))))


def _by_article(results: Sequence[Compared], articles: Sequence[Audited]) -> Table:
    rows = tuple(
        (
            article.listed.article,
            article.listed.split,
            article.report.article.layout,
            str(len(article.planted)),
            str(len(one.found)),
            str(len(article.report.findings)),
            str(len(one.alarms)),
        )
        for one, article in zip(results, articles, strict=True)
    )
    return Table("By article", ("article", "split", "layout", "planted", "found", "findings", "false alarms"), rows)


def _missed(results: Sequence[Compared], articles: Sequence[Audited]) -> Iterator[tuple[str, ...]]:
    for one, article in zip(results, articles, strict=True):
        for error in one.missed:
            yield article.listed.article, error.kind.value, _short(error.where) or "the article", error.why


def _alarms(results: Sequence[Compared], articles: Sequence[Audited]) -> Iterator[tuple[str, ...]]:
    for one, article in zip(results, articles, strict=True):
        for finding in one.alarms:
            yield article.listed.article, finding.kind.value, _short(_words(finding, article.report)), finding.reason


def _cases(results: Sequence[Compared], articles: Sequence[Audited]) -> Iterator[Case]:
    for one, article in zip(results, articles, strict=True):
        for number, error in enumerate(article.planted, 1):
            said = "found" if error in one.found else "missed"
            yield Case(f"{article.listed.article} {number}", error.where or "the article", error.kind.value, {_SYSTEM: said})
        for number, finding in enumerate(one.alarms, 1):
            where = _words(finding, article.report)
            yield Case(f"{article.listed.article} alarm {number}", where, "no error", {_SYSTEM: finding.kind.value})


# ---- places

_Span = tuple[int, int]


def _meet(places: Sequence[_Span], span: _Span | None, error: PlantedError) -> bool:
    """Whether a finding points at an error: at its words, or at the whole article where one of both is about that."""
    if not error.where or not places:
        return True
    return span is not None and any(start < span[1] and span[0] < end for start, end in places)


def _places(finding: AuditFinding, report: AuditReport) -> list[_Span]:
    """Every stretch of text that a finding is about: its own place, its claims, its entries of the list."""
    places = [finding.place] if finding.place else []
    places += [claim.place for claim in report.article.claims if claim.number in finding.claims]
    places += [entry.place for entry in report.article.references if entry.position in finding.references]
    return [(place.start, place.end) for place in places]


def _where(words: str, report: AuditReport) -> _Span | None:
    """Where words stand in an article as it was read, whatever white space is between them; None where they do not."""
    if not words:
        return None
    pattern = r"\s+".join(map(re.escape, words.split()))
    found = re.search(pattern, report.article.text)
    if found:
        return found.span()
    for claim in report.article.claims:  # markers may stand among the words in the text, and not in the claim's own words
        if re.search(pattern, claim.words):
            return claim.place.start, claim.place.end
    return None


def _words(finding: AuditFinding, report: AuditReport) -> str:
    """The words that a finding points at first."""
    places = _places(finding, report)
    return " ".join(report.article.text[places[0][0] : places[0][1]].split()) if places else "the article"


def _short(words: str) -> str:
    return words if len(words) <= 90 else words[:89].rsplit(" ", 1)[0] + " …"
