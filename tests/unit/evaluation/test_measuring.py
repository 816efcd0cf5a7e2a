"""Measures come from ir-measures, intervals from a bootstrap that anyone can repeat, halves share nothing."""

import numpy
import pytest
from hypothesis import given
from hypothesis import strategies as st

from answerable.adapters.memory.index import MemoryIndex
from answerable.corpus.evidence import Design
from answerable.corpus.passage import Passage
from answerable.corpus.record import Record, TextSection
from answerable.evaluation.comparing import compare
from answerable.evaluation.halves import Half, half_of
from answerable.evaluation.measures import per_topic
from answerable.evaluation.model import Collection, Qrel, Topic
from answerable.evaluation.rendering import RENDERERS
from answerable.evaluation.resampling import interval
from answerable.evaluation.results import Estimate, Evaluation, means
from answerable.evaluation.systems import CollectionLibrary, OverlapReranker, System, flattened, systems


def a_collection(judged: list[tuple[str, str]]) -> Collection:
    topics = tuple(Topic(name, f"question {name}") for name in dict.fromkeys(topic for topic, _ in judged))
    return Collection(name="mine", records=(), topics=topics, qrels=tuple(Qrel(topic, record) for topic, record in judged))


def test_the_first_place_is_worth_everything_and_the_second_less():
    collection = a_collection([("a", "r1"), ("b", "r2"), ("c", "r3")])
    values = per_topic(collection, {"a": ["r1"], "b": ["r1", "r2"], "c": []})
    assert values["RR@10"] == [1.0, 0.5, 0.0]
    assert values["nDCG@10"] == pytest.approx([1.0, 1 / numpy.log2(3), 0.0], abs=1e-4)
    assert values["R@100"] == [1.0, 1.0, 0.0]


def test_what_stands_behind_the_hundredth_place_does_not_count():
    collection = a_collection([("a", "r1")])
    ranking = [f"x{number}" for number in range(100)] + ["r1"]
    assert per_topic(collection, {"a": ranking})["R@100"] == [0.0]


values = st.lists(st.floats(-1, 1), min_size=1, max_size=30)


@given(values)
def test_an_interval_holds_its_mean_and_is_the_same_every_time(found: list[float]):
    once = interval(means(found), resamples=200)
    assert once.low - 1e-9 <= once.value <= once.high + 1e-9 or len(found) < 5
    assert once == interval(means(found), resamples=200)


def test_an_interval_is_that_of_the_normal_distribution_where_there_are_many_topics():
    drawn = numpy.random.default_rng(1).normal(0.3, 1.0, 2_000)
    found = interval(means(drawn.tolist()))
    half = 1.96 * drawn.std() / numpy.sqrt(len(drawn))
    assert found.low == pytest.approx(drawn.mean() - half, abs=0.005)
    assert found.high == pytest.approx(drawn.mean() + half, abs=0.005)
    assert found.excludes_zero


def test_no_difference_has_an_interval_that_holds_zero():
    assert interval(means([0.0] * 10)) == Estimate(0.0, 0.0, 0.0)
    assert not interval(means([0.0] * 10)).excludes_zero


judgements = st.lists(
    st.tuples(st.sampled_from([f"t{n}" for n in range(12)]), st.sampled_from([f"r{n}" for n in range(12)])),
    min_size=1,
    max_size=30,
    unique=True,
)


@given(judgements)
def test_the_halves_part_the_topics_and_share_no_judged_record(judged: list[tuple[str, str]]):
    collection = a_collection(judged)
    tuning, held_out = half_of(collection, Half.TUNING), half_of(collection, Half.HELD_OUT)
    assert {topic.id for topic in (*tuning.topics, *held_out.topics)} == {topic.id for topic in collection.topics}
    assert len(tuning.topics) + len(held_out.topics) == len(collection.topics)
    assert not {qrel.record for qrel in tuning.qrels} & {qrel.record for qrel in held_out.qrels}
    assert half_of(collection, Half.TUNING) == tuning


SHELF = (
    Record(id="pmid:1", title="Walking for low back pain", abstract=(TextSection("Pain of the back eased by walking."),)),
    Record(id="pmid:2", title="Tea for sleep", abstract=(TextSection("Tea did not change sleep."),)),
    Record(id="pmid:3", title="Rest for low back pain", abstract=(TextSection("Rest did not ease pain."),)),
)


