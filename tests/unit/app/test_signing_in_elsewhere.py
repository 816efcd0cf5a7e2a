"""Single sign-on as the desk sees it: who comes in, who does not and what they are told, what ties an account, what signs."""

import logging

import pytest
from desk_people import PASSWORD, Clock, code_of, people_in, signs_in, somebody, with_factor
from local_provider import FACTOR, ISSUER, SECRET, LocalProvider

from answerable.adapters.memory.desk import MemoryDesk
from answerable.app.people import People
from answerable.app.people.acts import secret_id
from answerable.app.people.elsewhere import Back, Sent
from answerable.app.people.sessions import SignedIn
from answerable.errors import (
    FactorNeeded,
    ProviderProblem,
    SettingsProblem,
    SignInRefused,
    SpentInvitation,
    TooManyRequests,
    UsageProblem,
    VersionConflict,
)
from answerable.people.identity import Identity, Purpose, keys_of
from answerable.people.model import Account, Role
from answerable.people.session import Stage

BACK = "https://answers.example.org/desk/sign-in/back"
WHERE = {"back": BACK, "address": "192.0.2.7"}


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def there(clock: Clock) -> LocalProvider:
    return LocalProvider(lambda: clock().timestamp())


@pytest.fixture
def people(tmp_path, clock, there) -> People:
    return with_provider(tmp_path, clock, there)


def with_provider(folder, clock: Clock, there: LocalProvider, desk=None, **more: object) -> People:
    settings = {"oidc_issuer": ISSUER, "oidc_client_id": "answerable", "oidc_name": "the hospital", "oidc_factor": ("amr=mfa",)}
    people = people_in(folder, clock, desk, **(settings | more))
    people.provider = there.adapter(factor=bool(people.settings.oidc_factor))
    return people


def returns(
    people: People,
    there: LocalProvider,
    sent: Sent,
    subject: str = "alice",
    *,
    factor: bool = False,
    here: SignedIn | None = None,
    **more: object,
) -> Back:
    answer = there.goes_through(sent.address, subject, factor=factor)
    came = (here.session, here.account) if here else None
    return people.elsewhere.come_back(sent.secret, answer, **WHERE, browser="Test", here=came, **more)


def comes(people: People, there: LocalProvider, subject: str = "alice", *, factor: bool = False) -> SignedIn:
    there.forget()
    signed = returns(people, there, people.elsewhere.to_sign_in(to="/desk", **WHERE), subject, factor=factor).signed_in
    assert signed is not None
    return signed


def accepted(people: People, there: LocalProvider, *roles: Role, subject: str = "alice", factor: bool = False) -> SignedIn:
    """Somebody who accepted an invitation at the provider."""
    invited = people.invitations.invite(name="Alice", email=f"{subject}@example.org", roles=roles, by=None, door="test")
    there.forget()
    sent = people.elsewhere.to_accept(invited.secret, name="Alice Adler", **WHERE)
    signed = returns(people, there, sent, subject, factor=factor).signed_in
    assert signed is not None
    return signed


def lines(people: People) -> list[tuple[str, str, str]]:
    with people.desk.view() as view:
        return [(one.act.what, one.act.actor, one.act.door) for one in view.ledger.entries()]


# -- an invitation


def test_an_invitation_accepted_there_makes_an_account_without_a_password(people, there):
    signed = accepted(people, there, Role.EDITOR)
    assert (signed.account.name, signed.account.roles, signed.session.stage) == ("Alice Adler", (Role.EDITOR,), Stage.WHOLE)
    assert not people.accounts.has_password(signed.account)
    with pytest.raises(SignInRefused):
        people.sign_ins.sign_in(signed.account.email, "", address="192.0.2.1")
    assert comes(people, there).account.id == signed.account.id
    assert lines(people)[-2:] == [("account made", signed.account.id, "web"), ("identity connected", signed.account.id, "web")]


