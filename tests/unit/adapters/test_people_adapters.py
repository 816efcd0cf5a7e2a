"""Passwords are hashed slowly enough, secrets are kept from others, letters reach a mail server."""

import os
import socket
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from email import message_from_string

import pytest
from argon2 import extract_parameters
from argon2.low_level import Type

from answerable.adapters.passwords import Argon2
from answerable.adapters.secret_file import kept_secret
from answerable.adapters.smtp import Smtp, written
from answerable.errors import LibraryProblem, MailProblem
from answerable.people.invitation import Letter

MONDAY = "2026-11-23T08:00:00+00:00"
LETTER = Letter(id="ab12", to="eva@example.org", subject="Grüße", text="Dear Eva,\n\n.\nüber\n", made=MONDAY, ready=MONDAY)

# -- passwords


def test_passwords_are_hashed_with_at_least_what_the_standard_asks():
    hasher = Argon2()
    kept = hasher.hash("violet kettle marsh")
    parameters = extract_parameters(kept)
    assert parameters.type is Type.ID
    assert parameters.memory_cost >= 19_456
    assert parameters.time_cost >= 2
    assert parameters.salt_len >= 16
    assert hasher.verify(kept, "violet kettle marsh")
    assert not hasher.verify(kept, "violet kettle marsch")
    assert not hasher.is_dated(kept)
    assert hasher.hash("violet kettle marsh") != kept


def test_nothing_kept_is_nobodys_password():
    hasher = Argon2()
    for kept in ("", "no hash", "$argon2id$v=19$m=8"):
        assert not hasher.verify(kept, "")
        assert not hasher.verify(kept, "violet kettle marsh")
    assert hasher.is_dated("no hash")


def test_an_unknown_name_takes_as_long_as_a_known_one():
    hasher = Argon2()
    kept = hasher.hash("violet kettle marsh")
    hasher.verify("", "x")  # the first time makes what strangers are compared with

    def least(of: str) -> float:
        times = []
        for _ in range(4):
            begun = time.process_time()
            hasher.verify(of, "not this one")
            times.append(time.process_time() - begun)
        return min(times)

    known, unknown = least(kept), least("")
    assert 0.4 < unknown / known < 2.5


def test_the_same_letters_are_the_same_password_however_they_are_typed():
    hasher = Argon2()
    assert hasher.verify(hasher.hash("Cafe\u0301 violet marsh"), "Caf\u00e9 violet marsh")


def test_many_at_once_do_not_take_all_the_memory():
    import threading

    from argon2 import PasswordHasher

    from answerable.adapters.passwords import AT_ONCE

    class Watched(PasswordHasher):
        now = most = 0
        lock = threading.Lock()

        def hash(self, password, *, salt=None):
            with self.lock:
                Watched.now += 1
                Watched.most = max(Watched.most, Watched.now)
            time.sleep(0.02)
            with self.lock:
                Watched.now -= 1
            return super().hash(password, salt=salt)

    hasher = Argon2(Watched(time_cost=1, memory_cost=8, parallelism=1))
    with ThreadPoolExecutor(16) as threads:
        list(threads.map(hasher.hash, ["violet kettle marsh"] * 32))
    assert 1 < Watched.most <= AT_ONCE


# -- secrets


def test_a_secret_is_made_once_whoever_asks_and_only_its_owner_may_read_it(tmp_path):
    with ThreadPoolExecutor(8) as threads:
        found = set(threads.map(lambda _: kept_secret(tmp_path / "library" / "factors.key"), range(24)))
    assert len(found) == 1
    assert len(found.pop()) == 32
    assert (tmp_path / "library" / "factors.key").stat().st_mode & 0o777 == 0o600
    assert os.listdir(tmp_path / "library") == ["factors.key"]


@pytest.mark.parametrize("content", ["", "abc", "ab" * 31, "zz" * 32])
def test_a_damaged_secret_is_told_and_never_made_anew(tmp_path, content):
    file = tmp_path / "factors.key"
    file.write_text(content)
    with pytest.raises(LibraryProblem, match=r"factors\.key"):
        kept_secret(file)
    assert file.read_text() == content


# -- mail


class MailServer:
    """A mail server that takes what it is given, or refuses it."""

    def __init__(self, refuses: str = "") -> None:
        self.refuses, self.taken = refuses, []
        self.listening = socket.create_server(("127.0.0.1", 0))
        self.address = f"127.0.0.1:{self.listening.getsockname()[1]}"
        threading.Thread(target=self._serve, daemon=True).start()

    def _serve(self) -> None:
        while True:
            try:
                connection, _ = self.listening.accept()
            except OSError:
                return
            with connection, connection.makefile("rwb") as wire:
                self._talk(wire)

    def _talk(self, wire) -> None:
        def say(line: str) -> None:
            wire.write(f"{line}\r\n".encode())
            wire.flush()

        say("220 here")
        for raw in wire:
            verb = raw.split()[0].upper() if raw.split() else b""
            if verb.decode() == self.refuses:
                say("550 no")
            elif verb == b"DATA":
                say("354 go on")
                lines = []
                for line in wire:
                    if line == b".\r\n":
                        break
                    lines.append(line.removeprefix(b"."))
                self.taken.append(b"".join(lines).decode())
                say("250 taken")
            elif verb == b"QUIT":
                say("221 bye")
                return
            else:
                say("250 ok")


@pytest.fixture
def server() -> Iterator[MailServer]:
    made = MailServer()
    yield made
    made.listening.close()


def test_a_letter_reaches_the_mail_server_whole(server):
    Smtp(server.address, sender="Desk <desk@example.org>", security="none").send(LETTER)
    [taken] = server.taken
    message = message_from_string(taken)
    assert message["To"] == "eva@example.org"
    assert message["From"] == "Desk <desk@example.org>"
    assert message["Message-ID"] == "<ab12@example.org>"
    assert message.get_payload(decode=True).decode().replace("\r\n", "\n") == LETTER.text


def test_a_letter_sent_twice_is_one_to_who_receives_it():
    assert written(LETTER, "desk@example.org")["Message-ID"] == written(LETTER, "desk@example.org")["Message-ID"]


@pytest.mark.parametrize("verb", ["MAIL", "RCPT"])
def test_a_server_that_refuses_is_told(verb):
    refusing = MailServer(refuses=verb)
    with pytest.raises(MailProblem, match=r"did not take a letter"):
        Smtp(refusing.address, sender="desk@example.org", security="none").send(LETTER)
    refusing.listening.close()


def test_a_server_that_is_not_there_or_cannot_be_made_safe_is_told(server):
    closed = socket.create_server(("127.0.0.1", 0))
    address = f"127.0.0.1:{closed.getsockname()[1]}"
    closed.close()
    for where, security in ((address, "none"), (server.address, "starttls")):
        with pytest.raises(MailProblem):
            Smtp(where, sender="desk@example.org", security=security).send(LETTER)
    assert server.taken == []


def test_nobody_smuggles_a_header_into_a_letter():
    from msgspec.structs import replace

    with pytest.raises(ValueError, match=r"newline|linefeed|header"):
        written(replace(LETTER, subject="x\r\nBcc: all@example.org"), "desk@example.org")
