"""Personal identifiers are found and everything else stays: a table of sentences, and the questions of others."""

import gzip
import json
import re
from pathlib import Path

import pytest
from identifiers import CLEAN, MARKED

from answerable.intake.identifiers import redact

DATA = Path(__file__).resolve().parents[3] / "shared" / "data"
FALSE_ALARMS = 0.005  # of texts that name nobody


def _unmarked(sentence: str) -> str:
    return sentence.replace("«", "").replace("»", "")


def _left(sentence: str) -> list[str]:
    """The marked identifiers of which something is left after redaction."""
    kept = redact(_unmarked(sentence)).text
    return [one for one in re.findall("«(.+?)»", sentence) if one in kept]


@pytest.mark.parametrize("sentence", MARKED)
def test_an_identifier_is_taken_out(sentence: str):
    assert _left(sentence) == []


@pytest.mark.parametrize("sentence", MARKED)
def test_what_stands_around_it_stays(sentence: str):
    outside = re.sub("«.+?»", " ", sentence)
    kept = redact(_unmarked(sentence)).text
    words = re.findall(r"\w{4,}", outside)
    lost = [word for word in words if word not in kept]
    assert len(lost) <= 1, lost  # a town beside an address may go with it


@pytest.mark.parametrize("sentence", CLEAN)
def test_diseases_drugs_doses_genes_trials_and_citations_name_nobody(sentence: str):
    assert redact(sentence).found == ()
    assert redact(sentence).text == sentence


def test_the_table_has_at_least_120_sentences_with_identifiers():
    assert len(set(MARKED)) >= 120


def test_each_kind_is_said_in_its_place():
    redacted = redact("Mr Smith, DOB 01/02/1950, NHS 943 476 5919, jane@example.org, 94 years old")
    assert redacted.text == "Mr [name], DOB [date of birth], NHS [record number], [e-mail], [age over 89]"
    assert [one.kind for one in redacted.found] == ["name", "date of birth", "record number", "e-mail", "age over 89"]


def _questions(name: str) -> list[str]:
    if name == "pubmedqa":
        return [row["QUESTION"] for row in json.loads((DATA / "pubmedqa/train_500.json").read_text(encoding="utf-8")).values()]
    if name == "scifact":
        return [
            json.loads(line)["claim"] for line in (DATA / "scifact/claims_train.jsonl").read_text(encoding="utf-8").splitlines()
        ]
    with gzip.open(DATA / "medquad/medquad_1-9_qa.jsonl.gz", "rt", encoding="utf-8") as lines:
        return sorted({json.loads(line)["question"] for line in lines})[::10]


@pytest.mark.skipif(not DATA.is_dir(), reason="the real data are not beside this checkout (../shared/data)")
@pytest.mark.parametrize("name", ["pubmedqa", "scifact", "medquad"])
def test_questions_of_others_raise_hardly_a_false_alarm(name: str):
    texts = _questions(name)
    wrong = [redact(text).text for text in texts if redact(text).found]
    assert len(wrong) <= FALSE_ALARMS * len(texts), wrong
