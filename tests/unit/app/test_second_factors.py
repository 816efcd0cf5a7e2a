"""Second factors: set up, given once each, asked for again before signing."""

import json
from pathlib import Path

import pytest
from desk_people import Clock, code_of, people_in, signs_in, somebody, with_factor
from software_authenticator import SoftwareAuthenticator, text

from answerable.app.people import People
from answerable.errors import FactorNeeded, LibraryProblem, SignInNeeded, SignInRefused, TooManyRequests, UsageProblem
from answerable.people.factors import RecoveryCodes, Totp, needs_factor
from answerable.people.model import SIGNERS, Role
from answerable.people.session import Stage

HERE = {"host": "localhost", "origin": "http://localhost"}


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def people(tmp_path: Path, clock: Clock) -> People:
    return people_in(tmp_path, clock)


@pytest.fixture
def rita(people: People):
    return somebody(people, "Rita", Role.CLINICAL_REVIEWER)


def with_passkey(people: People, account, **more: bool):
    begun = signs_in(people, account)
    key = SoftwareAuthenticator(**more)
    made = key.registers(people.factors.begin_passkey(begun.session, account, host="localhost"))
    return people.factors.add_passkey(begun.session, account, made, name="Key", **HERE), key


# -- who needs one


def test_whoever_signs_and_whoever_gives_roles_needs_a_second_factor(people):
    for role in Role:
        account = somebody(people, role.value.replace(" ", "-"), role)
        assert needs_factor(account) is (role in SIGNERS or role is Role.ADMINISTRATOR), role
        assert (signs_in(people, account).session.stage is Stage.SETTING_UP) is needs_factor(account)


def test_who_has_set_one_up_has_to_give_it(people, rita, clock):
    with_factor(people, rita, clock)
    begun = signs_in(people, rita)
    assert begun.session.stage is Stage.FACTOR


def test_who_needs_none_may_have_one_and_has_to_give_it_then(people, clock):
    eva = somebody(people, "Eva", Role.AUTHOR)
    with_factor(people, eva, clock)
    assert signs_in(people, eva).session.stage is Stage.FACTOR


# -- codes


def test_the_token_of_a_session_changes_when_the_factor_is_given(people, rita, clock):
    _, secret = with_factor(people, rita, clock)
    clock.on(minutes=1)
    begun = signs_in(people, rita)
    whole = people.factors.give_code(begun.session, rita, code_of(secret, clock))
    assert whole.session.stage is Stage.WHOLE
    assert whole.token != begun.token
    assert people.sign_ins.session_of(begun.token) is None
    assert people.sign_ins.session_of(whole.token)


def test_a_code_is_good_once(people, rita, clock):
    _, secret = with_factor(people, rita, clock)
    with pytest.raises(SignInRefused, match="used already"):  # the one that set it up
        people.factors.give_code(signs_in(people, rita).session, rita, code_of(secret, clock))
    clock.on(seconds=30)
    code = code_of(secret, clock)
    people.factors.give_code(signs_in(people, rita).session, rita, code)
    with pytest.raises(SignInRefused):
        people.factors.give_code(signs_in(people, rita).session, rita, code)


@pytest.mark.parametrize(("seconds", "taken"), [(-60, False), (-30, True), (0, True), (30, True), (60, False)])
def test_a_clock_may_be_off_by_half_a_minute(people, rita, clock, seconds, taken):
    _, secret = with_factor(people, rita, clock)
    clock.on(minutes=5)
    device = Clock()
    device.now = clock.now
    device.on(seconds=seconds)
    begun = signs_in(people, rita)
    if taken:
        assert people.factors.give_code(begun.session, rita, f" {code_of(secret, device)[:3]} {code_of(secret, device)[3:]}")
    else:
        with pytest.raises(SignInRefused):
            people.factors.give_code(begun.session, rita, code_of(secret, device))


