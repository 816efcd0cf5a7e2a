"""The desk under load: finding among 10,000 public articles, reading one, and twenty people who ask at once.

python benchmarks/desk.py [--articles 10000] [--askers 20] [--database postgresql://… that is empty]
"""

from __future__ import annotations

import argparse
import random
import secrets
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from msgspec.structs import replace

from answerable.app import App
from answerable.app.ask import Request
from answerable.app.reading_room import ReadingRoom
from answerable.app.reading_room.cataloguing import card_of
from answerable.composition.answer import Answer
from answerable.jobs.model import JobState
from answerable.publication.article import Article, PublicState, ReviewStep, Version
from answerable.settings import Settings

QUESTIONS = (
    "What is a back mouse?",
    "How is low back pain treated?",
    "Does exercise help in knee osteoarthritis?",
    "What are the warning signs in low back pain?",
    "How is iron deficiency anaemia treated?",
    "How is fibromyalgia treated?",
)
WHOLE = 100
SEARCHES = ("back pain", "exercise osteoarthritis knee", "zinc", "treatment of low back pain in adults", "injection")


def main() -> None:
    """Measures and prints."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=10_000)
    parser.add_argument("--askers", type=int, default=20)
    parser.add_argument("--database", default="", help="measure on this database, in the place of a file")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        room = ReadingRoom(Path(folder), Settings(library=Path(folder), database=asked.database))
        addresses = fill(room, asked.articles)
        size = "" if asked.database else f", {(Path(folder) / 'desk.sqlite3').stat().st_size / 1e6:,.0f} MB"
        print(f"{asked.articles:,} public articles{size}")
        chance = random.Random(1)
        told("the newest 20", lambda: room.published())
        for words in SEARCHES:
            told(f"search “{words}”", lambda words=words: room.published(words=words))
        topic = room.topics()[0][0]
        told(f"topic “{topic}”", lambda: room.published(topic=topic))
        told("all topics", room.topics)
        told("all specialties", room.specialties)
        told("an article, read for the first time", lambda: room.article(chance.choice(addresses)))
        told("an article, read lately", lambda: room.article(addresses[0]))
        room.close()
    with tempfile.TemporaryDirectory() as folder:
        crowd(Path(folder), asked.database, asked.askers)


def fill(room: ReadingRoom, count: int) -> list[str]:
    """Puts that many public articles in, each with an answer to one of the questions; returns the addresses of whole ones.

    All are catalogued whole, and all but the first hundred are kept without most of their references, for the sake of the disk.
    """
    with App.open(room.library) as app:
        answers = [app.ask(Request(question=question)) for question in QUESTIONS]
    cards = [card_of(made(answer, 0)) for answer in answers]
    light = [replace(answer, kept_out=(), references=answer.references[:1]) for answer in answers]
    addresses: list[str] = []
    for start in range(0, count, 500):
        with room.desk.work() as work:
            for number in range(start, min(start + 500, count)):
                which = number % len(answers)
                article = made(answers[which] if number < WHOLE else light[which], number)
                summary = replace(cards[which].summary, address=article.address, made=article.made)
                work.put(article, replace(cards[which], summary=summary))
                addresses.append(article.address)
    return addresses[:WHOLE]


def made(answer: Answer, number: int) -> Article:
    """A public article."""
    when = f"2026-01-01T{number // 3600:02}:{number // 60 % 60:02}:{number % 60:02}.000000+00:00"
    return Article(
        address=secrets.token_urlsafe(16),
        asker="",
        made=when,
        versions=(Version(number=1, answer=answer, made=when),),
        step=ReviewStep.SUBMITTED,
        state=PublicState.PUBLIC,
    )


def told(what: str, do: Callable[[], object], times: int = 50) -> None:
    """Prints the median and the slowest of some runs."""
    took: list[float] = []
    for _ in range(times):
        began = time.perf_counter()
        do()
        took.append((time.perf_counter() - began) * 1000)
    print(f"{what:<50} median {statistics.median(took):6.1f} ms, slowest {max(took):6.1f} ms")


def crowd(folder: Path, database: str, askers: int) -> None:
    """Everybody asks at once; prints when they had their answers."""
    room = ReadingRoom(folder, Settings(library=folder, database=database))
    room.start()
    warm = room.ask(QUESTIONS[0], "w" * 64)
    while room.progress(warm).state not in (JobState.DONE, JobState.FAILED):
        time.sleep(0.02)
    began = time.monotonic()
    waiting = {room.ask(QUESTIONS[number % len(QUESTIONS)], f"{number:064x}") for number in range(askers)}
    took: list[float] = []
    while waiting:
        for address in sorted(waiting):
            if (state := room.progress(address).state) in (JobState.DONE, JobState.FAILED):
                assert state is JobState.DONE
                took.append(time.monotonic() - began)
                waiting.remove(address)
        time.sleep(0.02)
    median = statistics.median(took)
    print(f"{askers} ask at once: all answered; median {median:.1f} s, slowest {max(took):.1f} s, {max(took) / median:.1f} times")
    room.close(10)


if __name__ == "__main__":
    main()