def test_nothing_that_the_provider_calls_somebody_stands_in_the_ledger(people, there):
    accepted(people, there, Role.EDITOR, subject="subject-of-alice")
    with people.desk.view() as view:
        said = str([one.act for one in view.ledger.entries()])
    assert ISSUER in said
    assert "subject-of-alice" not in said
    assert "example.org'" not in said.replace(ISSUER, "")


def test_an_invitation_is_accepted_once(people, there):
    invited = people.invitations.invite(name="A", email="a@example.org", roles=(), by=None, door="test")
    sent, late = (people.elsewhere.to_accept(invited.secret, name="A", **WHERE) for _ in range(2))
    returns(people, there, sent, "alice")
    with pytest.raises(SpentInvitation):
        returns(people, there, late, "bob")
    with pytest.raises(SpentInvitation):
        people.elsewhere.to_accept(invited.secret, name="A", **WHERE)
    with pytest.raises(SignInRefused):
        comes(people, there, "bob")


def test_an_invitation_that_was_taken_back_meanwhile_makes_nobody(people, there):
    invited = people.invitations.invite(name="A", email="a@example.org", roles=(), by=None, door="test")
    sent = people.elsewhere.to_accept(invited.secret, name="A", **WHERE)
    people.invitations.take_back(invited.invitation.id, by=None, door="test")
    with pytest.raises(SpentInvitation):
        returns(people, there, sent)
    assert people.accounts.all() == ()


def test_an_invitation_needs_a_name(people):
    invited = people.invitations.invite(name="A", email="a@example.org", roles=(), by=None, door="test")
    with pytest.raises(UsageProblem, match="name"):
        people.elsewhere.to_accept(invited.secret, name=" ", **WHERE)


def test_whoever_is_somebody_here_already_accepts_no_invitation_as_another(people, there):
    first = accepted(people, there, Role.EDITOR)
    invited = people.invitations.invite(name="B", email="b@example.org", roles=(Role.READER,), by=None, door="test")
    with pytest.raises(SignInRefused, match="another account"):
        returns(people, there, people.elsewhere.to_accept(invited.secret, name="B", **WHERE))
    assert [one.id for one in people.accounts.all()] == [first.account.id], "nothing of it is kept"
    assert people.invitations.look_at(invited.secret)


def test_an_invitation_whose_address_got_an_account_meanwhile_makes_no_second_one(people, there):
    invited = people.invitations.invite(name="A", email="a@example.org", roles=(), by=None, door="test")
    sent = people.elsewhere.to_accept(invited.secret, name="A", **WHERE)
    people.accounts.create_admin(name="A", email="a@example.org", password=PASSWORD, door="test")
    with pytest.raises(VersionConflict):
        returns(people, there, sent)
    with pytest.raises(SignInRefused):
        comes(people, there)


def test_a_way_back_in_accepted_there_takes_the_place_of_every_other_way_in(people, there, clock):
    eva = somebody(people, "Eva", Role.CLINICAL_REVIEWER)
    old, _ = with_factor(people, eva, clock)
    sent = people.elsewhere.to_connect(old.session, eva, to="/desk/account", **WHERE)
    returns(people, there, sent, "old-eva", here=old)
    given = people.invitations.let_back_in(eva.id, by=None, door="test")
    there.forget()
    signed = returns(people, there, people.elsewhere.to_accept(given.secret, name="", **WHERE), "new-eva").signed_in
    assert (signed.account.id, signed.session.stage) == (eva.id, Stage.SETTING_UP)
    assert people.sign_ins.session_of(old.token) is None
    for refused in (lambda: signs_in(people, eva), lambda: comes(people, there, "old-eva")):
        with pytest.raises(SignInRefused):
            refused()


# -- unknown, deactivated, erased


