"""The ledger: any change, deletion, insertion, reordering or cut-off tail is found, and one entry can be proved elsewhere."""

from __future__ import annotations

import msgspec
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st

from answerable.ledger.chain import check, follow
from answerable.ledger.merkle import GrowingTree, is_in, proof_of, root_of
from answerable.ledger.model import Act, Entry
from answerable.ledger.sealing import is_signed, seal

KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
WHEN = "2026-11-23T08:00:00Z"
acts = st.builds(
    Act,
    actor=st.text(max_size=8),
    what=st.sampled_from(("article submitted", "article published", "article retracted")),
    about=st.text(max_size=8),
    when=st.just(WHEN),
    door=st.sampled_from(("web", "command line")),
    content=st.sampled_from(("", "ab" * 32)),
    facts=st.dictionaries(st.text(max_size=4), st.text(max_size=4), max_size=2),
)
ledgers = st.lists(acts, min_size=1, max_size=20).map(lambda some: written(some))


def written(some: list[Act]) -> list[Entry]:
    entries: list[Entry] = []
    for act in some:
        entries.append(follow(entries[-1] if entries else None, act))
    return entries


def act(what: str = "article published", **more: str) -> Act:
    return Act(actor="p1", what=what, about="a1", when=WHEN, door="web", **more)


@given(ledgers)
def test_an_untouched_ledger_holds_and_says_what_is_not_sealed_yet(entries: list[Entry]) -> None:
    assert check(entries).holds
    assert check(entries).sealed == 0
    half = entries[: (len(entries) + 1) // 2]
    found = check(entries, [seal(half, WHEN, KEY)])
    assert found.holds
    assert found.sealed == len(half)


@given(ledgers, st.data())
def test_a_changed_act_is_found_and_named(entries: list[Entry], data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(entries) - 1))
    other = data.draw(acts.filter(lambda one: one != entries[at].act))
    entries[at] = msgspec.structs.replace(entries[at], act=other)
    found = check(entries)
    assert found.fault is not None
    assert found.fault.number == at + 1


@given(ledgers.filter(lambda some: len(some) > 1), st.data())
def test_an_entry_taken_out_before_the_last_is_found(entries: list[Entry], data: st.DataObject) -> None:
    del entries[data.draw(st.integers(0, len(entries) - 2))]
    assert not check(entries).holds


@given(ledgers.filter(lambda some: len(some) > 1), st.data())
def test_entries_that_changed_places_are_found(entries: list[Entry], data: st.DataObject) -> None:
    one, other = sorted(data.draw(st.sets(st.integers(0, len(entries) - 1), min_size=2, max_size=2)))
    entries[one], entries[other] = entries[other], entries[one]
    found = check(entries)
    assert found.fault is not None
    assert found.fault.number == one + 1


@given(ledgers, acts, st.data())
def test_an_entry_put_in_between_is_found(entries: list[Entry], new: Act, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(entries) - 1))
    entries.insert(at, follow(entries[at - 1] if at else None, new))
    assert not check(entries).holds


@given(ledgers.filter(lambda some: len(some) > 1))
def test_a_cut_off_tail_is_found_by_a_seal(entries: list[Entry]) -> None:
    given_before = seal(entries, WHEN, KEY)
    found = check(entries[:-1], [given_before])
    assert found.fault is not None
    assert "cut off" in found.fault.what


@given(ledgers, acts)
def test_a_chain_written_anew_is_found_by_a_seal(entries: list[Entry], other: Act) -> None:
    given_before = seal(entries, WHEN, KEY)
    anew = written([msgspec.structs.replace(other, about="x" * 9), *(one.act for one in entries[1:])])
    found = check(anew, [given_before])
    assert found.fault is not None
    assert found.sealed == 0


def test_a_seal_is_good_only_with_its_own_key_and_its_own_words() -> None:
    given_before = seal(written([act()]), WHEN, KEY)
    other = Ed25519PrivateKey.from_private_bytes(bytes(32)).public_key().public_bytes_raw().hex()
    assert is_signed(given_before)
    assert is_signed(given_before, by=given_before.key)
    assert not is_signed(given_before, by=other)
    assert not is_signed(msgspec.structs.replace(given_before, key=other))
    assert not is_signed(msgspec.structs.replace(given_before, size=2))
    assert not is_signed(msgspec.structs.replace(given_before, root="00" * 32))
    assert not is_signed(msgspec.structs.replace(given_before, when="2020-01-01T00:00:00Z"))
    assert not is_signed(msgspec.structs.replace(given_before, signature="not hexadecimal"))


@given(st.lists(st.binary(min_size=1, max_size=4), min_size=1, max_size=40), st.data())
def test_the_proof_of_one_entry_holds_for_it_and_for_no_other_place(contents: list[bytes], data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(contents) - 1))
    root, path = root_of(contents), proof_of(contents, place)
    assert is_in(contents[place], place, len(contents), path, root)
    assert not is_in(contents[place] + b"!", place, len(contents), path, root)
    assert not is_in(contents[place], place, len(contents), (*path, b"\0" * 32), root)
    assert not is_in(contents[place], len(contents), len(contents), path, root)


@given(st.lists(st.binary(min_size=1, max_size=4), min_size=1, max_size=40))
def test_the_root_is_that_of_another_implementation_of_rfc_6962(contents: list[bytes]) -> None:
    pymerkle = pytest.importorskip("pymerkle", reason="pymerkle, only here to compare with, is not installed")
    tree = pymerkle.InmemoryTree(algorithm="sha256")
    for one in contents:
        tree.append_entry(one)
    assert tree.get_root() == root_of(contents)


@given(st.lists(st.binary(min_size=1, max_size=4), max_size=40))
def test_a_growing_tree_has_the_root_of_all_that_was_added(contents: list[bytes]) -> None:
    tree = GrowingTree()
    for number, one in enumerate(contents):
        assert tree.root() == root_of(contents[:number])
        tree.add(one)
    assert tree.root() == root_of(contents)


def test_the_hash_of_an_act_does_not_depend_on_the_order_of_its_facts() -> None:
    one = Act(actor="p", what="w", about="a", when=WHEN, door="web", facts={"a": "1", "b": "2"})
    other = msgspec.structs.replace(one, facts={"b": "2", "a": "1"})
    assert follow(None, one).hash == follow(None, other).hash
