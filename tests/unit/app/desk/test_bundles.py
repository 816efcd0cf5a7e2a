"""A bundle proves a review where there is nothing else, and anything changed in it is named."""

import msgspec
import pytest
from editorial import ADDRESS, EditedDesk, in_memory

from answerable.app.ledger import LedgerRoom
from answerable.app.ledger.bundling import check_bundle, is_bundle
from answerable.errors import NoSuchArticle, UnreadableInput, UsageProblem


def of(desk: EditedDesk) -> LedgerRoom:
    return LedgerRoom(desk.editorial.library, desk.desk, desk.clock)


@pytest.fixture(scope="module")
def made(tmp_path_factory) -> bytes:
    desk = in_memory(tmp_path_factory.mktemp("library"))
    desk.approved()
    return of(desk).bundle(ADDRESS)


def test_a_bundle_holds_with_nothing_but_itself(made):
    assert is_bundle(made)
    found = check_bundle(made)
    assert found.faults == ()
    assert found.approved_by.startswith("Chandra Bowl")
    assert found.quotes >= found.claims > 3
    assert check_bundle(made, found.key).holds
    assert not check_bundle(made, "0" * 64).holds
    assert b"a" * 64 not in made


@pytest.mark.parametrize(
    ("path", "told"),
    [
        (("article", "versions", 0, "answer", "title"), "not the revision that was signed"),
        (("rows", 0, "content"), "does not have the hash that entry"),
        (("rows", -1, "content"), "does not have the hash that entry"),
        (("proofs", 0, "entry", "act", "actor"), "was changed"),
        (("proofs", 3, "path", 0), "not in the ledger that was sealed"),
        (("proofs", 0, "seal", "root"), "signature of the seal"),
        (("texts", None), "does not have its hash"),
    ],
)
def test_what_is_changed_in_a_bundle_is_named(made, path, told):
    whole = msgspec.json.decode(made)
    at = whole
    for step in path[:-1]:
        at = at[step]
    last = path[-1] if path[-1] is not None else next(iter(at))
    at[last] = ("1" if at[last][:1] != "1" else "2") + at[last][1:]
    faults = check_bundle(msgspec.json.encode(whole)).faults
    assert any(told in fault for fault in faults), faults


def test_what_is_left_out_of_a_bundle_is_named(made):
    whole = msgspec.json.decode(made)
    assert any(
        "is not in the bundle" in one for one in check_bundle(msgspec.json.encode(whole | {"rows": whole["rows"][1:]})).faults
    )
    assert any("no proof" in one for one in check_bundle(msgspec.json.encode(whole | {"proofs": []})).faults)
    assert any("is not in the bundle" in one for one in check_bundle(msgspec.json.encode(whole | {"texts": {}})).faults)


@pytest.mark.parametrize("content", [b"", b"{}", b"[]", b"\xff\xfe", b'{"format":"answerable bundle v1"}', b"[" * 5000])
def test_what_is_no_bundle_is_told(content):
    with pytest.raises(UnreadableInput):
        check_bundle(content)


def test_only_what_was_sent_to_the_editors_can_be_proved(tmp_path):
    desk = in_memory(tmp_path)
    with pytest.raises(NoSuchArticle):
        of(desk).bundle(ADDRESS)
    desk.article()
    with pytest.raises(UsageProblem, match="Nobody has sent"):
        of(desk).bundle(ADDRESS)