@pytest.mark.parametrize("code", ["", "12345", "1234567", "abcdef", "１２３４５６", "٣٤٥٦٧٨", "12345\x00"])
def test_what_is_no_code_is_refused(people, rita, clock, code):
    with_factor(people, rita, clock)
    with pytest.raises(SignInRefused):
        people.factors.give_code(signs_in(people, rita).session, rita, code)


def test_codes_cannot_be_tried_one_after_the_other(people, rita, clock):
    _, secret = with_factor(people, rita, clock)
    clock.on(minutes=5)
    begun = signs_in(people, rita)
    right = code_of(secret, clock)
    wrong = "000000" if right != "000000" else "000001"
    for _ in range(10):
        with pytest.raises(SignInRefused):
            people.factors.give_code(begun.session, rita, wrong)
    with pytest.raises(TooManyRequests):
        people.factors.give_code(begun.session, rita, right)


def test_an_authenticator_of_which_no_code_was_seen_counts_for_nothing(people, rita, clock):
    begun = signs_in(people, rita)
    setup = people.factors.begin_totp(begun.session, rita, name="Phone")
    assert people.factors.pending(rita) == setup
    with pytest.raises(SignInRefused):
        people.factors.confirm_totp(begun.session, rita, setup.factor, "000000")
    with pytest.raises(SignInRefused):
        people.factors.confirm_totp(begun.session, rita, "another", code_of(setup.secret, clock))
    assert people.factors.of(rita) == ()
    again = people.factors.begin_totp(begun.session, rita, name="Phone")
    assert people.factors.pending(rita) == again
    assert signs_in(people, rita).session.stage is Stage.SETTING_UP


def test_what_an_authenticator_is_given_can_be_scanned_or_typed(people, rita):
    setup = people.factors.begin_totp(signs_in(people, rita).session, rita, name="Phone")
    assert setup.address.startswith("otpauth://totp/Answerable:rita%40example.org?secret=")
    assert setup.secret in setup.address
    assert setup.svg.startswith("<svg")
    assert "script" not in setup.svg


def test_the_secret_of_an_authenticator_is_kept_sealed_and_for_its_account_only(people, rita, clock, tmp_path):
    _, secret = with_factor(people, rita, clock)
    with people.desk.view() as view:
        (totp,) = [one for one in view.people.factors(rita.id) if isinstance(one, Totp)]
    assert secret not in totp.sealed
    assert (tmp_path / "factors.key").stat().st_mode & 0o777 == 0o600
    with pytest.raises(LibraryProblem, match="another key"):
        people.codes.setup("somebody else", totp.sealed, name="x", site="y")
    (tmp_path / "factors.key").write_text("00" * 32)
    with pytest.raises(LibraryProblem, match="cannot be opened"):
        people.codes.setup(rita.id, totp.sealed, name="x", site="y")
    (tmp_path / "factors.key").write_text("no key")
    with pytest.raises(LibraryProblem, match=r"factors\.key"):
        people.codes.setup(rita.id, totp.sealed, name="x", site="y")


# -- recovery codes


def codes_of(people: People, account, clock: Clock):
    begun = signs_in(people, account)
    setup = people.factors.begin_totp(begun.session, account, name="Phone")
    added = people.factors.confirm_totp(begun.session, account, setup.factor, code_of(setup.secret, clock))
    return added, setup.secret


def test_recovery_codes_come_with_the_first_factor_and_each_is_good_once(people, rita, clock):
    added, _ = codes_of(people, rita, clock)
    assert len(set(added.codes)) == 10
    typed = added.codes[3].upper().replace("-", " ")
    whole = people.factors.give_code(signs_in(people, rita).session, rita, typed)
    assert whole.session.stage is Stage.WHOLE
    with pytest.raises(SignInRefused):
        people.factors.give_code(signs_in(people, rita).session, rita, typed)
    with people.desk.view() as view:
        (kept,) = [one for one in view.people.factors(rita.id) if isinstance(one, RecoveryCodes)]
    assert len(kept.codes) == 9
    assert not any(code in str(kept) or code.replace("-", "") in str(kept) for code in added.codes)


