"""Audits against known errors: what counts as found, as missed, as explained, and as a false alarm."""

import pytest
from msgspec.structs import replace

from answerable.app.evaluating.audits import AuditMeasurement, evaluate_audit
from answerable.audit.article import Marker, Place, ReadArticle, ReadClaim, ReadReference
from answerable.audit.report import AuditFinding, AuditReport, FindingKind, Severity
from answerable.errors import UnreadableInput, UsageProblem
from answerable.evaluation.auditing import Audited, ListedArticle, PlantedError, compared, measure_audits
from answerable.evaluation.rendering import RENDERERS
from answerable.retrieval.model import Searched

TEXT = "Porridge cures hiccups 1 in all.\n\nSalt is dull.\n\nReferences\n\nWeaver. Porridge."
CLAIM, OTHER, ENTRY = Place(0, 32, 1), Place(34, 47, 3), Place(61, 78, 7)
K = FindingKind


def finding(kind, place=None, claims=(), references=()):
    return AuditFinding(kind=kind, severity=Severity.MINOR, reason="So.", place=place, claims=claims, references=references)


def audited(planted, findings):
    marker = Marker(place=Place(23, 24, 1), words="1", numbers=(1,))
    report = AuditReport(
        article=ReadArticle(
            layout="plain text",
            text=TEXT,
            claims=(
                ReadClaim(number=1, place=CLAIM, words="Porridge cures hiccups in all.", markers=(marker,)),
                ReadClaim(number=2, place=OTHER, words="Salt is dull."),
            ),
            references=(ReadReference(position=1, place=ENTRY, words="Weaver. Porridge."),),
        ),
        references=(),
        claims=(),
        findings=tuple(findings),
        searched=Searched(library="invented", records=1, newest=None, changed="", fingerprint="0" * 32),
        judged_by="nothing",
        made="2026-01-01",
        version="0",
    )
    return Audited(ListedArticle(article="porridge", file="porridge.txt"), tuple(planted), report)


def error(kind, where="", *also):
    return PlantedError(article="porridge", kind=kind, where=where, also=also)


@pytest.mark.parametrize(
    "told",
    [
        finding(K.STRONGER_THAN_DESIGN, Place(9, 14, 1)),
        finding(K.STRONGER_THAN_DESIGN, claims=(1,)),
        finding(K.STRONGER_THAN_DESIGN, Place(34, 40, 3), claims=(1, 2)),
        finding(K.STRONGER_THAN_DESIGN),  # about the whole article, so it cannot point anywhere else
    ],
)
def test_an_error_is_found_where_a_finding_of_its_kind_points_at_it(told):
    result = compared(audited([error(K.STRONGER_THAN_DESIGN, "Porridge  cures")], [told]))
    assert (len(result.found), len(result.alarms)) == (1, 0)


@pytest.mark.parametrize(
    "told",
    [
        finding(K.STRONGER_THAN_DESIGN, OTHER),
        finding(K.MISSING_DESIGN, CLAIM),
        finding(K.STRONGER_THAN_DESIGN, references=(1,)),
    ],
)
def test_another_place_or_another_kind_is_a_false_alarm_and_the_error_is_missed(told):
    result = compared(audited([error(K.STRONGER_THAN_DESIGN, "Porridge cures")], [told]))
    assert (len(result.missed), len(result.alarms)) == (1, 1)


def test_a_kind_that_says_the_same_is_neither_hit_nor_false_alarm():
    planted = [error(K.STRONGER_THAN_DESIGN, "Porridge cures", K.NOT_BORNE_OUT)]
    result = compared(audited(planted, [finding(K.NOT_BORNE_OUT, claims=(1,))]))
    assert (len(result.found), len(result.missed), len(result.explained), len(result.alarms)) == (0, 1, 1, 0)


def test_words_with_a_marker_among_them_are_looked_for_in_the_claim():
    result = compared(audited([error(K.NOT_BORNE_OUT, "hiccups in all")], [finding(K.NOT_BORNE_OUT, claims=(1,))]))
    assert len(result.found) == 1


def test_an_error_whose_words_were_not_read_is_missed():
    result = compared(audited([error(K.NOT_BORNE_OUT, "Barley")], [finding(K.NOT_BORNE_OUT, claims=(1,))]))
    assert (len(result.missed), len(result.alarms)) == (1, 1)


def test_the_figures_are_summed_over_articles_and_told_by_kind():
    planted = audited(
        [error(K.STRONGER_THAN_DESIGN, "Porridge cures"), error(K.NO_DATE)],
        [finding(K.NO_DATE), finding(K.DUPLICATE_REFERENCE, references=(1,))],
    )
    clean = replace(audited([], [finding(K.NO_DATE)]), listed=ListedArticle(article="clean", file="clean.txt"))
    evaluation = measure_audits("porridge", [planted, clean], {})
    measures = evaluation.systems[0].measures
    assert measures["recall"].value == 0.5
    assert measures["false alarms"].value == 1
    assert measures["precision"].value == pytest.approx(1 / 3)
    kinds = {row[0]: row[1:] for row in evaluation.tables[0].rows}
    assert kinds["no date"] == ("1", "1", "0", "1")
    assert kinds["duplicate reference"] == ("0", "0", "1", "0")
    assert kinds["all"] == ("2", "1", "1", "1")
    for render in RENDERERS.values():
        assert "stronger than the design" in render(evaluation)


def test_a_folder_without_articles_and_errors_of_nobody_are_told(tmp_path):
    with pytest.raises(UsageProblem, match=r"articles\.jsonl"):
        evaluate_audit(AuditMeasurement(tmp_path))
    (tmp_path / "articles.jsonl").write_text('{"article": "one", "file": "one.txt", "split": "dev"}\n')
    (tmp_path / "errors.jsonl").write_text('{"article": "two", "kind": "no date"}\n')
    with pytest.raises(UsageProblem, match="held-out"):
        evaluate_audit(AuditMeasurement(tmp_path, "held-out"))
    with pytest.raises(UnreadableInput, match="two"):
        evaluate_audit(AuditMeasurement(tmp_path))
    (tmp_path / "errors.jsonl").write_text('{"article": "one", "kind": "bad mood"}\n')
    with pytest.raises(UnreadableInput, match="Line 1"):
        evaluate_audit(AuditMeasurement(tmp_path))


def test_a_folder_is_audited_with_a_library_of_its_own(tmp_path):
    (tmp_path / "articles.jsonl").write_text('{"article": "one", "file": "one.txt"}\n')
    (tmp_path / "errors.jsonl").write_text('{"article": "one", "kind": "no date"}\n')
    (tmp_path / "one.txt").write_text("Porridge and hiccups\n\nPorridge helped 12 of 20 people with hiccups.\n")
    evaluation = evaluate_audit(AuditMeasurement(tmp_path))
    assert evaluation.systems[0].measures["recall"].value == 1
    assert "starter library" in evaluation.manifest["library"]
