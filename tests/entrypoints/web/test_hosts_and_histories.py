"""What a served desk is addressed by, and what a reviewer who has not recommended yet reads on its pages."""

from collections.abc import Iterator

import pytest
from cases import CLINICIAN, METHODS
from desk_board import Board, board


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Board]:
    with board(tmp_path_factory.mktemp("misused") / "library") as made:
        yield made


@pytest.mark.parametrize(
    "host",
    [
        "evil@localhost", 'localhost:"><script>', "localhost:80:90", 'x"><b>@127.0.0.1', "localhost:80@127.0.0.1",
        "localhost:123456", "localhost/..", "localhost?x", "localhost#x", "", " localhost", "local host", "[::1", "[localhost]",
    ],
)  # fmt: skip
def test_a_host_is_a_name_and_a_port_and_hides_nothing_else(host: str, site: Board):
    assert site.client.get("/about/privacy.md", headers={"Host": host}).status_code == 421


@pytest.mark.parametrize("host", ["localhost", "LOCALHOST:8000", "127.0.0.1:1", "[::1]:8000", "192.0.2.1"])
def test_a_host_of_ours_is_answered(host: str, site: Board):
    assert site.client.get("/about/privacy.md", headers={"Host": host}).status_code == 200


def test_a_reviewer_reads_what_the_others_say_once_they_have_said_it_themselves(site: Board):
    found = site.edited.under_review((CLINICIAN, METHODS))
    site.edited.recommended(found, (CLINICIAN,))
    site.edited.editorial.comment(found.id, "Which dose?", by=CLINICIAN.id, blocking=True)
    page = f"/desk/submissions/{found.id}"
    before = site.reads(METHODS.id, page)
    assert "recommendation given" not in before
    assert "comment made" not in before
    for who in ("ed", CLINICIAN.id):
        assert "recommendation given" in site.reads(who, page)
    site.edited.recommended(found, (METHODS,))
    assert site.reads(METHODS.id, page).count("recommendation given") == 2


@pytest.mark.parametrize("path", ["/articles/%00", "/browse?topic=%00", "/desk/submissions/a%00b", "/api/v1/articles?topic=%00"])
def test_a_sign_that_no_database_keeps_is_in_no_address(path: str, site: Board):
    assert site.browser("ed").get(path).status_code == 400


def test_a_sign_that_no_database_keeps_is_left_out_of_forms(site: Board):
    found = site.edited.submitted(address="B" * 22)
    site.sends("ed", f"/desk/submissions/{found.id}/comments", words="Which\0 dose?")
    [comment] = site.edited.editorial.case(found.id).comments
    assert comment.words == "Which dose?"