def test_a_code_on_paper_lets_in_and_does_not_sign(people, rita, clock):
    added, _ = codes_of(people, rita, clock)
    whole = people.factors.give_code(signs_in(people, rita).session, rita, added.codes[0])
    assert not people.factors.is_fresh(whole.session)
    with pytest.raises(SignInRefused):
        people.factors.give_code(whole.session, rita, added.codes[1])


def test_new_recovery_codes_take_the_place_of_the_old_ones(people, rita, clock):
    added, _ = codes_of(people, rita, clock)
    new = people.factors.new_codes(added.signed_in.session, rita)
    assert set(new).isdisjoint(added.codes)
    with pytest.raises(SignInRefused):
        people.factors.give_code(signs_in(people, rita).session, rita, added.codes[0])
    assert people.factors.give_code(signs_in(people, rita).session, rita, new[0])


# -- step-up


def test_a_factor_vouches_for_five_minutes_and_can_be_given_again(people, rita, clock):
    whole, secret = with_factor(people, rita, clock)
    assert people.factors.is_fresh(whole.session)
    assert people.factors.may_vouch(rita)
    clock.on(minutes=6)
    session, _ = people.sign_ins.session_of(whole.token)
    assert not people.factors.is_fresh(session)
    again = people.factors.give_code(session, rita, code_of(secret, clock))
    assert people.factors.is_fresh(again.session)
    assert again.session.made == whole.session.made
    assert people.sign_ins.session_of(whole.token) is None


def test_a_session_that_was_ended_meanwhile_is_not_brought_back_by_a_factor(people, rita, clock):
    whole, secret = with_factor(people, rita, clock)
    clock.on(minutes=1)
    people.sign_ins.end_own(rita, door="web")
    with pytest.raises(SignInNeeded):
        people.factors.give_code(whole.session, rita, code_of(secret, clock))
    assert people.sign_ins.own(rita) == ()


def test_who_finds_a_session_open_cannot_add_a_factor_of_their_own(people, rita, clock):
    whole, _ = with_factor(people, rita, clock)
    clock.on(minutes=6)
    session, _ = people.sign_ins.session_of(whole.token)
    for act in (
        lambda: people.factors.begin_totp(session, rita, name="Mallory"),
        lambda: people.factors.begin_passkey(session, rita, host="localhost"),
        lambda: people.factors.new_codes(session, rita),
        lambda: people.factors.remove(session, rita, people.factors.of(rita)[0].id),
    ):
        with pytest.raises(FactorNeeded):
            act()


def test_the_last_factor_of_who_needs_one_stays(people, rita, clock):
    whole, _ = with_factor(people, rita, clock)
    (totp,) = [one for one in people.factors.of(rita) if isinstance(one, Totp)]
    with pytest.raises(UsageProblem, match="last second factor"):
        people.factors.remove(whole.session, rita, totp.id)
    eva = somebody(people, "Eva", Role.AUTHOR)
    whole, _ = with_factor(people, eva, clock)
    (totp,) = [one for one in people.factors.of(eva) if isinstance(one, Totp)]
    people.factors.remove(whole.session, eva, totp.id)
    assert people.factors.of(eva) == ()


# -- passkeys


def test_a_passkey_signs_in_and_vouches(people, rita, clock):
    added, key = with_passkey(people, rita)
    assert len(added.codes) == 10
    begun = signs_in(people, rita)
    assert begun.session.stage is Stage.FACTOR
    answer = key.signs(people.factors.ask_passkey(begun.session, rita, host="localhost"))
    whole = people.factors.give_passkey(begun.session, rita, answer, **HERE)
    assert whole.session.stage is Stage.WHOLE
    assert people.factors.is_fresh(whole.session)


