"""Whoever runs a site publishes articles from the command line, and sees nothing that is a reader's alone."""

import time

from answerable.app.reading_room import ReadingRoom
from answerable.settings import Settings

ANNA = "a" * 64


def asked(library) -> tuple[ReadingRoom, str]:
    room = ReadingRoom(library, Settings(library=library))
    room.start()
    address = room.ask("What is a back mouse?", ANNA)
    until = time.monotonic() + 60
    while room.progress(address).state not in ("done", "failed"):
        assert time.monotonic() < until
        time.sleep(0.02)
    room.stop(10)
    return room, address


def test_an_article_is_published_by_its_link_and_taken_back(run, library):
    room, address = asked(library)
    assert address not in run("articles", "list").out
    done = run("articles", "publish", f"https://answers.example.org/articles/{address}/")
    assert (done.status, done.out.strip()) == (0, "“What is a back mouse?” is public.")
    line = run("articles", "list").out
    assert address in line
    assert "public" in line
    assert "Submitted" in line
    assert [one.address for one in room.published()] == [address]
    assert run("articles", "unpublish", address).status == 0
    assert room.published() == ()
    room.close()


def test_what_readers_report_is_shown(run, library):
    room, address = asked(library)
    room.report_problem(address, "The year is wrong.")
    out = run("articles", "reports").out
    assert address in out
    assert "The year is wrong." in out
    room.close()


def test_an_address_without_an_article_is_told(run, library):
    done = run("articles", "publish", "nowhere")
    assert done.status == 3
    assert "no article under this address" in done.err


def test_to_look_makes_no_folder(run, library):
    assert "No article" in run("articles", "list").out
    assert "Nothing has been reported" in run("articles", "reports").out
    assert not library.exists()
