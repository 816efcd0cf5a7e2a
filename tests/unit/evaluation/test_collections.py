"""Test collections are read as their makers meant them, and what is not theirs is refused with its place."""

import gzip
import json
from io import BytesIO
from pathlib import Path

import pytest

from answerable.corpus.record import MeshHeading, Record, TextSection
from answerable.errors import UnreadableInput
from answerable.evaluation.beir import read_beir
from answerable.evaluation.model import Qrel, Topic
from answerable.evaluation.pubmedqa import read_pubmedqa
from answerable.evaluation.scifact import read_scifact
from answerable.evaluation.synonyms import read_synonyms, straight
from answerable.evaluation.trials import read_trials


def lines(*rows: object) -> BytesIO:
    return BytesIO("\n".join(json.dumps(row) for row in rows).encode())


CORPUS = (
    {"doc_id": 7, "title": "Walking and backs", "abstract": ["Walking was tried.", "Backs hurt less."]},
    {"doc_id": 8, "title": "Rest", "abstract": ["Rest was tried."]},
)
CLAIMS = (
    {
        "id": 1,
        "claim": "Walking eases backs.",
        "evidence": {"7": [{"sentences": [1], "label": "SUPPORT"}]},
        "cited_doc_ids": [7, 8],
    },
    {"id": 2, "claim": "Rest heals.", "evidence": {}, "cited_doc_ids": [8]},
)


def test_the_abstracts_that_a_claim_cites_are_relevant_to_it():
    collection = read_scifact(lines(*CORPUS), lines(*CLAIMS))
    assert collection.topics == (Topic("1", "Walking eases backs."), Topic("2", "Rest heals."))
    assert collection.qrels == (Qrel("1", "scifact:7"), Qrel("1", "scifact:8"), Qrel("2", "scifact:8"))
    assert collection.records[0].abstract[0].text == "Walking was tried. Backs hurt less."


def test_with_evidence_only_a_claim_without_evidence_is_no_topic():
    collection = read_scifact(lines(*CORPUS), lines(*CLAIMS), evidence_only=True)
    assert collection.qrels == (Qrel("1", "scifact:7"),)
    assert [topic.id for topic in collection.topics] == ["1"]


def test_a_line_that_is_no_claim_is_refused_with_its_number():
    with pytest.raises(UnreadableInput, match="Line 2 of claims"):
        read_scifact(lines(*CORPUS), BytesIO(json.dumps(CLAIMS[0]).encode() + b"\n{broken"))


ITEM = {
    "QUESTION": "Does walking help?",
    "CONTEXTS": ["People walked."],
    "LABELS": ["METHODS"],
    "MESHES": ["Walking"],
    "YEAR": "2001",
}


def test_a_question_has_to_find_its_own_abstract_again():
    collection = read_pubmedqa(lines({"11": ITEM}))
    assert collection.qrels == (Qrel("11", "pmid:11"),)
    record = collection.records[0]
    assert (record.title, record.year, record.mesh[0].name) == ("", 2001, "Walking")


def test_among_other_abstracts_no_side_has_titles_or_headings():
    other = Record(id="pmid:12", title="Rest", abstract=(TextSection("They rested."),), mesh=(MeshHeading("Rest"),))
    collection = read_pubmedqa(lines({"11": ITEM}), [other, Record(id="pmid:11", title="The same article")])
    assert [record.id for record in collection.records] == ["pmid:11", "pmid:12"]
    assert not any(record.title or record.mesh for record in collection.records)


def test_a_beir_folder_keeps_the_topics_that_are_judged_and_passes_over_the_heading():
    corpus = lines({"_id": "d1", "title": "Walking", "text": "It helps."}, {"_id": "d2", "text": "It does not."})
    queries = lines({"_id": "q1", "text": "walking"}, {"_id": "q2", "text": "rest"})
    collection = read_beir("mine", corpus, queries, BytesIO(b"query-id\tcorpus-id\tscore\nq1\td1\t2\nq1\td2\t0\n"))
    assert collection.topics == (Topic("q1", "walking"),)
    assert collection.qrels == (Qrel("q1", "mine:d1", 2), Qrel("q1", "mine:d2", 0))


def test_judgements_that_are_none_are_refused_with_their_line():
    with pytest.raises(UnreadableInput, match="Line 2 of the qrels"):
        read_beir("mine", lines(), lines(), BytesIO(b"query-id\tcorpus-id\tscore\nq1\td1\n"))


def test_the_first_prompt_of_a_trial_becomes_its_question():
    table = BytesIO(
        b"PromptID,PMCID,Outcome,Intervention,Comparator\n1,5,pain,walking,rest\n2,5,sleep,walking,rest\n3,9,pain,tea,milk\n"
    )
    collection = read_trials(table, [Record(id="pmid:1", pmcid="PMC5", title="Walking for backs")])
    assert collection.topics == (Topic("5", "What is the effect of walking compared with rest on pain?"),)
    assert collection.qrels == (Qrel("5", "pmid:1"),)


NAMES = (
    b"hpo_id\tname\tsynonym\tscope\ttype\n"
    b"HP:1\tXerostomia\tDry mouth\tEXACT\tlayperson\n"
    b"HP:1\tXerostomia\tSevere xerostomia\tEXACT\t\n"
    b"HP:1\tXerostomia\tThirst\tRELATED\t\n"
    b"HP:2\tNot here\tElsewhere\tEXACT\tlayperson\n"
)


def test_a_heading_is_asked_for_by_its_other_names_and_is_itself_not_searched():
    record = Record(id="pmid:1", title="Saliva", mesh=(MeshHeading("Xerostomia"),))
    collection = read_synonyms(BytesIO(NAMES), [record])
    assert collection.topics == (Topic("HP:1 dry mouth", "What is dry mouth?"),)
    assert collection.qrels == (Qrel("HP:1 dry mouth", "pmid:1"),)
    assert collection.records[0].mesh == ()


def test_an_inverted_heading_is_read_in_the_order_in_which_it_is_spoken():
    assert straight("Hypertension, Pulmonary") == "pulmonary hypertension"


@pytest.mark.parametrize(
    "read",
    [
        lambda: read_synonyms(BytesIO(b"a\tb\n1\t2\n"), []),
        lambda: read_trials(BytesIO(b"a,b\n1,2\n"), [Record(id="pmid:1", pmcid="PMC5", title="")]),
        lambda: read_pubmedqa(BytesIO(b"[]")),
    ],
)
def test_a_table_of_another_shape_is_refused(read):
    with pytest.raises(UnreadableInput, match="not what was expected"):
        read()


def test_every_claim_of_the_real_collection_has_its_abstracts(shared_data: Path):
    with (
        gzip.open(shared_data / "scifact/corpus.jsonl.gz") as corpus,
        (shared_data / "scifact/claims_train.jsonl").open("rb") as claims,
    ):
        collection = read_scifact(corpus, claims)  # type: ignore[arg-type]
    assert (len(collection.records), len(collection.topics), len(collection.qrels)) == (5183, 809, 919)
    assert {qrel.record for qrel in collection.qrels} <= {record.id for record in collection.records}
