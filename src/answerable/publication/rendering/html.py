"""An answer as one self-contained HTML page: readable without JavaScript, without network, on paper."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import cast

from jinja2 import Environment, PackageLoader, StrictUndefined, Template

from answerable.composition.answer import Answer, AnsweredClaim, Citation
from answerable.drafting.model import SectionKind
from answerable.publication.references import (
    about_of,
    address_of,
    basis_parts,
    caution_of,
    identified,
    in_passing,
    kind_of,
    legend_of,
    meant_of,
    notices_of,
)
from answerable.publication.rendering.warnings import HEADING, shown
from answerable.verification.model import Verdict
from answerable.writing import page_style, tidy


@cache
def _template() -> Template:
    environment = Environment(
        loader=PackageLoader("answerable.publication.rendering"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_tidied,
    )
    filters = cast("dict[str, object]", environment.filters)
    filters.update(
        address=address_of,
        basis=basis_parts,
        in_passing=in_passing,
        checks=_checks,
        field=_field,
        identified=identified,
        kind=kind_of,
        notices=notices_of,
    )
    return environment.get_template("answer.html")


def render(answer: Answer, more: tuple[tuple[str, str], ...] = (), *, running: str = "") -> str:
    """The article as an HTML document; everything that comes from a record is escaped.

    `more` goes behind what is said about the answer: what is known of its publication, each with its name.
    `running` stands at the top of every page on paper.
    """
    return (
        _template().render(
            answer=answer,
            base=page_style(),
            claims={claim.id: claim for claim in answer.claims()},
            caution=caution_of(answer),
            meant=meant_of(answer) if answer.did_you_mean else "",
            running=running,
            about=(*about_of(answer), *more),
            legend=legend_of(answer),
            anchor=_anchors(),
            warning_signs=SectionKind.WARNING_SIGNS,
            urgent=shown(answer.warnings),
            urgent_heading=HEADING,
        )
        + "\n"
    )


def _tidied(value: object) -> object:
    """What is printed, without hidden characters; markup that the template made is a subclass and stays as it is."""
    return tidy(value) if type(value) is str else value


def _anchors() -> Callable[[AnsweredClaim], str]:
    """Gives a claim's id the first time that it is shown, for an id may stand only once on a page."""
    given: set[str] = set()

    def anchor(claim: AnsweredClaim) -> str:
        if claim.id in given:
            return ""
        given.add(claim.id)
        return claim.id

    return anchor


def _field(citation: Citation) -> str:
    """Where the quoted words stand, for a reader."""
    return {"title": "title", "abstract": "abstract", "text": "full text"}.get(
        citation.checked.span.field.partition("/")[0], "text"
    )


def _checks(citation: Citation) -> str:
    """The checks that the citation passed, by name."""
    return ", ".join(finding.check.value for finding in citation.checked.findings if finding.verdict is Verdict.SUPPORTED)