@pytest.mark.parametrize("passwords", [True, False])
def test_who_is_known_there_and_not_here_does_not_come_in_whatever_their_address(tmp_path, clock, there, caplog, passwords: bool):
    desk = MemoryDesk()
    people = with_provider(tmp_path, clock, there, desk, local_passwords=True)
    somebody(people, "Eva", Role.EDITOR)
    people = with_provider(tmp_path, clock, there, desk, local_passwords=passwords)
    there.claims = {"email": "eva@example.org", "email_verified": True, "preferred_username": "eva@example.org"}
    with caplog.at_level(logging.INFO), pytest.raises(SignInRefused, match="no account here is connected") as refused:
        comes(people, there, "somebody-called-eva")
    assert "administrator" in refused.value.next_step
    assert ("My account" in refused.value.next_step) is passwords
    assert "an identity that is nobody's here" in caplog.text
    assert all(word not in caplog.text for word in ("eva@example.org", "somebody-called-eva", SECRET))


def test_who_is_deactivated_does_not_come_in(people, there):
    alice = accepted(people, there, Role.EDITOR)
    people.accounts.set_active(alice.account.id, False, by=None, door="test")
    assert people.sign_ins.session_of(alice.token) is None
    with pytest.raises(SignInRefused, match="deactivated"):
        comes(people, there)
    people.accounts.set_active(alice.account.id, True, by=None, door="test")
    assert comes(people, there).account.id == alice.account.id


def test_who_is_erased_is_not_known_by_the_provider_either(people, there):
    alice = accepted(people, there, Role.EDITOR)
    people.accounts.erase(alice.account.id, by=None, door="test")
    with people.desk.view() as view:
        assert view.people.identity(ISSUER, "alice") is None
    with pytest.raises(SignInRefused, match="no account here is connected"):
        comes(people, there)


def test_roles_are_never_those_of_the_provider(people, there):
    there.claims = {"roles": ["administrator"], "groups": ["medical editor"], "role": "administrator"}
    alice = accepted(people, there, Role.READER)
    assert comes(people, there).account.roles == alice.account.roles == (Role.READER,)


# -- there and back


def test_somebody_comes_back_once(people, there):
    accepted(people, there, Role.EDITOR)
    sent = people.elsewhere.to_sign_in(to="/desk", **WHERE)
    answer = there.goes_through(sent.address, "alice")
    assert people.elsewhere.come_back(sent.secret, answer, **WHERE).purpose is Purpose.SIGN_IN
    again = there.goes_through(sent.address, "alice")
    for told in (answer, again):
        with pytest.raises(SignInRefused, match="another browser"):
            people.elsewhere.come_back(sent.secret, told, **WHERE)


def test_nobody_finishes_a_sign_in_that_was_begun_in_another_browser(people, there):
    accepted(people, there, Role.EDITOR)
    mine, theirs = (people.elsewhere.to_sign_in(to="/desk", **WHERE) for _ in range(2))
    answer = there.goes_through(mine.address, "alice")
    for secret in (theirs.secret, "", "x"):
        with pytest.raises(SignInRefused, match="another browser"):
            people.elsewhere.come_back(secret, answer, **WHERE)
    assert people.elsewhere.come_back(mine.secret, answer, **WHERE).signed_in, "the attempt of others spoils nothing"


def test_who_takes_too_long_begins_again(people, there, clock):
    accepted(people, there, Role.EDITOR)
    sent = people.elsewhere.to_sign_in(to="/desk", **WHERE)
    clock.on(minutes=10)
    with pytest.raises(SignInRefused, match="too long"):
        returns(people, there, sent)


def test_departures_that_nobody_came_back_from_are_dropped(people, clock):
    people.elsewhere.to_sign_in(to="/desk", **WHERE)
    clock.on(minutes=11)
    assert people.sign_ins.tidy() == 1


def test_no_secret_of_a_way_there_is_in_the_store_and_none_but_the_state_and_the_nonce_in_the_address(people):
    sent = people.elsewhere.to_sign_in(to="/desk", **WHERE)
    keys = keys_of(sent.secret)
    with people.desk.work() as work:
        held = work.people.take_departure(secret_id(keys.state))
    assert held is not None
    assert all(secret not in str(held) for secret in (sent.secret, keys.state, keys.nonce, keys.verifier))
    assert all(secret not in sent.address for secret in (sent.secret, keys.verifier, SECRET))


