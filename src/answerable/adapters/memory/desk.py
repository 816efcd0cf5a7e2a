"""The reference desk: plain dictionaries, with the same promises as the one that lasts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Generator, Mapping, Sequence
from contextlib import contextmanager
from copy import copy
from dataclasses import dataclass, field
from threading import Lock

from msgspec.structs import replace

from answerable.adapters.catalogue import enough, sought, weighed
from answerable.adapters.memory.people import MemoryLedger, MemoryOutbox, MemoryPeople, PeopleShelf
from answerable.adapters.memory.review import MemoryReview, ReviewShelf
from answerable.conversation.model import Suggestion, Turn
from answerable.jobs.model import OPEN, Event, Job
from answerable.publication.article import LISTED, Article, ArticleSummary, ReportedProblem
from answerable.publication.card import Card, Search


@dataclass
class Kept:
    """An article with its card, its mark, and the highest number that a turn under it was given."""

    article: Article
    card: Card
    mark: int
    turns: int = 0


@dataclass
class _Shelf:
    """All that a desk holds; nothing in it is changed in place, so that a shallow copy of each part is a whole one."""

    articles: dict[str, Kept] = field(default_factory=dict[str, Kept])
    turns: dict[tuple[str, int], tuple[str, int, Turn]] = field(default_factory=dict[tuple[str, int], tuple[str, int, Turn]])
    suggestions: dict[tuple[str, int], tuple[Suggestion, ...]] = field(
        default_factory=dict[tuple[str, int], tuple[Suggestion, ...]]
    )
    reports: tuple[ReportedProblem, ...] = ()
    jobs: dict[str, Job] = field(default_factory=dict[str, Job])
    events: dict[str, tuple[Event, ...]] = field(default_factory=dict[str, tuple[Event, ...]])
    people: PeopleShelf = field(default_factory=PeopleShelf)
    review: ReviewShelf = field(default_factory=ReviewShelf)


class MemoryDesk:
    """Keeps articles and jobs as long as it lives; satisfies `app.desk_ports.Desk`."""

    def __init__(self) -> None:
        self.shelf = _Shelf()
        self._writing = Lock()
        self._commits = 0

    @contextmanager
    def work(self) -> Generator[MemoryDeskWork]:
        """One transaction, alone."""
        with self._writing:
            work = MemoryDeskWork(_Shelf(*(copy(part) for part in vars(self.shelf).values())))
            yield work
            self.shelf = work.shelf
            self._commits += 1

    @contextmanager
    def view(self) -> Generator[MemoryDeskWork]:
        """People, letters and ledger as they are at one moment, to be read."""
        yield MemoryDeskWork(self.shelf)

    def version(self) -> int:
        """A number that is another one after anything was committed."""
        return self._commits

    def mark(self, address: str) -> int | None:
        """A number that is another one after every change of the article; None where there is none."""
        kept = self.shelf.articles.get(address)
        return kept.mark if kept else None

    def article(self, address: str) -> Article | None:
        """An article with all its versions, or None."""
        kept = self.shelf.articles.get(address)
        return kept.article if kept else None

    def _newest(self) -> list[Kept]:
        kept = sorted(self.shelf.articles.values(), key=lambda one: one.article.address)
        return sorted(kept, key=lambda one: one.article.made, reverse=True)

    def _public(self) -> list[Kept]:
        return [one for one in self._newest() if one.article.state in LISTED]

    def own(self, asker: str) -> tuple[ArticleSummary, ...]:
        """Somebody's articles, the newest first."""
        return tuple(one.card.summary for one in self._newest() if asker and one.article.asker == asker)

    def submitted(self) -> tuple[ArticleSummary, ...]:
        """Articles that were sent to the editors or are public, the newest first."""
        shown = (one for one in self._newest() if one.article.step or one.article.state in LISTED)
        return tuple(one.card.summary for one in shown)

    def proposals(self) -> tuple[tuple[str, int, Turn], ...]:
        """Turns that were sent to the editors: the address, the version they are about, and the turn; oldest first."""
        sent = [(address, version, turn) for (address, _), (_, version, turn) in self.shelf.turns.items() if turn.sent]
        return tuple(sorted(sent, key=lambda one: one[2].made))

    def published(self, search: Search) -> tuple[ArticleSummary, ...]:
        """Public articles that meet a search: the best first where there are words, else the newest."""
        found = [
            one
            for one in self._public()
            if (not search.topic or search.topic in one.card.summary.topics)
            and (not search.specialty or search.specialty in one.card.summary.specialties)
        ]
        stems = sought(search.words)
        if search.words.strip():
            scored = [(self._score(one.card, stems), one) for one in found]
            met = [(score, one) for score, one in scored if stems and score[0] >= enough(len(stems))]
            found = [one for _, one in sorted(met, key=lambda pair: pair[0], reverse=True)]
        start = max(search.start, 0)
        return tuple(one.card.summary for one in found[start : start + max(search.count, 0)])

    def _score(self, card: Card, stems: Sequence[str]) -> tuple[int, int]:
        weights = weighed(card.texts)
        met = [weights[stem] for stem in stems if stem in weights]
        return len(met), sum(met)

    def topics(self) -> tuple[tuple[str, int], ...]:
        """The topics of public articles with how many have each, the most frequent first."""
        return _counted(name for one in self._public() for name in set(one.card.summary.topics))

    def specialties(self) -> tuple[tuple[str, int], ...]:
        """The specialties of public articles with how many have each, the most frequent first."""
        return _counted(name for one in self._public() for name in set(one.card.summary.specialties))

    def resting_on(self, names: Collection[str]) -> tuple[str, ...]:
        """The addresses of public articles that refer to a record of one of these names, the newest first."""
        return tuple(one.article.address for one in self._public() if not set(names).isdisjoint(one.card.records))

    def turns(self, address: str, asker: str) -> tuple[tuple[int, Turn], ...]:
        """Somebody's turns under an article, each with the version it is about, in their order."""
        held = sorted(self.shelf.turns.items(), key=lambda one: one[0])
        return tuple((version, turn) for (of, _), (whose, version, turn) in held if (of, whose) == (address, asker))

    def suggestions(self, address: str, version: int) -> tuple[Suggestion, ...] | None:
        """What was kept for this version, or None where nothing was looked for."""
        return self.shelf.suggestions.get((address, version))

    def reports(self) -> tuple[ReportedProblem, ...]:
        """What readers said is wrong, the newest first."""
        return tuple(reversed(self.shelf.reports))

    def followed_up(self) -> Mapping[str, int]:
        """How many people have asked further under each article, as far as that is still kept."""
        return Counter(address for address, _ in {(key[0], asker) for key, (asker, _, _) in self.shelf.turns.items()})

    def job(self, job_id: str) -> Job | None:
        """A job, or None."""
        return self.shelf.jobs.get(job_id)

    def jobs_of(self, asker: str) -> tuple[Job, ...]:
        """Somebody's jobs in any state, as they came."""
        return tuple(job for job in _as_they_came(self.shelf) if asker and job.asker == asker)

    def open_jobs(self) -> tuple[Job, ...]:
        """Every job that waits or is worked on, as they came, without what they are on."""
        return _open(self.shelf)

    def events(self, job_id: str, after: int = 0) -> tuple[Event, ...]:
        """What a job has told since the event of that number."""
        return tuple(event for event in self.shelf.events.get(job_id, ()) if event.number > after)

    def expired(self, now: str, oldest: str) -> tuple[str, ...]:
        """The addresses of articles that have expired, and of jobs made before `oldest` that came to no article."""
        articles = self.shelf.articles
        gone = {name for name, one in articles.items() if one.article.expires and one.article.expires <= now}
        old = {_address(job.id) for job in self.shelf.jobs.values() if job.made < oldest}
        return tuple(sorted(gone | {address for address in old if address not in articles}))

    def close(self) -> None:
        """There is nothing to let go of."""


