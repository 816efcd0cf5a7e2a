"""The audit of the reference article finds exactly what stands in `audit_back_mouse.jsonl`, each with why it is right.

`not borne out` rests on the model of stance and is left out, so that the list is the same with and without one.
"""

import json
from pathlib import Path

import pytest

from answerable.app import App
from answerable.audit.report import AuditReport, Certainty, FindingKind
from answerable.verification.model import Verdict

EXPECTED = [
    json.loads(line) for line in (Path(__file__).parent / "audit_back_mouse.jsonl").read_text(encoding="utf-8").splitlines()
]


@pytest.fixture(scope="module")
def report(shared_data: Path, tmp_path_factory: pytest.TempPathFactory) -> AuditReport:
    with App.open(tmp_path_factory.mktemp("none") / "library") as app:
        return app.audit((shared_data / "seed" / "back-mouse-article.txt").read_bytes(), "back-mouse-article.txt")


def key(kind: str, claims, references) -> tuple[object, ...]:
    return kind, tuple(claims), tuple(references)


def test_exactly_the_expected_findings_are_made(report):
    made = [
        key(one.kind.value, one.claims, one.references) for one in report.findings if one.kind is not FindingKind.NOT_BORNE_OUT
    ]
    expected = [key(one["kind"], one["claims"], one["references"]) for one in EXPECTED]
    assert sorted(made) == sorted(expected)


@pytest.mark.parametrize("expected", EXPECTED, ids=[f"{one['kind']} {one['claims'][:3]}" for one in EXPECTED])
def test_each_finding_tells_its_figures_and_the_list_says_why_it_is_right(report, expected):
    one = next(
        f
        for f in report.findings
        if key(f.kind.value, f.claims, f.references) == key(*(expected[k] for k in ("kind", "claims", "references")))
    )
    for figure in expected["figures"]:
        assert figure in one.reason
    assert expected["why"].endswith(".")


def test_every_reference_is_resolved_with_certainty_despite_the_damage(report):
    assert [one.certainty for one in report.references] == [Certainty.CERTAIN] * 3
    assert [one.record for one in report.references] == ["pmid:8505609", "key:curtis2000", "pmid:19078461"]
    assert not any(one.mismatches for one in report.references)


def test_no_claim_is_called_supported_where_nothing_judges_stance(report):
    if not report.judged_by:
        assert not {Verdict.SUPPORTED, Verdict.PARTLY_SUPPORTED} & {one.verdict for one in report.claims}
    assert not any(citation.sure for claim in report.claims for citation in claim.citations)


def test_every_quoted_source_is_said_to_be_a_digest(report):
    assert all(quoted.digest for one in report.findings for quoted in one.sources)