def test_ways_that_are_begun_and_never_finished_are_limited_by_network(tmp_path, clock, there):
    people = with_provider(tmp_path, clock, there, sign_in_tries=2)
    accepted(people, there, Role.EDITOR)
    most = people.settings.sign_in_tries * 20
    for _ in range(most + 5):
        comes(people, there)  # whoever comes back takes nothing from the others
    for _ in range(most):
        people.elsewhere.to_sign_in(to="/desk", **WHERE)
    with pytest.raises(TooManyRequests):
        people.elsewhere.to_sign_in(to="/desk", **WHERE)
    assert people.elsewhere.to_sign_in(to="/desk", back=BACK, address="198.51.100.1")


def test_a_provider_that_is_down_counts_against_nobody(tmp_path, clock, there):
    people = with_provider(tmp_path, clock, there, sign_in_tries=1)
    there.down = True
    for _ in range(21):
        with pytest.raises(ProviderProblem):
            people.elsewhere.to_sign_in(to="/desk", **WHERE)
    there.down = False
    people.provider = there.adapter()
    assert people.elsewhere.to_sign_in(to="/desk", **WHERE)


def test_without_a_provider_nobody_is_sent_anywhere(tmp_path, clock):
    people = people_in(tmp_path, clock)
    assert people.elsewhere.name == ""
    with pytest.raises(ProviderProblem, match="No identity provider"):
        people.elsewhere.to_sign_in(to="/desk", **WHERE)
    with pytest.raises(ProviderProblem):
        people.elsewhere.come_back("x", {"state": "x"}, **WHERE)


# -- sessions


def test_a_session_of_a_provider_that_is_set_no_more_is_over(tmp_path, clock, there):
    desk = MemoryDesk()
    people = with_provider(tmp_path, clock, there, desk)
    alice = accepted(people, there, Role.EDITOR)
    assert people.sign_ins.session_of(alice.token)
    without = people_in(tmp_path, clock, desk)
    assert without.sign_ins.session_of(alice.token) is None
    people.provider._issuer = "https://another.example.org"
    assert people.sign_ins.session_of(alice.token) is None


def test_a_session_that_was_begun_there_has_the_limits_of_every_session(people, there, clock):
    alice = accepted(people, there, Role.EDITOR)
    clock.on(minutes=people.settings.session_idle_minutes)
    assert people.sign_ins.session_of(alice.token) is None


def test_where_passwords_are_off_they_let_nobody_in_and_nobody_sets_one(tmp_path, clock, there):
    desk = MemoryDesk()
    people = with_provider(tmp_path, clock, there, desk)
    eva = somebody(people, "Eva", Role.EDITOR)
    begun = signs_in(people, eva)
    off = with_provider(tmp_path, clock, there, desk, local_passwords=False)
    assert off.sign_ins.session_of(begun.token) is None
    with pytest.raises(SignInRefused, match="No password"):
        signs_in(off, eva)
    with pytest.raises(UsageProblem, match="No password"):
        off.accounts.create_admin(name="Ada", email="ada@example.org", password=PASSWORD, door="test")
    invited = off.invitations.invite(name="A", email="a@example.org", roles=(), by=None, door="test")
    with pytest.raises(UsageProblem, match="No password"):
        off.invitations.accept(invited.secret, name="A", password=PASSWORD, door="test")
    assert returns(off, there, off.elsewhere.to_accept(invited.secret, name="A", **WHERE)).signed_in
    assert signs_in(people, eva), "kept passwords count again when they are on again"


def test_where_nobody_could_sign_in_the_settings_are_refused(tmp_path, clock):
    for wrong in ({"local_passwords": False}, {"oidc_issuer": ISSUER}):
        with pytest.raises(SettingsProblem):
            people_in(tmp_path, clock, **wrong)


