"""ORCID identifiers, and whether somebody may vouch for something today."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from answerable.errors import UsageProblem
from answerable.people.fitness import in_force, wrong_with_credential
from answerable.people.model import Credential, Disclosure, Licence
from answerable.people.orcid import check_character, orcid

TODAY = "2026-11-23"
LICENCE = Licence(authority="GMC", number="1", country="UK", expires="2026-11-23")
VERIFIED = Credential(account="a", degree="MD", specialties=("Cardiology",), licence=LICENCE, verified_by="b", verified=TODAY)
YEARLY = Disclosure(account="a", made="2026-01-01", until="2027-01-01")


@pytest.mark.parametrize("text", ["0000-0002-1825-0097", "https://orcid.org/0000-0002-1825-0097", " 0000000218250097 "])
def test_an_orcid_is_written_in_one_way(text: str):
    assert orcid(text) == "0000-0002-1825-0097"


def test_the_last_character_may_be_an_x():
    assert orcid("0000-0002-1694-233x") == "0000-0002-1694-233X"


@given(st.text(alphabet="0123456789", min_size=15, max_size=15), st.integers(0, 14), st.integers(1, 9))
def test_one_wrong_digit_is_noticed(digits: str, at: int, by: int):
    whole = digits + check_character(digits)
    assert orcid(whole).replace("-", "") == whole
    wrong = whole[:at] + str((int(whole[at]) + by) % 10) + whole[at + 1 :]
    with pytest.raises(UsageProblem):
        orcid(wrong)


@pytest.mark.parametrize("text", ["0000-0002-1825-0098", "12", "https://example.org/0000-0002-1825-0097", "٠٠٠٠-0002-1825-0097"])
def test_what_is_no_orcid_is_refused(text: str):
    with pytest.raises(UsageProblem, match="no ORCID"):
        orcid(text)


def test_an_expired_licence_cannot_sign():
    assert not wrong_with_credential(VERIFIED, "2026-11-23")
    assert wrong_with_credential(VERIFIED, "2026-11-24") == "the licence expired on 2026-11-23"


def test_a_credential_that_nobody_verified_cannot_sign():
    assert wrong_with_credential(None, TODAY)
    assert wrong_with_credential(replace(VERIFIED, verified_by="", verified=""), TODAY) == "nobody has verified the credential"


def test_who_needs_no_licence_signs_with_a_verified_degree():
    assert not wrong_with_credential(replace(VERIFIED, licence=None), "2036-01-01")


def test_a_disclosure_counts_for_its_year_and_one_for_the_assignment_goes_before():
    own = replace(YEARLY, assignment="x", made="2026-02-01")
    assert in_force([YEARLY, own], TODAY) == YEARLY
    assert in_force([YEARLY, own], TODAY, "x") == own
    assert in_force([YEARLY, own], TODAY, "y") == YEARLY
    assert in_force([YEARLY], "2027-01-02") is None
    assert in_force([own], TODAY) is None
