"""The reference says all there is to say: every setting, field, layout, check, level, error, port and name of the code."""

import ast
import inspect
import re
from dataclasses import fields as dataclass_fields

import msgspec
import pytest
from pages import ROOT, text_of

import answerable
from answerable import errors, settings
from answerable.app import App
from answerable.app.ask import Request
from answerable.audit.findings import SEVERITY
from answerable.audit.report import Certainty, FindingKind
from answerable.composition.answer import Answer
from answerable.corpus import appraisal_rules as rules
from answerable.corpus import record as bibliography
from answerable.corpus.evidence import Design, EvidenceLevel
from answerable.corpus.reading import LAYOUTS
from answerable.corpus.reading.tables import NATURES
from answerable.question import QuestionType
from answerable.verification.judging import COSTS
from answerable.verification.model import Check, Verdict
from answerable.verification.verdicts import ORDER, REQUIRED

SRC = ROOT / "src" / "answerable"


def _code(name: str) -> str:
    return f"`{name}`"


def _rows(page: str, heading: str) -> list[list[str]]:
    """The cells of the first table under a heading, without its head."""
    under = text_of(page).partition(f"\n## {heading}\n")[2]
    lines = re.search(r"(?:^\|.*\n)+", under, re.MULTILINE)
    assert lines, f"{page} has no table under “{heading}”"
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines[0].splitlines()[2:]]


def test_every_setting_is_documented():
    page = text_of("docs/reference/settings.md")
    assert _code(settings.HOME) in page
    assert _code(settings.CONFIG) in page
    assert [field.name for field in dataclass_fields(settings.Settings)] == [row.name for row in settings.TABLE]
    assert _rows("docs/reference/settings.md", "Every setting") == [
        [_code(row.name), _code(row.variable), row.meaning, row.shown] for row in settings.TABLE
    ]
    names = set(re.findall(r"environ(?:ment)?(?:\.get\(|\[|\b.{0,12}?)[\"']([A-Z_]{3,})[\"']", _source()))
    names |= set(re.findall(r"[\"']([A-Z_]{3,})[\"'] (?:not )?in os\.environ", _source()))
    assert names, "the reading of the environment has moved"
    for name in names:
        assert _code(name) in page, f"{name} is read from the environment"


def _source() -> str:
    return "\n".join(file.read_text(encoding="utf-8") for file in SRC.rglob("*.py"))


def test_every_setting_of_an_answer_is_documented():
    page = text_of("docs/reference/settings.md")
    for name in (*Request(question="?").settings(), "model"):
        assert _code(name) in page, name


def _problems() -> list[type[errors.Problem]]:
    return [one for _, one in inspect.getmembers(errors, inspect.isclass) if issubclass(one, errors.Problem)]


def test_every_error_is_documented_with_its_code_and_statuses():
    rows = {row[0]: row for row in _rows("docs/reference/errors.md", "Every error")}
    for problem in _problems():
        row = rows.pop(_code(problem.__name__))
        assert row[1:4] == [_code(problem.code), str(problem.exit_status), str(problem.http_status)], row
    assert not rows, f"there are no such errors: {list(rows)}"


def test_every_exit_status_is_documented():
    from answerable.entrypoints.cli import asking, keeping, terminal

    documented = {row[0] for row in _rows("docs/reference/errors.md", "Exit statuses of the command line")}
    used = {0, asking.DOES_NOT_HOLD, keeping.REJECTED, terminal.INTERRUPTED, *(one.exit_status for one in _problems())}
    assert documented == {str(status) for status in used}


def _is_port(node: ast.ClassDef) -> bool:
    """Whether a class is a Protocol of ours; those with an underscore only type what a package of others gives."""
    return any(getattr(base, "id", "") == "Protocol" for base in node.bases) and not node.name.startswith("_")


def test_every_port_is_documented_with_its_methods():
    page = text_of("docs/reference/ports.md")
    found = 0
    for file in sorted(SRC.rglob("*.py")):
        for node in ast.parse(file.read_text(encoding="utf-8")).body:
            if isinstance(node, ast.ClassDef) and _is_port(node):
                found += 1
                section = page.partition(f"\n### {node.name}\n")[2].partition("\n### ")[0]
                assert section, f"{node.name} of {file.relative_to(ROOT)} is not documented"
                assert _code(str(file.relative_to(ROOT))) in section, node.name
                for method in node.body:
                    if isinstance(method, ast.FunctionDef) and not method.name.startswith("__"):
                        assert _code(method.name) in section, f"{node.name}.{method.name}"
    assert found > 10


@pytest.mark.parametrize(
    "struct",
    [one for _, one in inspect.getmembers(bibliography, inspect.isclass) if msgspec.Struct in one.__bases__],
    ids=lambda one: one.__name__,
)
def test_every_field_of_a_record_is_documented(struct: type[msgspec.Struct]):
    rows = [row[0] for row in _rows("docs/reference/record.md", struct.__name__)]
    assert rows == [_code(field.name) for field in msgspec.structs.fields(struct)]


def test_every_kind_of_notice_is_documented():
    rows = [row[0] for row in _rows("docs/reference/record.md", "NoticeKind")]
    assert rows == [_code(kind.value) for kind in bibliography.NoticeKind]


def test_every_layout_is_documented_in_the_order_in_which_it_is_tried():
    assert [row[0] for row in _rows("docs/reference/layouts.md", "What is taken in")] == [layout.name for layout in LAYOUTS]


