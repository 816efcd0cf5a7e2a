"""Identities and departures: the store that lasts does what the reference does; nothing but what is set proves a factor."""

import re
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

from answerable.adapters.memory.desk import MemoryDesk
from answerable.adapters.openid_connect import is_safe
from answerable.adapters.sql.desk import SqlDesk
from answerable.app.desk_ports import Desk
from answerable.errors import VersionConflict
from answerable.people.identity import (
    AWAY,
    SKEW,
    Departure,
    Identity,
    Purpose,
    Vouched,
    given_just_now,
    is_back_in_time,
    iso,
    keys_of,
    proves_factor,
)
from answerable.people.session import FRESH
from answerable.settings.values import issuer

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
few = st.sampled_from(["a", "A", "b", "á", "a/b", "https://id.example.org", "x" * 255])
days = st.integers(1, 9).map(lambda day: f"2026-11-0{day}T08:00:00+00:00")
identities = st.builds(Identity, issuer=few, subject=few, account=few, made=days, proved=st.one_of(st.just(""), days))
departures = st.builds(Departure, id=few, purpose=st.sampled_from(Purpose), made=days, to=few, account=few, name=few)
acts = st.one_of(
    st.tuples(st.just("add"), identities),
    st.tuples(st.just("save"), identities),
    st.tuples(st.just("drop"), st.tuples(few, few)),
    st.tuples(st.just("leave"), departures),
    st.tuples(st.just("take"), few),
    st.tuples(st.just("forget"), days),
    st.tuples(st.just("break off"), identities),
)


class BrokenOff(Exception):
    """A transaction that comes to nothing."""


def done(desk: Desk, act: str, on: object) -> object:
    """What comes of an act, in a transaction of its own."""
    try:
        with desk.work() as work:
            people = work.people
            if act in {"add", "break off"}:
                people.add_identity(on)
                if act == "break off":
                    raise BrokenOff
            elif act == "save":
                people.save_identity(on)
            elif act == "drop":
                people.drop_identity(*on)
            elif act == "leave":
                people.put_departure(on)
            elif act == "take":
                return people.take_departure(on)
            else:
                return people.forget_before(sessions=on, tries=on, departures=on)
    except (VersionConflict, BrokenOff) as refused:
        return type(refused)
    return None


@settings(max_examples=40)
@given(st.lists(acts, max_size=25), st.lists(few, min_size=1, max_size=4))
def test_the_store_that_lasts_keeps_identities_and_departures_as_the_reference_does(told, asked):
    with TemporaryDirectory() as folder:
        desks = (MemoryDesk(), SqlDesk(Path(folder) / "desk.sqlite3"))
        for act, on in told:
            first, second = (done(desk, act, on) for desk in desks)
            assert first == second, (act, on)
        for name in asked:
            views = []
            for desk in desks:
                with desk.view() as view:
                    views.append((view.people.identities(name), [view.people.identity(name, other) for other in asked]))
            assert views[0] == views[1]
        for desk in desks:
            desk.close()


values = st.one_of(st.none(), st.booleans(), st.integers(), st.text(max_size=4), st.sampled_from(["mfa", "pwd", "gold"]))
claimed = st.dictionaries(st.sampled_from(["acr", "amr", "sub", "mfa"]), st.one_of(values, st.lists(values, max_size=3)))
proofs = st.lists(st.sampled_from(["acr=gold", "amr=mfa", "amr=otp", "sub=gold", "acr=", "amr", "=mfa", ""]), max_size=3)


@given(claimed, proofs)
def test_a_factor_is_proved_by_exactly_what_is_set(claims, proofs):
    amr = claims.get("amr")
    said = [("acr", claims.get("acr")), *(("amr", one) for one in (amr if isinstance(amr, list) else [amr]))]
    exact = {("acr", "gold"): "acr=gold", ("amr", "mfa"): "amr=mfa", ("amr", "otp"): "amr=otp"}
    told = {proof for pair, proof in exact.items() if any(type(one[1]) is str and one == pair for one in said)}
    assert proves_factor(claims, proofs) is bool(told & set(proofs))


@given(st.booleans(), st.integers(-900, 900), st.integers(0, 900), st.booleans())
def test_a_factor_counts_from_when_it_was_given_and_only_where_it_was_asked_for(factor, after, away, told):
    left = NOW - timedelta(seconds=away)
    when = left + timedelta(seconds=after)
    vouched = Vouched(issuer="i", subject="s", factor=factor, when=when.isoformat() if told else "")
    given_at = given_just_now(vouched, Departure(id="d", purpose=Purpose.AGAIN, made=left.isoformat()), NOW)
    if given_at:
        assert factor
        assert told
        assert left - SKEW <= datetime.fromisoformat(given_at) <= NOW
        assert NOW - datetime.fromisoformat(given_at) <= FRESH
    elif factor and told:
        assert when < left - SKEW or when > NOW + SKEW or NOW - when > FRESH


@given(st.integers(-2_000, 2_000))
def test_nobody_is_back_before_they_left_or_after_ten_minutes(seconds):
    gone = Departure(id="d", purpose=Purpose.SIGN_IN, made=NOW.isoformat())
    assert is_back_in_time(gone, NOW + timedelta(seconds=seconds)) is (0 <= seconds < AWAY.total_seconds())


@given(st.text(), st.text())
def test_what_a_way_is_kept_safe_by_is_of_one_secret_and_tells_nothing_of_another(one, other):
    keys, others = keys_of(one), keys_of(other)
    parts = {keys.state, keys.nonce, keys.verifier}
    assert len(parts) == 3
    assert all(re.fullmatch(r"[A-Za-z0-9_-]{43}", part) for part in parts)
    assert (keys == others) is (one == other)
    assert one == other or not parts & {others.state, others.nonce, others.verifier}


@given(st.one_of(values, st.floats(), st.lists(st.integers())))
def test_a_time_is_told_or_is_nothing(seconds):
    said = iso(seconds)
    assert said == "" or datetime.fromisoformat(said).tzinfo is not None


@given(st.one_of(st.text(max_size=30), st.from_regex(r"(https?|ftp)://[a-z@:.\[\]0-9/?#]{0,20}", fullmatch=True)))
def test_an_issuer_that_is_taken_is_an_address_that_is_safe(text):
    try:
        taken = issuer(text)
    except ValueError:
        return
    assert taken == text
    assert not text or is_safe(text, text)
