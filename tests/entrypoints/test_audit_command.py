"""`answerable audit` and `answerable.audit`: an article in, a report out, an exit status that says whether anything was found."""

import json
import sys

import pytest
from jsonschema import Draft202012Validator

import answerable
from answerable.errors import UnreadableInput

BAD = (
    b"# Back mice\n\nInjection cures 89% of patients [1].\n\n## References\n\n"
    b"1. Motyka TM. Treatment of low back pain associated with back mice: a case series. J Clin Rheumatol. 2000. PMID 19078461\n"
)
CLEAN = (
    b"# Tiotropium\n\nLast updated: 3 March 2026. Reviewed by Anna Weaver, MD.\n\n## What was found\n\n"
    b"In a trial of 374 people with COPD in primary care, 9.5% had an exacerbation with tiotropium, against 17.9% with "
    b"placebo [1].\n\n## Disclaimer\n\nThis does not replace the advice of a doctor.\n\n## References\n\n"
    b"1. Freeman D, Lee A, Price D. Efficacy and safety of tiotropium in COPD patients in primary care: the SPiRiva Usual CarE "
    b"(SPRUCE) study. Respir Res. 2007. PMID 17605774\n"
)


@pytest.fixture
def bad(tmp_path):
    file = tmp_path / "bad.md"
    file.write_bytes(BAD)
    return file


def test_an_article_with_findings_ends_with_4_and_tells_the_gravest_first(run, bad):
    done = run("audit", str(bad))
    assert (done.status, done.err) == (4, "")
    assert done.out.index("Serious") < done.out.index("Moderate") < done.out.index("References")
    assert "missing comparison group" in done.out
    assert run("audit", "-", given=BAD).out.splitlines()[4:] == done.out.splitlines()[4:]


def test_a_clean_article_ends_with_0(run):
    done = run("audit", "-", given=CLEAN)
    assert done.status == 0, done.out
    assert "Nothing was found" in done.out


@pytest.mark.parametrize("format", ["text", "markdown", "html", "json"])
def test_every_format_goes_to_a_file_as_well(run, bad, tmp_path, format):
    output = tmp_path / "report"
    done = run("audit", str(bad), "--format", format, "--output", str(output))
    assert (done.status, done.out) == (4, "")
    assert "89%" in output.read_text(encoding="utf-8")


def test_the_json_meets_the_schema_that_the_command_prints(run, bad):
    schema = json.loads(run("schema", "--of", "audit").out)
    Draft202012Validator(schema).validate(json.loads(run("audit", str(bad), "-f", "json").out))


@pytest.mark.parametrize("content", [b"", b"   \n", b"\x00\x01\x02\xff"])
def test_what_is_no_article_ends_with_2_and_says_what_to_do(run, content):
    done = run("audit", "-", given=content)
    assert (done.status, done.out) == (2, "")
    assert "→ " in done.err


def test_a_file_that_is_not_there_ends_with_2(run, tmp_path):
    assert run("audit", str(tmp_path / "absent.txt")).status == 2


def test_the_python_face_gives_the_report_that_the_command_writes(run, library):
    report = answerable.audit(BAD.decode(), name="-.md", library=library)
    assert isinstance(report, answerable.AuditReport)
    assert not report.clean
    told = json.loads(run("audit", "-", "-f", "json", given=BAD).out)
    assert [one["kind"] for one in told["findings"]] == [one.kind.value for one in report.findings]
    assert not library.exists()


def test_the_room_and_the_function_of_one_name_are_both_there(library):
    from answerable.audit.report import Severity

    assert sys.modules["answerable.audit"].report.Severity is Severity
    with pytest.raises(UnreadableInput):
        answerable.audit(b"", library=library)
