"""Pairs of a claim and a passage are read as people write them down, and what cannot be read is told with its place."""

import contextlib
import json
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from answerable.errors import Problem, UnreadableInput
from answerable.evaluation.nli import read_nli, read_table
from answerable.evaluation.pairs import SPELLINGS, Label, label_of
from answerable.evaluation.pubmedqa import read_decisions
from answerable.evaluation.scifact import folds_of_claims, read_claims


def lines(*rows: object) -> BytesIO:
    return BytesIO("\n".join(row if isinstance(row, str) else json.dumps(row) for row in rows).encode())


@pytest.mark.parametrize(
    ("word", "label"),
    [
        ("SUPPORT", Label.SUPPORTS), ("Supports", Label.SUPPORTS), ("entailment", Label.SUPPORTS), ("yes", Label.SUPPORTS),
        ("Refutes", Label.CONTRADICTS), ("CONTRADICT", Label.CONTRADICTS), ("contradiction", Label.CONTRADICTS),
        ("Neutral", Label.NEUTRAL), ("NOT ENOUGH INFO", Label.NEUTRAL), ("not-enough-info", Label.NEUTRAL),
    ],
)  # fmt: skip
def test_the_usual_spellings_of_labels_are_known(word: str, label: Label):
    assert label_of(word) is label


@given(st.sampled_from(sorted(SPELLINGS)), st.sampled_from([str.upper, str.title, lambda word: f"  {word}\t"]))
def test_capitals_and_blanks_make_no_difference_to_a_label(word: str, written):
    assert label_of(written(word).replace("_", "-")) is SPELLINGS[word]


def test_pairs_are_read_and_lines_that_are_none_are_told_with_their_number():
    found = read_nli(
        lines(
            {"claim": "Tea helps.", "evidence": "Tea helped. It was green.", "label": "supports"},
            "{broken",
            {"claim": "Tea helps.", "evidence": "", "label": "refutes"},
            "",
            {"claim": "Tea harms.", "evidence": "Tea helped.", "label": "perhaps"},
            {"Hypothesis": "Tea harms.", "Premise": "Tea helped.", "gold-label": "contradiction", "ID": 7},
            [1],
        ),
        "mine.jsonl",
    )
    assert [(pair.id, pair.claim, pair.label) for pair in found.pairs] == [
        ("line 1", "Tea helps.", Label.SUPPORTS),
        ("7", "Tea harms.", Label.CONTRADICTS),
    ]
    assert found.pairs[0].sentences == ("Tea helped.", "It was green.")
    assert [one.split(": ")[0] for one in found.rejected] == [f"mine.jsonl, line {number}" for number in (2, 3, 5, 7)]
    assert "“perhaps”" in found.rejected[2]


def test_evidence_may_be_a_list_of_sentences_with_those_that_matter():
    row = {"claim": "c", "evidence": ["One.", "Two."], "label": "SUPPORT", "rationale": [1, 9, True]}
    pair = read_nli(lines(row), "mine").pairs[0]
    assert (pair.sentences, pair.rationale) == (("One.", "Two."), (1,))


def test_two_pairs_with_one_id_stay_two():
    row = {"id": "a", "claim": "c", "evidence": "e", "label": "yes"}
    assert [pair.id for pair in read_nli(lines(row, row), "mine").pairs] == ["a", "a, line 2"]


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_a_table_like_that_of_healthver_is_read_with_its_bad_rows_told(separator: str):
    table = "\n".join(
        separator.join(row)
        for row in (
            ("id", "evidence", "claim", "label", "topic_ip"),
            ("1", '"Masks lowered, it is said; risk."', "Masks protect.", "Supports", "2"),
            ("2", "Masks did nothing.", "Masks protect.", "Refutes", "2"),
            ("3", "Masks.", "Masks protect."),
            ("4", "It is unclear.", "Masks protect.", "Neutral", "2"),
        )
    )
    found = read_table(BytesIO(b"\xef\xbb\xbf" + table.encode()), "table.csv")
    assert [pair.label for pair in found.pairs] == [Label.SUPPORTS, Label.CONTRADICTS, Label.NEUTRAL]
    assert found.rejected == ("table.csv, line 4: has 3 columns where the headings are 5",)
    assert len(set(found.groups.values())) == 1  # they share the claim


def test_a_table_without_a_label_is_refused_by_the_name_of_what_it_lacks():
    with pytest.raises(UnreadableInput, match="no column for a label"):
        read_table(BytesIO(b"claim,evidence\na,b\n"), "table.csv")


def test_a_file_without_a_single_pair_is_refused_with_its_first_fault():
    with pytest.raises(UnreadableInput, match="mine, line 1: is no JSON"):
        read_nli(lines("{"), "mine")