def test_every_nature_of_a_retraction_is_documented():
    rows = [row[:2] for row in _rows("docs/reference/layouts.md", "Kinds of notice in Retraction Watch’s table")]
    assert rows == [[_code(nature), kind.value] for nature, kind in NATURES.items()]


def test_every_check_is_documented():
    assert [row[0] for row in _rows("docs/reference/checks.md", "The checks")] == [_code(check.value) for check in Check]


def test_what_a_verdict_requires_is_documented_as_it_is():
    table = {row[0]: set(re.findall(r"`(\w+)`", row[1])) for row in _rows("docs/reference/checks.md", "What a verdict requires")}
    assert table == {_code(wording.value): {check.value for check in checks} for wording, checks in REQUIRED.items()}


def test_the_order_of_verdicts_is_documented_as_it_is():
    rows = [row[0] for row in _rows("docs/reference/checks.md", "Verdicts")]
    assert rows == [_code(verdict.value) for verdict in ORDER]
    assert set(ORDER) == set(Verdict)


def test_every_kind_of_finding_is_documented_with_its_severity():
    rows = [row[:2] for row in _rows("docs/reference/audit.md", "Findings")]
    assert rows == [[_code(kind.value), SEVERITY[kind].value] for kind in FindingKind]


def test_every_certainty_of_a_reference_is_documented():
    assert [row[0] for row in _rows("docs/reference/audit.md", "References")] == [_code(one.value) for one in Certainty]


def test_every_design_is_documented_with_its_level():
    rows = {row[0]: row[1] for row in _rows("docs/reference/levels.md", "Designs and their levels")}
    assert rows == {design.value: rules.LEVELS[design].value for design in Design}
    for level in EvidenceLevel:
        assert level.value in text_of("docs/reference/levels.md")


def test_every_publication_type_is_documented_in_the_order_in_which_it_decides():
    rows = _rows("docs/reference/levels.md", "Publication types")
    assert [row[1] for row in rows] == [rule.design.value for rule in rules.TYPE_RULES]
    for row, rule in zip(rows, rules.TYPE_RULES, strict=True):
        assert re.findall(r"`([^`]+)`", row[0]) == list(rule.types)
        assert (row[2] == "yes") is rule.weak, rule


def test_every_heading_that_tells_a_design_is_documented():
    rows = _rows("docs/reference/levels.md", "MeSH headings")
    assert [row[:3] for row in rows] == [[r.heading, r.design.value, "yes" if r.weak else ""] for r in rules.MESH_RULES]


def test_every_row_of_ocebm_that_is_in_use_is_documented():
    rows = {row[0]: row[1] for row in _rows("docs/reference/levels.md", "Other questions than treatment")}
    told = {kind: {design.value: level.value for design, level in table.items()} for kind, table in rules.ROWS.items() if table}
    assert set(rows) == set(told)
    for kind, table in told.items():
        pairs = dict(re.findall(r"([a-z][a-z -]+) (\d)", rows[kind]))
        assert {name.strip(): level for name, level in pairs.items()} == table, kind


def test_every_type_of_question_is_documented():
    page = text_of("docs/explanation/how-an-answer-is-made.md")
    for kind in QuestionType:
        assert kind.value in page, kind


def test_every_name_of_the_python_face_is_documented():
    page = text_of("docs/reference/python-api.md")
    for name in answerable.__all__:
        assert _code(name) in page, name
    for parameter in inspect.signature(answerable.ask).parameters:
        assert _code(parameter) in page, f"ask({parameter})"
    for parameter in ("article", "name", "library"):  # of `audit`, which is a room too once any part of it is loaded
        assert _code(parameter) in page, f"audit({parameter})"
    for name in vars(App):
        if not name.startswith("_"):
            assert _code(f"App.{name}") in page, f"App.{name}"


def test_every_field_of_an_answer_is_documented():
    page = text_of("docs/reference/json.md")
    for field in msgspec.structs.fields(Answer):
        assert _code(field.name) in page, field.name


WORDS = """
    Answer Appraisal Article Aside Audience Basis Candidate Certainty Check Citation Claim Clause Concept Decision
    Depth Design Digest Disagreement Draft Drafter Encoder EvidenceLevel Field Finding Fingerprint Gap Index
    Indirect inferred Judge Layout Lead Library Manifest Mention Near Notice Outline Passage PICO Pipeline Port
    Projection PublicationNotice Qrel Query Quote Recommendation Record Reference Rejected Report Reranker Reviewer
    Revision Run ScoredPassage Section Span Stance Standing Starter stated Statement Store Submission Summary Topic
    Trimmed Verdict Vocabulary
""".split()


@pytest.mark.parametrize("word", WORDS)
def test_every_word_of_ours_is_in_the_glossary(word: str):
    assert re.search(rf"^\*\*{word}\b", text_of("GLOSSARY.md"), re.MULTILINE | re.IGNORECASE), word


def test_the_glossary_is_in_order():
    words = re.findall(r"^\*\*(.+?)\*\*", text_of("GLOSSARY.md"), re.MULTILINE)
    assert words == sorted(words, key=str.casefold)


def test_this_version_is_in_the_changelog():
    assert re.search(rf"^## \[(?:{re.escape(answerable.__version__)}|Unreleased)\]", text_of("CHANGELOG.md"), re.MULTILINE)


def test_what_a_verdict_on_stance_costs_is_said_as_it_is():
    said = {row[0].strip("`"): tuple(float(cell) for cell in row[1:]) for row in _rows("docs/reference/checks.md", "Stance")}
    assert said == {verdict.value: (cost.supports, cost.contradicts, cost.neutral) for verdict, cost in COSTS.items()}