def test_the_secret_comes_from_a_file_or_a_variable_and_is_never_told(tmp_path, clock):
    from answerable.app.wiring import identity_provider
    from answerable.settings import Settings

    set_up = {"library": tmp_path, "oidc_issuer": ISSUER, "oidc_client_id": "answerable"}
    file = tmp_path / "secret"
    file.write_text("of the file\n", encoding="utf-8")
    kept = identity_provider(Settings(**set_up, oidc_client_secret_file=str(file)))
    assert kept._secret == "of the file"
    assert "of the file" not in repr(kept)
    assert "of a variable" not in repr(Settings(**set_up, oidc_client_secret="of a variable"))
    two = Settings(**set_up, oidc_client_secret="of a variable", oidc_client_secret_file=str(file))
    file.write_text("\n", encoding="utf-8")
    for wrong in (two, Settings(**set_up, oidc_client_secret_file=str(file)), Settings(**set_up, oidc_client_secret_file="/no")):
        with pytest.raises(SettingsProblem) as problem:
            identity_provider(wrong)
        assert "of a variable" not in str(problem.value)


# -- second factors


@pytest.mark.parametrize(
    ("role", "factor", "own", "stage"),
    [
        (Role.CLINICAL_REVIEWER, True, False, Stage.WHOLE),
        (Role.CLINICAL_REVIEWER, False, False, Stage.SETTING_UP),
        (Role.CLINICAL_REVIEWER, False, True, Stage.FACTOR),
        (Role.CLINICAL_REVIEWER, True, True, Stage.WHOLE),
        (Role.EDITOR, False, False, Stage.WHOLE),
        (Role.EDITOR, False, True, Stage.FACTOR),
        (Role.EDITOR, True, True, Stage.WHOLE),
    ],
)
def test_a_factor_that_is_proved_there_lets_in_and_one_that_is_not_is_asked_for_here(
    people, there, clock, role: Role, factor: bool, own: bool, stage: Stage
):
    eva = somebody(people, "Eva", role)
    begun, _ = with_factor(people, eva, clock)
    returns(people, there, people.elsewhere.to_connect(begun.session, eva, to="", **WHERE), "eva", here=begun)
    if not own:
        with people.desk.work() as work:
            for one in work.people.factors(eva.id):
                work.people.drop_factor(one.id)
    signed = comes(people, there, "eva", factor=factor)
    assert signed.session.stage is stage
    assert not people.factors.is_fresh(signed.session), "it lets in and does not sign"
    assert (people.sign_ins.session_of(signed.token) is not None) is True


def test_who_has_lost_their_last_factor_is_in_only_where_the_provider_proved_one(people, there):
    reviewer = accepted(people, there, Role.CLINICAL_REVIEWER, factor=True)
    assert people.sign_ins.session_of(reviewer.token)
    reader = accepted(people, there, Role.READER, subject="bob")
    people.accounts.change_roles(reader.account.id, [Role.CLINICAL_REVIEWER], by=None, door="test")
    assert people.sign_ins.session_of(reader.token) is None
    assert comes(people, there, "bob").session.stage is Stage.SETTING_UP


def test_whoever_comes_without_the_factor_that_was_proved_before_sets_up_none_in_its_place(people, there, clock):
    """A password that was stolen there is not enough to give an account a factor of the thief's."""
    alice = accepted(people, there, Role.CLINICAL_REVIEWER, factor=True)
    with pytest.raises(SignInRefused, match="without your second factor"):
        comes(people, there)
    signed = gives_factor(people, there, comes(people, there, factor=True))
    setup = people.factors.begin_totp(signed.session, signed.account, name="mine")
    people.factors.confirm_totp(signed.session, signed.account, setup.factor, code_of(setup.secret, clock))
    assert comes(people, there).session.stage is Stage.FACTOR, "one of our own does, whoever has it"
    given = people.invitations.let_back_in(alice.account.id, by=None, door="test")
    there.forget()
    again = returns(people, there, people.elsewhere.to_accept(given.secret, name="", **WHERE)).signed_in
    assert again.session.stage is Stage.SETTING_UP, "a way back in begins anew"


