"""An audit as one self-contained HTML page: the article with every claim marked, and beside it the evidence and the verdict.

It asks nothing of a network and can be read without JavaScript, by keyboard, on a narrow screen and on paper. Its policy
allows only the very style and script that stand in it, by their hashes.
"""

from __future__ import annotations

from base64 import b64encode
from collections import Counter
from collections.abc import Iterator
from functools import cache
from hashlib import sha256
from importlib.resources import files
from typing import cast

from jinja2 import Environment, PackageLoader, StrictUndefined, Template

from answerable.audit.article import Marker
from answerable.audit.findings.severity import counted
from answerable.audit.rendering.cards import Card, Numbered, Told, kinds, told
from answerable.audit.rendering.rows import rows
from answerable.audit.rendering.told import NO_VERDICT, found_of, judged_of, read_of, why_of
from answerable.audit.report import AuditReport, Certainty, JudgedCitation, Quoted, Severity
from answerable.verification.model import Check, Finding, Verdict
from answerable.writing import is_web_address, page_style, tidy

_PACKAGE = "answerable.audit.rendering"

# Signs that stand beside the words, so that no colour has to be seen.
_SEVERITY_SIGNS = {Severity.SERIOUS: "▲", Severity.MODERATE: "◆", Severity.MINOR: "●"}
_VERDICT_SIGNS = {
    Verdict.SUPPORTED: "✓",
    Verdict.PARTLY_SUPPORTED: "◐",
    Verdict.CONTRADICTED: "✕",
    Verdict.NOT_SUPPORTED: "∅",
    Verdict.UNCHECKED: "?",
}
_CERTAINTY_SIGNS = {Certainty.CERTAIN: "✓", Certainty.LIKELY: "≈", Certainty.UNRESOLVED: "?"}
_MEANS = {
    Severity.SERIOUS: "may lead a reader to do, or to believe, what the evidence does not say",
    Severity.MODERATE: "a claim cannot be checked, or says less or more than its source",
    Severity.MINOR: "costs whoever checks the article time",
}


def render(report: AuditReport) -> str:
    """The report as an HTML document; everything that comes from the article or from a record is escaped."""
    places = [finding.place for finding in report.findings if finding.place]
    text = rows(report.article, places)
    shown = told(report, text)
    verdicts = Counter(claim.verdict for claim in report.claims)
    style, script = _style(), _file("audit.js")
    return (
        _template().render(
            report=report,
            article=report.article,
            rows=text,
            told=shown,
            kinds=kinds(report),
            home=_homes(shown),
            severities=Counter(finding.severity for finding in report.findings),
            verdicts=[(verdict, verdicts[verdict]) for verdict in Verdict if verdicts[verdict]],
            certainties=Counter(reference.certainty for reference in report.references),
            targets=_targets(report),
            found=found_of(report),
            read=read_of(report),
            judged=judged_of(report),
            no_verdict=NO_VERDICT,
            why={claim.number: why_of(claim, report) for claim in report.claims if claim.citations},
            digests=any(quoted.digest for quoted in _every_quote(report)),
            style=style,
            script=script,
            style_hash=_hash(style),
            script_hash=_hash(script),
            Severity=Severity,
            means=_MEANS,
        )
        + "\n"
    )


@cache
def _template() -> Template:
    environment = Environment(
        loader=PackageLoader(_PACKAGE),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_tidied,
    )
    filters = cast("dict[str, object]", environment.filters)
    filters.update(checks=_checks, sign=_sign, link=_link, marked=_marked, count=counted, where=_where)
    return environment.get_template("audit.html")


@cache
def _file(name: str) -> str:
    return (files(_PACKAGE) / "templates" / name).read_text(encoding="utf-8")


@cache
def _style() -> str:
    return page_style() + _file("audit.css")


def _hash(inline: str) -> str:
    """How a policy names the text of an inline style or script."""
    return f"sha256-{b64encode(sha256(inline.encode()).digest()).decode()}"


def _tidied(value: object) -> object:
    """What is printed, without hidden characters; markup that the template made is a subclass and stays as it is."""
    if type(value) is not str:
        return value
    before = " " if value[:1].isspace() else ""
    after = " " if value[-1:].isspace() else ""
    inner = tidy(value)
    return f"{before}{inner}{after}" if inner else before


def _sign(value: Severity | Verdict | Certainty) -> str:
    """The sign of a severity, a verdict or a certainty."""
    if isinstance(value, Severity):
        return _SEVERITY_SIGNS[value]
    return _VERDICT_SIGNS[value] if isinstance(value, Verdict) else _CERTAINTY_SIGNS[value]


def _checks(citation: JudgedCitation, judged: str) -> list[Finding]:
    """What the checks found; that nothing could judge stance is told once for the whole, and not at each citation."""
    return [one for one in citation.findings if judged or one.check is not Check.STANCE]


def _link(address: str) -> str:
    """The address where it is one of the web, else nothing."""
    return address if is_web_address(address) else ""


def _marked(quoted: Quoted) -> Iterator[tuple[str, bool]]:
    """The words around a quote and the quote in them; only the quote where nothing around it is known."""
    before, quote, after = quoted.context.partition(quoted.words) if quoted.words else ("", "", "")
    if not quote:
        before, after = "", ""
    yield from ((before, False), (quoted.words, True), (after, False))


def _where(each: Numbered) -> str:
    """What a finding is about, in a few words."""
    finding = each.finding
    for numbers, noun in ((finding.claims, "claim"), (finding.references, "reference")):
        if numbers:
            shown = ", ".join(map(str, numbers[:6])) + (" …" if len(numbers) > 6 else "")
            return f"{noun if len(numbers) == 1 else noun + 's'} {shown}"
    return f"line {finding.place.line}" if finding.place else "the article"


def _homes(shown: Told) -> dict[int, str]:
    """The place on the page where each finding is told in full, by its number."""
    cards: list[Card] = [*shown.claims.values(), *shown.references.values()]
    homes = {each.number: card.anchor for card in cards for each in card.findings}
    rest = (*shown.article, *(each for found in shown.rows.values() for each in found))
    return homes | {each.number: each.anchor for each in rest}


def _targets(report: AuditReport) -> dict[tuple[int, str], int | None]:
    """Which entry of the list a marker leads to, by its claim's number and its words.

    None is for a marker that leads to none; one that may mean several entries, as where the list has no numbers, is left out.
    """
    listed = {reference.number: reference.position for reference in report.article.references if reference.number is not None}
    judged = {claim.number: claim.citations for claim in report.claims}
    targets: dict[tuple[int, str], int | None] = {}
    for claim in report.article.claims:
        for marker in claim.markers:
            meant = [one for one in judged.get(claim.number, ()) if _is_of(one, marker)]
            sure = [one.reference for one in meant if one.reference is not None and one.sure]
            sure += [listed[number] for number in marker.numbers if number in listed]
            if sure or not any(one.reference for one in meant):
                targets[claim.number, marker.words] = next(iter(sure), None)
    return targets


def _is_of(citation: JudgedCitation, marker: Marker) -> bool:
    return citation.marker == marker.words or citation.marker in map(str, marker.numbers)


def _every_quote(report: AuditReport) -> Iterator[Quoted]:
    for finding in report.findings:
        yield from finding.sources
    for claim in report.claims:
        yield from claim.elsewhere
        yield from (citation.quoted for citation in claim.citations if citation.quoted)
