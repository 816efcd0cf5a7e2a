"""Letters are sent once, tried again where the mail server is away, and given up with a reason."""

import time
from pathlib import Path

import pytest
from desk_people import Clock, people_in
from msgspec.structs import replace

from answerable.adapters.memory.desk import MemoryDesk
from answerable.app.people.posting import LEASE, WAITS, Postman
from answerable.errors import MailProblem, SettingsProblem, UsageProblem
from answerable.people.invitation import Letter, LetterState


class Postbox:
    """Takes letters, or is away for so many tries, or loses its process."""

    def __init__(self, away: int = 0) -> None:
        self.taken: list[Letter] = []
        self.away = away

    def send(self, letter: Letter) -> None:
        """Keeps a letter."""
        if self.away:
            self.away -= 1
            raise MailProblem("The mail server is away.")
        self.taken.append(letter)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def desk() -> MemoryDesk:
    return MemoryDesk()


def invite(desk, clock, tmp_path: Path, box: Postbox, **more: str):
    people = people_in(tmp_path, clock, desk)
    people.post = box
    return people.invitations.invite(
        name="Eva Eder", email="eva@example.org", roles=[], by=None, door="test", site="https://a.example", **more
    )


def postman(desk, clock, box: Postbox | None) -> Postman:
    return Postman(desk, box, clock, lambda: None)


def held(desk) -> tuple[Letter, ...]:
    return tuple(desk.shelf.people.letters.values())


def test_an_invitation_is_mailed_once_and_then_nothing_of_it_is_kept(desk, clock, tmp_path):
    box = Postbox()
    invited = invite(desk, clock, tmp_path, box)
    assert invited.mailed
    man = postman(desk, clock, box)
    assert man.send_one()
    assert not man.send_one()
    [letter] = box.taken
    assert letter.to == "eva@example.org"
    assert f"https://a.example{invited.path}" in letter.text
    [kept] = held(desk)
    assert (kept.state, kept.to, kept.text, kept.subject) == (LetterState.SENT, "", "", "")
    assert invited.secret not in str(desk.shelf.people)


def test_what_is_refused_asks_for_no_letter(desk, clock, tmp_path):
    people = people_in(tmp_path, clock, desk)
    people.post = Postbox()
    with pytest.raises(UsageProblem):
        people.invitations.invite(name="", email="e@example.org", roles=[], by=None, door="test", site="https://a.example")
    assert held(desk) == ()


def test_a_server_that_is_away_is_tried_again_later(desk, clock, tmp_path):
    box = Postbox(away=2)
    invite(desk, clock, tmp_path, box)
    man = postman(desk, clock, box)
    assert man.send_one()
    assert not man.send_one()
    clock.on(minutes=1)
    assert man.send_one()
    clock.on(minutes=4)
    assert not man.send_one()
    clock.on(minutes=1)
    assert man.send_one()
    assert len(box.taken) == 1


def test_a_letter_is_given_up_after_a_day_with_its_reason_and_without_its_text(desk, clock, tmp_path):
    box = Postbox(away=100)
    invite(desk, clock, tmp_path, box)
    man = postman(desk, clock, box)
    tries = 0
    while man.send_one():
        tries += 1
        clock.on(days=1)
    assert tries == len(WAITS) + 1
    [kept] = held(desk)
    assert (kept.state, kept.text, kept.problem) == (LetterState.FAILED, "", "The mail server is away.")


def test_a_postman_that_was_killed_leaves_its_letter_to_the_next(desk, clock, tmp_path):
    box = Postbox()
    invite(desk, clock, tmp_path, box)
    killed, following = postman(desk, clock, box), postman(desk, clock, box)
    taken = killed._taken()
    assert not following.send_one()
    clock.on(seconds=LEASE.total_seconds())
    assert following.send_one()
    killed._keep(taken, replace(taken, state=LetterState.FAILED))  # comes back too late
    [kept] = held(desk)
    assert kept.state is LetterState.SENT


def test_without_mail_letters_are_neither_written_nor_sent(desk, clock, tmp_path):
    people = people_in(tmp_path, clock, desk)
    assert people.post is None
    made = people.invitations.invite(name="E", email="e@example.org", roles=[], by=None, door="test", site="https://a.example")
    assert not made.mailed
    assert held(desk) == ()
    assert not postman(desk, clock, None).send_one()


def test_the_postman_works_on_its_own_and_stops_in_peace(desk, clock, tmp_path):
    box = Postbox()
    man = postman(desk, clock, box)
    man.start()
    invite(desk, clock, tmp_path, box)
    man.wake()
    until = time.monotonic() + 10
    while not box.taken and time.monotonic() < until:
        time.sleep(0.01)
    man.stop()
    assert len(box.taken) == 1


def test_a_mail_server_without_a_sender_is_told_before_any_letter_is_lost(tmp_path, clock):
    with pytest.raises(SettingsProblem, match="no mail_from"):
        people_in(tmp_path, clock, mail_server="mail.example.org")