def test_a_factor_that_is_proved_for_the_first_time_counts_from_then_on(people, there):
    reader = accepted(people, there, Role.READER)
    comes(people, there, factor=True)
    people.accounts.change_roles(reader.account.id, [Role.CLINICAL_REVIEWER], by=None, door="test")
    with pytest.raises(SignInRefused, match="without your second factor"):
        comes(people, there)


def test_a_proof_that_is_set_no_more_proves_nothing(tmp_path, clock, there):
    desk = MemoryDesk()
    people = with_provider(tmp_path, clock, there, desk)
    alice = accepted(people, there, Role.CLINICAL_REVIEWER, factor=True)
    assert people.sign_ins.session_of(alice.token)
    without = with_provider(tmp_path, clock, there, desk, oidc_factor=())
    assert without.sign_ins.session_of(alice.token) is None


def test_who_was_asked_for_nothing_anew_ties_no_account(people, there, clock):
    """A provider may not heed that it is to ask anew: whoever is signed in there on this machine is not surely who sits here."""
    invited = people.invitations.invite(name="A", email="a@example.org", roles=(), by=None, door="test")
    there.claims = {"auth_time": int(clock().timestamp()) - 3_600}
    with pytest.raises(SignInRefused, match="The hospital did not ask you to sign in anew"):
        returns(people, there, people.elsewhere.to_accept(invited.secret, name="A", **WHERE))
    there.claims = {"auth_time": None}
    assert returns(people, there, people.elsewhere.to_accept(invited.secret, name="A", **WHERE)).signed_in


def gives_factor(
    people: People, there: LocalProvider, signed: SignedIn, subject: str = "alice", *, factor: bool = True
) -> SignedIn:
    sent = people.elsewhere.to_give_factor(signed.account, to="/desk/x", **WHERE)
    back = returns(people, there, sent, subject, factor=factor, here=signed)
    assert (back.purpose, back.to) == (Purpose.AGAIN, "/desk/x")
    assert back.signed_in is not None
    return back.signed_in


def test_a_factor_given_anew_there_signs_for_five_minutes(people, there, clock):
    alice = accepted(people, there, Role.MEDICAL_EDITOR, factor=True)
    clock.on(minutes=20)
    signed = gives_factor(people, there, alice)
    assert people.factors.is_fresh(signed.session)
    assert signed.session.stage is Stage.WHOLE
    assert signed.session.made == alice.session.made, "it goes on no longer for it"
    assert people.sign_ins.session_of(alice.token) is None, "its token is another"
    clock.on(minutes=5, seconds=1)
    session, _ = people.sign_ins.session_of(signed.token)
    assert not people.factors.is_fresh(session)


@pytest.mark.parametrize(
    "claims",
    [
        {"acr": None, "amr": None},
        {"amr": ["pwd"], "acr": "1"},
        {"auth_time": None},
        {"auth_time": -400},  # before they left: they were signed in there, and were asked for nothing
        {"auth_time": +90},
    ],
)
def test_what_does_not_prove_a_factor_given_just_now_signs_nothing(people, there, clock, claims: dict[str, object]):
    alice = accepted(people, there, Role.MEDICAL_EDITOR, factor=True)
    clock.on(minutes=10)
    when = claims.get("auth_time")
    there.claims = claims | ({"auth_time": int(clock().timestamp()) + when} if isinstance(when, int) else {})
    with pytest.raises(SignInRefused, match="does not say that a second factor was given there just now"):
        gives_factor(people, there, alice)
    session, _ = people.sign_ins.session_of(alice.token)
    assert not people.factors.is_fresh(session)


def test_somebody_elses_factor_signs_nothing(people, there):
    accepted(people, there, Role.MEDICAL_EDITOR, subject="bob", factor=True)
    alice = accepted(people, there, Role.MEDICAL_EDITOR, factor=True)
    for other in ("bob", "nobody"):
        with pytest.raises(SignInRefused, match="somebody else"):
            gives_factor(people, there, alice, other)


