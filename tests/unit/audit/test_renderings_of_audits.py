"""The renderings of an audit: the same findings in each, JSON that comes back, and nothing that acts on a terminal."""

import json
from pathlib import Path

import pytest
from audited import NO_EFFECT, RETRACTED, TRIAL, article, audited
from jsonschema import Draft202012Validator

from answerable.audit.rendering import RENDERERS, renderer
from answerable.audit.rendering.json import parse, render, schema, schema_text

PUBLISHED = Path(__file__).resolve().parents[3] / "docs" / "reference" / "audit.schema.json"
REPORT = audited(
    article(
        "Rosehip powder relieved knee pain in 45% of people [1].", "Magnets relieved knee pain [2].", cites=(TRIAL, RETRACTED)
    )
)


@pytest.mark.parametrize("name", RENDERERS)
def test_every_rendering_tells_every_finding(name):
    told = " ".join(renderer(name)(REPORT).split())
    for one in REPORT.findings:
        assert one.kind.value in told.lower(), one.kind


def test_a_report_comes_back_from_its_json_and_meets_the_published_schema():
    # Write it anew with: answerable schema --of audit --output docs/reference/audit.schema.json
    assert parse(render(REPORT)) == REPORT
    assert PUBLISHED.read_text(encoding="utf-8") == schema_text()
    Draft202012Validator(schema()).validate(json.loads(render(REPORT)))


@pytest.mark.parametrize("name", ["text", "markdown"])
def test_a_clean_report_says_that_it_proves_nothing(name):
    fair = "In a trial in 120 adults, knee pain was relieved in 45% with rosehip powder, against 30% with placebo [1]."
    told = " ".join(
        renderer(name)(audited(article(fair, cites=(TRIAL,), title="Rosehip"), records=(TRIAL, NO_EFFECT)[:1])).split()
    )
    assert "Nothing was found" in told
    assert "no proof" in told


@pytest.mark.parametrize("name", ["text", "markdown"])
def test_words_of_the_article_cannot_act_on_a_terminal(name):
    hostile = article("Rosehip \x1b[31mpowder\u202e relieved knee pain in 45% of people <script>x</script> [1].", cites=(TRIAL,))
    told = renderer(name)(audited(hostile))
    assert "\x1b" not in told
    assert "\u202e" not in told