@given(st.binary(max_size=300))
def test_any_bytes_are_pairs_or_a_problem(content: bytes):
    for read in (read_nli, read_table, read_decisions):
        with contextlib.suppress(Problem):
            assert read(BytesIO(content), "any").pairs


words = st.text(st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="\ufeff"), min_size=1, max_size=20).filter(
    lambda text: text.split() != []
)


@given(st.lists(st.tuples(words, words, st.sampled_from(sorted(SPELLINGS))), min_size=1, max_size=8))
def test_what_is_written_as_pairs_is_read_back_each_in_a_fold_with_its_group(rows: list[tuple[str, str, str]]):
    found = read_nli(lines(*({"claim": c, "evidence": e, "label": label} for c, e, label in rows)), "mine")
    assert [(pair.claim, pair.label) for pair in found.pairs] == [(" ".join(c.split()), SPELLINGS[label]) for c, _, label in rows]
    assert not found.rejected
    fold_of_group = {(found.groups[pair.id], found.folds[pair.id]) for pair in found.pairs}
    assert len(fold_of_group) == len({group for group, _ in fold_of_group})


CORPUS = (
    {"doc_id": 7, "title": "Walking", "abstract": ["Walking was tried.", "Backs hurt less.", "It was cheap."]},
    {"doc_id": 8, "title": "Rest", "abstract": ["Rest was tried."]},
)
CLAIM = {
    "id": 1,
    "claim": "Walking eases backs.",
    "evidence": {"7": [{"sentences": [1], "label": "CONTRADICT"}, {"sentences": [0, 1], "label": "CONTRADICT"}]},
    "cited_doc_ids": [7, 8],
}


def test_a_claim_is_paired_with_every_abstract_it_cites_and_its_sentences():
    found = read_claims(lines(*CORPUS), lines(CLAIM), trained_on=True)
    assert [(pair.id, pair.label, pair.rationale) for pair in found.pairs] == [
        ("1:7", Label.CONTRADICTS, (0, 1)),
        ("1:8", Label.NEUTRAL, ()),
    ]
    assert found.folds == dict.fromkeys(("1:7", "1:8"), folds_of_claims(lines(CLAIM))["1"])
    assert len(set(found.groups.values())) == 1


@pytest.mark.parametrize(
    "claim",
    [CLAIM | {"cited_doc_ids": [9]}, CLAIM | {"evidence": {"8": [{"sentences": [4], "label": "SUPPORT"}]}}],
    ids=["abstract", "sentence"],
)
def test_a_claim_about_what_is_not_there_is_refused_by_its_number(claim: dict[str, object]):
    with pytest.raises(UnreadableInput, match="Claim 1"):
        read_claims(lines(*CORPUS), lines(claim))


def test_a_question_with_its_abstract_is_a_pair_and_one_without_a_decision_is_told():
    item = {"QUESTION": "Does it help?", "CONTEXTS": ["It helped. Much."], "final_decision": "no"}
    found = read_decisions(lines({"11": item, "12": item | {"final_decision": ""}}), "q.json")
    assert [(pair.id, pair.label, pair.sentences) for pair in found.pairs] == [("11", Label.CONTRADICTS, ("It helped.", "Much."))]
    assert found.rejected == ("q.json, question 12: is without a decision of yes, no or maybe",)


def test_the_whole_abstract_of_a_question_ends_with_what_its_authors_conclude():
    item = {
        "QUESTION": "Does it help?",
        "CONTEXTS": ["It was tried."],
        "LONG_ANSWER": "It helps. Not much.",
        "final_decision": "yes",
    }
    assert read_decisions(lines({"11": item})).pairs[0].sentences == ("It was tried.",)
    assert read_decisions(lines({"11": item}), whole=True).pairs[0].sentences == ("It was tried.", "It helps.", "Not much.")


def test_what_the_shipped_model_may_have_seen_is_cautioned_about_and_what_it_has_not_is_not():
    item = {"QUESTION": "Does it help?", "CONTEXTS": ["It helped. Much."], "final_decision": "no"}
    own = read_decisions(lines({"11": item}), "mine.json")
    assert "too good" in own.cautions[0]
    assert not own.trained_on
    named = read_decisions(lines({"11": item}), trained_on=True)
    assert (named.trained_on, named.folds) == (True, {"11": 0})
    assert read_claims(lines(*CORPUS), lines(CLAIM), name="claims_train.jsonl").cautions
    assert not read_claims(lines(*CORPUS), lines(CLAIM), name="claims_dev.jsonl").cautions