def test_a_factor_is_taken_only_in_the_session_that_asked_for_it(people, there):
    alice, bob = (
        accepted(people, there, Role.EDITOR, factor=True),
        accepted(people, there, Role.EDITOR, subject="bob", factor=True),
    )
    for here in (None, bob):
        sent = people.elsewhere.to_give_factor(alice.account, to="", **WHERE)
        with pytest.raises(SignInRefused, match="session"):
            returns(people, there, sent, "alice", factor=True, here=here)


def test_a_factor_cannot_be_given_there_where_that_proves_nothing(tmp_path, clock, there):
    people = with_provider(tmp_path, clock, there, oidc_factor=())
    alice = accepted(people, there, Role.EDITOR)
    assert not people.elsewhere.gives_factors(alice.account)
    with pytest.raises(UsageProblem):
        people.elsewhere.to_give_factor(alice.account, to="", **WHERE)


def test_a_session_found_open_adds_no_factor_to_an_account_whose_factor_is_the_providers(people, there):
    alice = accepted(people, there, Role.MEDICAL_EDITOR, factor=True)
    assert not people.factors.may_change(alice.session, alice.account)
    with pytest.raises(FactorNeeded):
        people.factors.begin_totp(alice.session, alice.account, name="mine")
    signed = gives_factor(people, there, alice)
    assert people.factors.begin_totp(signed.session, signed.account, name="mine")


# -- connecting an account


def test_an_account_is_connected_after_a_fresh_factor_and_by_nothing_else(people, there, clock):
    eva = somebody(people, "Eva", Role.CLINICAL_REVIEWER)
    begun, _ = with_factor(people, eva, clock)
    clock.on(minutes=6)
    with pytest.raises(FactorNeeded):
        people.elsewhere.to_connect(begun.session, eva, to="", **WHERE)
    reader = somebody(people, "Rob", Role.READER)
    with pytest.raises(FactorNeeded) as problem:
        people.elsewhere.to_connect(signs_in(people, reader).session, reader, to="", **WHERE)
    assert problem.value.missing


def known_as(subject: str) -> str:
    """The id of an identity."""
    return Identity(issuer=ISSUER, subject=subject, account="", made="").id


def connected(people: People, there: LocalProvider, clock: Clock, name: str = "Eva") -> tuple[SignedIn, Account]:
    account = somebody(people, name, Role.CLINICAL_REVIEWER)
    begun, _ = with_factor(people, account, clock)
    there.forget()
    sent = people.elsewhere.to_connect(begun.session, account, to="/desk/account", **WHERE)
    back = returns(people, there, sent, name.lower(), here=begun)
    assert (back.purpose, back.signed_in) == (Purpose.CONNECT, None)
    return begun, account


def test_a_connected_account_is_signed_in_to_there_and_with_its_password(people, there, clock):
    _, eva = connected(people, there, clock)
    assert [(one.issuer, one.subject) for one in people.elsewhere.of(eva)] == [(ISSUER, "eva")]
    assert comes(people, there, "eva").account.id == signs_in(people, eva).account.id == eva.id
    assert ("identity connected", eva.id, "web") in lines(people)


def test_to_connect_an_account_everything_is_asked_for_anew(people, there, clock):
    """Whoever is still signed in there on this machine does not come to own the account."""
    eva = somebody(people, "Eva", Role.CLINICAL_REVIEWER)
    begun, _ = with_factor(people, eva, clock)
    there.here = "whoever sat here before"
    sent = people.elsewhere.to_connect(begun.session, eva, to="", **WHERE)
    assert there.asks(sent.address)
    returns(people, there, sent, "eva", here=begun)
    assert [one.subject for one in people.elsewhere.of(eva)] == ["eva"]


def test_an_account_is_connected_in_the_session_that_asked_for_it_and_no_other(people, there, clock):
    eva, other = somebody(people, "Eva", Role.CLINICAL_REVIEWER), somebody(people, "Bob", Role.READER)
    begun, _ = with_factor(people, eva, clock)
    for here in (None, signs_in(people, other), signs_in(people, eva)):  # nobody, somebody else, a half-finished sign-in
        sent = people.elsewhere.to_connect(begun.session, eva, to="", **WHERE)
        with pytest.raises(SignInRefused, match="session"):
            returns(people, there, sent, "eva", here=here)
    assert people.elsewhere.of(eva) == ()


