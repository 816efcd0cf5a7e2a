"""What a model is trained on and what it is measured on share no abstract, and anyone can make the same split again."""

import json
import random
from collections import Counter
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from answerable.evaluation.folds import HELD_OUT_FOLD, folds, held_out_pubmedqa
from answerable.evaluation.grouping import connected
from answerable.evaluation.scifact import folds_of_claims

DATA = Path(__file__).parents[4] / "shared" / "data"

shared = st.dictionaries(
    st.text("abcdefgh", min_size=1, max_size=3), st.lists(st.sampled_from([f"r{n}" for n in range(20)]), max_size=3), max_size=40
)


@given(shared)
def test_groups_part_the_topics_and_share_nothing(given_: dict[str, list[str]]):
    groups = connected(given_)
    assert sorted(topic for group in groups for topic in group) == sorted(given_)
    things = [{thing for topic in group for thing in given_[topic]} for group in groups]
    assert sum(map(len, things)) == len(set().union(*things))


@given(shared)
def test_topics_of_a_group_hang_together(given_: dict[str, list[str]]):
    for group in connected(given_):
        reached = {group[0]}
        for _ in group:
            things = {thing for topic in reached for thing in given_[topic]}
            reached |= {topic for topic in group if things & set(given_[topic])}
        assert reached == set(group)


@given(shared, st.integers(1, 6), st.randoms())
def test_folds_share_nothing_are_balanced_and_do_not_depend_on_the_order(
    given_: dict[str, list[str]], k: int, shuffled: random.Random
):
    found = folds(given_, k)
    assert set(found) == set(given_)
    assert set(found.values()) <= set(range(k))
    fold_of_thing = {(thing, found[topic]) for topic, things in given_.items() for thing in things}
    assert len(fold_of_thing) == len({thing for thing, _ in fold_of_thing})
    sizes = Counter(dict.fromkeys(range(k), 0)) + Counter(found.values())
    largest = max(map(len, connected(given_)), default=0)
    assert max(sizes.values(), default=0) - min(sizes[fold] for fold in range(k)) <= largest
    items = list(given_.items())
    shuffled.shuffle(items)
    assert folds(dict(items), k) == found


def test_less_than_one_fold_is_no_split():
    with pytest.raises(ValueError, match="at least one"):
        folds({"a": []}, 0)


def test_a_claim_and_its_opposite_are_never_parted_nor_is_one_that_stands_twice():
    claims = [{"id": n, "claim": f"Claim {n}.", "cited_doc_ids": [n // 2], "evidence": {}} for n in range(40)]
    claims.append({"id": 40, "claim": "claim  3.", "cited_doc_ids": [99], "evidence": {}})
    found = folds_of_claims(BytesIO("\n".join(map(json.dumps, claims)).encode()))
    assert all(found[str(n)] == found[str(n + 1)] for n in range(0, 40, 2))
    assert found["40"] == found["3"]


@given(st.sets(st.text("0123456789", min_size=1, max_size=8), max_size=300))
def test_held_out_questions_are_chosen_by_their_ids_alone(ids: set[str]):
    chosen = held_out_pubmedqa(ids, 10)
    assert len(chosen) == min(10, len(ids))
    assert chosen == held_out_pubmedqa([*sorted(ids), *ids], 10)
    assert chosen & set(sorted(ids)[:20]) <= held_out_pubmedqa(sorted(ids)[:20], 10)


def test_the_folds_of_the_real_claims_are_even_and_no_abstract_is_in_two():
    path = DATA / "scifact" / "claims_train.jsonl"
    if not path.is_file():
        pytest.skip(f"{path} is not there")
    found = folds_of_claims(BytesIO(path.read_bytes()))
    assert sorted(Counter(found.values()).values()) == [202, 202, 202, 203]
    claims = [json.loads(line) for line in path.read_text().splitlines()]
    places = {(number, found[str(claim["id"])]) for claim in claims for number in claim["cited_doc_ids"]}
    assert len(places) == len({number for number, _ in places})
    assert any(fold == HELD_OUT_FOLD for fold in found.values())


def test_a_hundred_of_the_real_questions_are_held_out():
    path = DATA / "pubmedqa" / "train_500.json"
    if not path.is_file():
        pytest.skip(f"{path} is not there")
    assert len(held_out_pubmedqa(json.loads(path.read_bytes()))) == 100