class MemoryDeskWork:
    """One transaction; satisfies `app.desk_ports.DeskWork`."""

    def __init__(self, shelf: _Shelf) -> None:
        self.shelf = shelf
        self.people = MemoryPeople(shelf.people)
        self.outbox = MemoryOutbox(shelf.people)
        self.ledger = MemoryLedger(shelf.people)
        self.review = MemoryReview(shelf.review)

    def put(self, article: Article, card: Card) -> None:
        """Keeps an article with its versions and card, in the place of what is held under its address."""
        held = self.shelf.articles.get(article.address)
        mark, turns = (held.mark, held.turns) if held else (0, 0)
        self.shelf.articles[article.address] = Kept(article, card, mark + 1, turns)

    def article(self, address: str) -> Article | None:
        """An article as it now is."""
        kept = self.shelf.articles.get(address)
        return kept.article if kept else None

    def forget(self, addresses: Collection[str]) -> int:
        """Deletes articles with their threads, jobs, suggestions and reports; returns how many there were of anything."""
        wanted, shelf = set(addresses), self.shelf
        jobs = {job_id for job_id in shelf.jobs if _address(job_id) in wanted}
        gone = (wanted & shelf.articles.keys()) | {_address(job_id) for job_id in jobs}
        self.drop(jobs)
        shelf.articles = {name: one for name, one in shelf.articles.items() if name not in wanted}
        shelf.turns = {key: one for key, one in shelf.turns.items() if key[0] not in wanted}
        shelf.suggestions = {key: one for key, one in shelf.suggestions.items() if key[0] not in wanted}
        shelf.reports = tuple(one for one in shelf.reports if one.article not in wanted)
        return len(gone)

    def next_turn(self, address: str) -> int:
        """A number that no turn under this article has had; 0 where there is no article."""
        kept = self.shelf.articles.get(address)
        if kept is None:
            return 0
        self.shelf.articles[address] = Kept(kept.article, kept.card, kept.mark, kept.turns + 1)
        return kept.turns + 1

    def turn(self, address: str, number: int, asker: str) -> tuple[int, Turn] | None:
        """Somebody's turn by its number, with the version it is about, or None."""
        held = self.shelf.turns.get((address, number))
        return (held[1], held[2]) if held and held[0] == asker else None

    def forget_thread(self, address: str, asker: str) -> None:
        """Deletes somebody's turns under an article that were not sent to the editors, with their jobs."""
        turns = self.shelf.turns
        self.shelf.turns = {
            key: one for key, one in turns.items() if (key[0], one[0]) != (address, asker) or one[2].sent
        }  # fmt: skip
        theirs = [job for job in self.shelf.jobs.values() if _address(job.id) == address and job.asker == asker]
        self.drop([job.id for job in theirs if job.id != address])

    def forget_turns(self, oldest: str) -> int:
        """Deletes turns made before `oldest` that nobody sent to the editors, with their jobs; returns how many."""
        old = [key for key, (_, _, turn) in self.shelf.turns.items() if turn.made < oldest and not turn.sent]
        self.shelf.turns = {key: one for key, one in self.shelf.turns.items() if key not in old}
        self.drop([f"{address}/{number}" for address, number in old])
        return len(old)

    def put_turn(self, address: str, asker: str, version: int, turn: Turn) -> None:
        """Keeps a turn of somebody's thread under one version of an article, in the place of what had its number."""
        self.shelf.turns[address, turn.number] = (asker, version, turn)

    def keep_suggestions(self, address: str, version: int, suggestions: Sequence[Suggestion]) -> None:
        """Keeps what may be asked next under a version of an article."""
        self.shelf.suggestions[address, version] = tuple(suggestions)

    def report(self, problem: ReportedProblem, asker: str) -> None:
        """Keeps what a reader says is wrong; its number is given by the store."""
        number = max((one.number for one in self.shelf.reports), default=0) + 1
        self.shelf.reports = (*self.shelf.reports, replace(problem, number=number))

    def add(self, job: Job) -> None:
        """Keeps a new job behind those that are there; its `seq` is given by the store."""
        last = max((one.seq for one in self.shelf.jobs.values()), default=0)
        self.shelf.jobs[job.id] = replace(job, seq=last + 1)

    def job(self, job_id: str) -> Job | None:
        """A job with all that it is on, or None."""
        return self.shelf.jobs.get(job_id)

    def open(self) -> tuple[Job, ...]:
        """Every job that waits or is worked on, as they came, without what they are on."""
        return _open(self.shelf)

    def save(self, job: Job) -> None:
        """Keeps a job as it now is, in the place of what is held under its id; what is not held any more stays away."""
        if held := self.shelf.jobs.get(job.id):
            self.shelf.jobs[job.id] = replace(job, seq=held.seq)

    def drop(self, job_ids: Collection[str]) -> None:
        """Takes jobs out with what they told."""
        for job_id in set(job_ids):
            self.shelf.jobs.pop(job_id, None)
            self.shelf.events.pop(job_id, None)

    def tell(self, job_id: str, stage: str, text: str) -> None:
        """Adds an event to a job."""
        told = self.shelf.events.get(job_id, ())
        self.shelf.events[job_id] = (*told, Event(len(told) + 1, stage, text))


def _address(job_id: str) -> str:
    return job_id.partition("/")[0]


def _as_they_came(shelf: _Shelf) -> list[Job]:
    return sorted(shelf.jobs.values(), key=lambda job: job.seq)


def _open(shelf: _Shelf) -> tuple[Job, ...]:
    return tuple(replace(job, payload=b"") for job in _as_they_came(shelf) if job.state in OPEN)


def _counted(names: Collection[str] | Generator[str]) -> tuple[tuple[str, int], ...]:
    return tuple(sorted(Counter(names).items(), key=lambda one: (-one[1], one[0])))