def test_an_identity_that_is_another_accounts_is_connected_to_no_second_one(people, there, clock):
    connected(people, there, clock)
    bob = somebody(people, "Bob", Role.CLINICAL_REVIEWER)
    begun, _ = with_factor(people, bob, clock)
    sent = people.elsewhere.to_connect(begun.session, bob, to="", **WHERE)
    with pytest.raises(SignInRefused, match="another account"):
        returns(people, there, sent, "eva", here=begun)
    sent = people.elsewhere.to_connect(begun.session, bob, to="", **WHERE)
    returns(people, there, sent, "bob", here=begun)
    sent = people.elsewhere.to_connect(begun.session, bob, to="", **WHERE)
    returns(people, there, sent, "bob", here=begun)  # once more is no harm
    assert len(people.elsewhere.of(bob)) == 1


def test_an_account_has_few_identities(people, there, clock):
    begun, eva = connected(people, there, clock)
    for number in range(4):
        sent = people.elsewhere.to_connect(begun.session, eva, to="", **WHERE)
        returns(people, there, sent, f"eva{number}", here=begun)
    with pytest.raises(UsageProblem, match="five"):
        returns(people, there, people.elsewhere.to_connect(begun.session, eva, to="", **WHERE), "eva9", here=begun)


def test_a_connection_is_taken_out_after_a_fresh_factor_and_ends_other_sessions(people, there, clock):
    begun, eva = connected(people, there, clock)
    other = comes(people, there, "eva", factor=True)
    people.elsewhere.disconnect(begun.session, eva, known_as("eva"))
    assert people.elsewhere.of(eva) == ()
    assert people.sign_ins.session_of(other.token) is None
    assert people.sign_ins.session_of(begun.token)
    with pytest.raises(SignInRefused):
        comes(people, there, "eva")
    with pytest.raises(UsageProblem):
        people.elsewhere.disconnect(begun.session, eva, known_as("eva"))
    clock.on(minutes=6)
    with pytest.raises(FactorNeeded):
        people.elsewhere.disconnect(begun.session, eva, known_as("eva"))


def test_the_only_way_in_that_somebody_has_is_not_taken_out(people, there):
    alice = accepted(people, there, Role.EDITOR, factor=True)
    signed = gives_factor(people, there, alice)
    with pytest.raises(UsageProblem, match="only way in"):
        people.elsewhere.disconnect(signed.session, signed.account, known_as("alice"))
    bob = accepted(people, there, Role.EDITOR, subject="bob", factor=True)
    with pytest.raises(UsageProblem, match="no such"):
        people.elsewhere.disconnect(signed.session, signed.account, known_as("bob"))
    assert people.elsewhere.of(bob.account)


# -- out


def test_signing_out_leads_to_where_it_ends_there_for_who_signed_in_there(people, there, clock):
    alice = accepted(people, there, Role.EDITOR)
    assert people.elsewhere.to_sign_out(alice.session, back="https://a.example/").startswith(f"{ISSUER}/logout?x=1&client_id=")
    eva = somebody(people, "Eva", Role.EDITOR)
    assert people.elsewhere.to_sign_out(signs_in(people, eva).session, back="https://a.example/") == ""
    there.down = True
    people.provider = there.adapter()
    assert people.elsewhere.to_sign_out(alice.session, back="https://a.example/") == ""


def test_the_log_names_people_by_id_and_holds_no_secret(people, there, caplog):
    with caplog.at_level(logging.DEBUG):
        alice = accepted(people, there, Role.EDITOR)
        signed = comes(people, there, factor=True)
    assert f"signed in: {alice.account.id}, signed in, at the identity provider" in caplog.text
    for secret in (signed.token, SECRET, "alice@example.org", FACTOR):
        assert secret not in caplog.text