def test_what_a_passkey_signed_is_good_once(people, rita):
    _, key = with_passkey(people, rita)
    begun = signs_in(people, rita)
    answer = key.signs(people.factors.ask_passkey(begun.session, rita, host="localhost"))
    whole = people.factors.give_passkey(begun.session, rita, answer, **HERE)
    with pytest.raises(SignInRefused):
        people.factors.give_passkey(whole.session, rita, answer, **HERE)


def test_a_challenge_is_over_after_five_minutes(people, rita, clock):
    _, key = with_passkey(people, rita)
    begun = signs_in(people, rita)
    answer = key.signs(people.factors.ask_passkey(begun.session, rita, host="localhost"))
    clock.on(minutes=6)
    with pytest.raises(SignInRefused, match="too long"):
        people.factors.give_passkey(begun.session, rita, answer, **HERE)


def test_a_passkey_of_another_site_or_account_is_refused(people, rita):
    _, key = with_passkey(people, rita)
    begun = signs_in(people, rita)
    key.origin = "https://answerable.example.com"
    answer = key.signs(people.factors.ask_passkey(begun.session, rita, host="localhost"))
    with pytest.raises(SignInRefused):
        people.factors.give_passkey(begun.session, rita, answer, **HERE)
    other = somebody(people, "Otto", Role.METHODS_REVIEWER)
    _, theirs = with_passkey(people, other)
    answer = theirs.signs(people.factors.ask_passkey(begun.session, rita, host="localhost"))
    with pytest.raises(SignInRefused):
        people.factors.give_passkey(begun.session, rita, answer, **HERE)


def test_a_passkey_that_was_copied_is_noticed_by_its_count(people, rita):
    _, key = with_passkey(people, rita)
    for _ in range(2):
        begun = signs_in(people, rita)
        answer = key.signs(people.factors.ask_passkey(begun.session, rita, host="localhost"))
        people.factors.give_passkey(begun.session, rita, answer, **HERE)
    key.count = 0
    begun = signs_in(people, rita)
    with pytest.raises(SignInRefused):
        people.factors.give_passkey(
            begun.session, rita, key.signs(people.factors.ask_passkey(begun.session, rita, host="localhost")), **HERE
        )


def test_a_passkey_that_does_not_verify_its_holder_is_no_second_factor(people, rita):
    with pytest.raises(SignInRefused):
        with_passkey(people, rita, verifies=False)


def test_a_passkey_is_one_accounts_only(people, rita):
    _, key = with_passkey(people, rita)
    other = somebody(people, "Otto", Role.METHODS_REVIEWER)
    begun = signs_in(people, other)
    answer = key.registers(people.factors.begin_passkey(begun.session, other, host="localhost"))
    with pytest.raises(UsageProblem, match="set up already"):
        people.factors.add_passkey(begun.session, other, answer, name="", **HERE)


@pytest.mark.parametrize(
    "answer",
    [None, "", [], {}, {"id": 7}, {"id": "x", "rawId": "x", "type": "public-key", "response": {}}, {"id": "x", "response": None}],
)
def test_whatever_a_browser_sends_as_a_passkey_is_refused_in_words(people, rita, answer):
    _, key = with_passkey(people, rita)
    begun = signs_in(people, rita)
    good = key.signs(people.factors.ask_passkey(begun.session, rita, host="localhost"))
    with pytest.raises(SignInRefused):
        people.factors.give_passkey(begun.session, rita, answer, **HERE)
    for part in ("clientDataJSON", "authenticatorData", "signature"):
        for junk in (None, 7, "", "!", text(b"\xff\xfe{}"), text(json.dumps({"challenge": 1}).encode())):
            people.sign_ins.forgive("factor", rita.id)
            broken = {**good, "response": {**good["response"], part: junk}}
            people.factors.ask_passkey(begun.session, rita, host="localhost")
            with pytest.raises(SignInRefused):
                people.factors.give_passkey(begun.session, rita, broken, **HERE)
