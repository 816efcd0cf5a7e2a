"""Who vouches for an article, and how it stands, cannot be changed in the database or in a bundle without being named."""

import msgspec
import pytest
from editorial import ADDRESS, EditedDesk, in_memory
from msgspec.structs import replace

from answerable.app.ledger import LedgerRoom
from answerable.app.ledger.bundling import check_bundle
from answerable.app.reading_room.cataloguing import card_of
from answerable.publication.article import Reviewer
from answerable.publication.public_state import Change, PublicStep


@pytest.fixture(scope="module")
def edited(tmp_path_factory) -> EditedDesk:
    desk = in_memory(tmp_path_factory.mktemp("library"))
    desk.approved()
    yield desk
    desk.editorial.close()


def room(edited: EditedDesk) -> LedgerRoom:
    return LedgerRoom(edited.editorial.library, edited.desk, edited.clock)


@pytest.mark.parametrize("what", ["the signer", "the signer's credentials", "a reviewer", "all reviewers", "a reviewer's role"])
def test_other_names_under_an_approved_article_are_noticed(what, edited):
    held = edited.desk.article(ADDRESS)
    last = held.latest
    first, *rest = last.reviewers
    changed = {
        "the signer": {"signature": replace(last.signature, name="Professor Known")},
        "the signer's credentials": {"signature": replace(last.signature, credentials="MD, PhD")},
        "a reviewer": {"reviewers": (replace(first, name="Professor Known"), *rest)},
        "all reviewers": {"reviewers": (Reviewer(name="Professor Known"),)},
        "a reviewer's role": {"reviewers": (replace(first, role="medical editor"), *rest)},
    }[what]
    forged = replace(held, versions=(*held.versions[:-1], replace(last, **changed)))
    assert room(edited).verify().holds
    try:
        with edited.desk.work() as work:
            work.put(forged, card_of(forged))
        assert any("names under the article" in fault for fault in room(edited).verify().faults)
    finally:
        with edited.desk.work() as work:
            work.put(held, card_of(held))


@pytest.mark.parametrize(
    ("path", "value", "told"),
    [
        (("article", "versions", 0, "signature", "name"), "Professor Known", "names under the article"),
        (("article", "versions", 0, "signature", "at"), "2020-01-01T00:00:00+00:00", "names under the article"),
        (("article", "versions", 0, "reviewers", 0, "name"), "Professor Known", "names under the article"),
        (("article", "state"), "archived", "shown as archived"),
        (("article", "notices"), [], "notices that are shown"),
    ],
)
def test_a_bundle_says_of_names_state_and_notices_what_the_ledger_says(path, value, told, tmp_path):
    desk = in_memory(tmp_path)
    desk.approved()
    desk.editorial.show(ADDRESS, PublicStep.EXPRESS_CONCERN, by="ch", brings=Change(words="A source is in doubt."))
    made = room(desk).bundle(ADDRESS)
    desk.editorial.close()
    assert check_bundle(made).holds
    whole = msgspec.json.decode(made)
    at = whole
    for step in path[:-1]:
        at = at[step]
    at[path[-1]] = value
    assert any(told in fault for fault in check_bundle(msgspec.json.encode(whole)).faults)