def an_evaluation() -> Evaluation:
    collection = Collection(
        name="mine",
        records=SHELF,
        topics=(Topic("a", "Does walking ease low back pain?"), Topic("b", "Does tea help people to sleep?"), Topic("c", "¿?")),
        qrels=(Qrel("a", "pmid:1"), Qrel("b", "pmid:2"), Qrel("c", "pmid:3")),
        notes=("Made up.",),
    )
    index, flat = MemoryIndex(), MemoryIndex()
    index.put_graded((record, Design.UNKNOWN, "unknown") for record in SHELF)
    flat.put_graded((flattened(record), Design.UNKNOWN, "unknown") for record in SHELF)
    index.commit()
    flat.commit()
    return compare(collection, systems(index, flat, CollectionLibrary(collection)), {"seed": "1"})


def test_every_system_ranks_every_topic_and_the_first_is_the_baseline():
    evaluation = an_evaluation()
    assert [one.system for one in evaluation.systems] == ["BM25", "fields", "clauses", "order"]
    assert evaluation.baseline.differences == {}
    for one in evaluation.systems:
        assert one.measures["RR@10"].value == pytest.approx(2 / 3)
        assert one.facts["unanswered"] == 1


def test_a_reranker_is_told_from_what_it_reranks_and_from_the_rerankers_before_it():
    index = MemoryIndex()
    index.put_graded((flattened(record), Design.UNKNOWN, "unknown") for record in SHELF)
    index.commit()
    collection = Collection(name="mine", records=SHELF, topics=(Topic("a", "walking"),), qrels=(Qrel("a", "pmid:1"),))
    made = systems(index, index, CollectionLibrary(collection), {"words": OverlapReranker(), "others": OverlapReranker()})
    found = {one.system: set(one.differences) for one in compare(collection, made, {}).systems}
    assert found["BM25, others"] == {"BM25", "BM25, words", "words"}
    assert found["others"] == {"BM25", "order", "words", "BM25, others"}


def test_overlap_ranks_by_the_share_of_the_words_asked_figures_counting_twice():
    passages = [Passage(record) for record in SHELF]
    assert OverlapReranker().score("Walking for pain", passages) == [1.0, 0.0, 0.5]
    assert OverlapReranker().score("", passages) == [0.0, 0.0, 0.0]


def test_a_better_system_shows_a_difference_from_the_baseline():
    collection = a_collection([("a", "r1"), ("b", "r1")])
    worse, better = System("worse", "it", lambda text: ("r0", "r1")), System("better", "it", lambda text: ("r1",))
    found = compare(collection, [worse, better], {}).systems[1]
    assert found.differences["worse"]["RR@10"] == Estimate(0.5, 0.5, 0.5)


def test_what_a_part_adds_is_told_against_the_system_before_it():
    collection = a_collection([("a", "r1"), ("b", "r1")])
    ranks: list[tuple[str, ...]] = [("r0", "r1"), ("r1",), ("r1",)]
    made = [System(f"system {number}", "it", lambda text, ranking=ranking: ranking) for number, ranking in enumerate(ranks)]
    found = compare(collection, made, {}).systems
    assert found[0].differences == {}
    assert found[1].differences["system 0"]["RR@10"] == Estimate(0.5, 0.5, 0.5)
    assert found[2].differences["system 1"]["RR@10"] == Estimate(0, 0, 0)


@pytest.mark.parametrize("format", ["text", "markdown", "json"])
def test_every_format_names_each_system_its_figures_and_the_settings(format: str):
    rendered = RENDERERS[format](an_evaluation())
    for words in ("BM25", "clauses", "nDCG@10", "Made up.", "seed"):
        assert words in rendered
    assert rendered.endswith("\n")


def test_a_reranker_is_told_against_what_it_reranks_also_where_it_stands_behind_another_reranker():
    collection = a_collection([("a", "r1")])
    ranks = {"BM25": ("r0", "r1"), "order": ("r0", "r1"), "encoder": ("r1",), "model": ("r1",)}
    made = [
        System(name, "it", lambda text, ranking=ranking: ranking, adds_to="order" if name in {"encoder", "model"} else "")
        for name, ranking in ranks.items()
    ]
    found = compare(collection, made, {}).systems
    assert list(found[3].differences) == ["BM25", "order", "encoder"]
    assert found[3].differences["order"]["RR@10"] == Estimate(0.5, 0.5, 0.5)
