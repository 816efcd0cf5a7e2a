"""What every desk promises: each test runs on the reference in memory and on the one that lasts."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from articles import an_article
from desks import KINDS, opened
from msgspec.structs import replace

from answerable.app.desk_ports import Desk
from answerable.conversation.model import Context, FollowUp, Suggestion, Turn
from answerable.jobs.model import Job, JobState, begun, done
from answerable.publication.article import (
    Article,
    ArticleSummary,
    PublicState,
    ReportedProblem,
    ReviewStep,
    Version,
)
from answerable.publication.card import Card, Search

ANNA, BERT = "a" * 64, "b" * 64
OLD, MADE, LATER = (f"2026-11-{day}T05:00:00.000000+00:00" for day in ("01", "20", "30"))


@pytest.fixture(params=KINDS)
def desk(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Desk]:
    held = opened(request, tmp_path)
    yield held
    held.close()


def article(address: str, asker: str = ANNA, made: str = MADE, **more: object) -> Article:
    return an_article(address=address, asker=asker, made=made, warnings=(), **more)


def card(one: Article, title: str = "Does porridge help?", **more: object) -> Card:
    summary = ArticleSummary(
        address=one.address, title=title, made=one.made, step=one.step, state=one.state, expires=one.expires,
        topics=tuple(more.pop("topics", ())), specialties=tuple(more.pop("specialties", ())),
    )  # fmt: skip
    return Card(summary=summary, texts=((title, 8), (str(more.pop("text", "")), 1)), records=tuple(more.pop("records", ())))


@pytest.fixture
def put(desk: Desk) -> Callable[..., Article]:
    def keep(one: Article, **more: object) -> Article:
        with desk.work() as work:
            work.put(one, card(one, **more))
        return one

    return keep


def public(address: str, made: str = MADE) -> Article:
    return article(address, made=made, state=PublicState.PUBLIC)


def a_job(job_id: str, asker: str = ANNA, made: str = MADE) -> Job:
    return Job(id=job_id, kind="answer", asker=asker, payload=b"What?", made=made, ready=made)


def a_turn(number: int, made: str = MADE, *, sent: bool = False) -> Turn:
    asked = FollowUp(words="And children?", question="?", context=Context(), used=(), follows=Context())
    return Turn(number=number, asked=asked, made=made, unanswered="Nothing was found.", sent=sent)


# -- articles


def test_an_article_is_read_as_it_was_kept_with_all_its_versions(desk, put):
    first = article("one")
    kept = put(replace(first, versions=(*first.versions, replace(first.latest, number=2))))
    assert desk.article("one") == kept
    assert [version.number for version in desk.article("one").versions] == [1, 2]
    assert desk.article("two") is desk.mark("two") is None


def test_the_mark_of_an_article_changes_with_it(desk, put):
    put(article("one"))
    before = desk.mark("one")
    put(article("one", step=ReviewStep.SUBMITTED))
    assert desk.mark("one") != before
    assert desk.article("one").step is ReviewStep.SUBMITTED


def break_off(desk: Desk) -> None:
    with desk.work() as work:
        work.put(article("two"), card(article("two")))
        raise RuntimeError


def test_the_version_changes_with_every_commit_and_not_with_reading(desk, put):
    first = desk.version()
    desk.own(ANNA)
    assert desk.version() == first
    put(article("one"))
    second = desk.version()
    assert second != first
    desk.article("one")
    with desk.view() as view:
        view.article("one")
    assert desk.version() == second


def test_a_transaction_that_breaks_off_leaves_nothing(desk, put):
    put(article("one"))

    def break_off() -> None:
        with desk.work() as work:
            work.put(article("two"), card(article("two")))
            work.forget(["one"])
            work.add(a_job("three"))
            raise RuntimeError

    with pytest.raises(RuntimeError):
        break_off()
    assert desk.article("one")
    assert desk.article("two") is desk.job("three") is None


def test_ones_own_articles_come_newest_first_and_nobodys_are_nobodys(desk, put):
    put(article("one", made=OLD))
    put(article("two"))
    put(article("three", BERT))
    put(article("four", ""))
    assert [one.address for one in desk.own(ANNA)] == ["two", "one"]
    assert desk.own("") == ()


def test_only_what_is_public_is_published(desk, put):
    put(article("one", step=ReviewStep.SUBMITTED), topics=["Porridge"], records=["pmid:1"])
    put(public("two", OLD), topics=["Porridge"], records=["pmid:1"])
    put(public("three"), records=["pmid:1"])
    assert [one.address for one in desk.published(Search())] == ["three", "two"]
    assert desk.topics() == (("Porridge", 1),)
    assert desk.resting_on(["pmid:1", "doi:1"]) == ("three", "two")
    assert desk.resting_on(["pmid:2"]) == ()
    assert [one.address for one in desk.submitted()] == ["one", "three", "two"]


def test_what_is_taken_back_is_found_no_more(desk, put):
    put(public("one"), topics=["Porridge"], specialties=["Cooking"], records=["pmid:1"])
    put(article("one"), topics=["Porridge"], specialties=["Cooking"], records=["pmid:1"])
    assert desk.published(Search()) == desk.published(Search(words="porridge")) == ()
    assert desk.topics() == desk.specialties() == desk.resting_on(["pmid:1"]) == ()


def test_words_find_a_public_article_in_any_inflection_the_title_before_the_text(desk, put):
    put(public("one"), title="Salt", text="Nothing of porridges but this.")
    put(public("two", OLD), title="Porridge for hiccups", text="Oats.")
    put(public("three"), title="Something else")
    assert [one.address for one in desk.published(Search(words="the PORRIDGE"))] == ["two", "one"]
    assert [one.address for one in desk.published(Search(words="porridge hiccup"))] == ["two"]
    assert [one.address for one in desk.published(Search(words="hiccups porridge oat"))] == ["two"]
    for nothing in ("zebra", "the of", "?!", "porridge zebra quokka", "' OR 1=1 --"):
        assert desk.published(Search(words=nothing)) == (), nothing


def test_a_search_is_bounded_by_topic_and_specialty_and_read_by_pages(desk, put):
    for number in range(5):
        put(public(f"a{number}"), topics=["Oats"], specialties=["Cooking"] if number % 2 else [])
    put(public("b"), topics=["Salt"], specialties=["Cooking"])
    assert [one.address for one in desk.published(Search(topic="Oats", specialty="Cooking"))] == ["a1", "a3"]
    pages = [desk.published(Search(topic="Oats", start=start, count=2)) for start in (0, 2, 4, 6)]
    assert [[one.address for one in page] for page in pages] == [["a0", "a1"], ["a2", "a3"], ["a4"], []]
    assert desk.published(Search(start=-3, count=-1)) == ()
    assert desk.topics() == (("Oats", 5), ("Salt", 1))
    assert desk.specialties() == (("Cooking", 3),)


# -- what belongs to an article


def test_a_thread_is_its_askers_alone(desk, put):
    put(article("one"))
    with desk.work() as work:
        assert (work.next_turn("one"), work.next_turn("one"), work.next_turn("none")) == (1, 2, 0)
        work.put_turn("one", ANNA, 1, a_turn(1))
        work.put_turn("one", BERT, 2, a_turn(2))
    assert desk.turns("one", ANNA) == ((1, a_turn(1)),)
    assert dict(desk.followed_up()) == {"one": 2}
    assert desk.turns("one", BERT) == ((2, a_turn(2)),)
    with desk.work() as work:
        assert work.turn("one", 2, ANNA) is None
        assert work.turn("one", 2, BERT) == (2, a_turn(2))


def test_a_turns_number_is_never_given_twice(desk, put):
    put(article("one"))
    with desk.work() as work:
        work.next_turn("one")
    put(article("one", step=ReviewStep.SUBMITTED))
    with desk.work() as work:
        assert work.next_turn("one") == 2


def test_what_was_sent_to_the_editors_is_proposed_and_does_not_expire(desk, put):
    put(article("one"))
    with desk.work() as work:
        work.put_turn("one", ANNA, 1, a_turn(1, OLD, sent=True))
        work.put_turn("one", ANNA, 1, a_turn(2, OLD))
        work.add(a_job("one/2"))
        assert work.forget_turns(MADE) == 1
    assert desk.proposals() == (("one", 1, a_turn(1, OLD, sent=True)),)
    assert desk.turns("one", ANNA) == ((1, a_turn(1, OLD, sent=True)),)
    assert desk.job("one/2") is None


def test_a_thread_is_forgotten_without_its_article(desk, put):
    put(article("one"))
    with desk.work() as work:
        work.add(a_job("one"))
        work.add(a_job("one/1"))
        work.put_turn("one", ANNA, 1, a_turn(1))
        work.put_turn("one", BERT, 1, a_turn(2))
        work.forget_thread("one", ANNA)
    assert desk.turns("one", ANNA) == ()
    assert len(desk.turns("one", BERT)) == 1
    assert desk.job("one")
    assert desk.job("one/1") is None


def test_suggestions_are_those_of_a_version(desk, put):
    put(article("one"))
    assert desk.suggestions("one", 1) is None
    with desk.work() as work:
        work.keep_suggestions("one", 1, [Suggestion("And salt?", "gap")])
        work.keep_suggestions("one", 2, [])
    assert desk.suggestions("one", 1) == (Suggestion("And salt?", "gap"),)
    assert desk.suggestions("one", 2) == ()


def test_reports_are_numbered_and_read_newest_first(desk, put):
    put(article("one"))
    said = ReportedProblem(number=0, article="one", version=1, claim="", words="Wrong.", made=MADE)
    with desk.work() as work:
        work.report(said, ANNA)
        work.report(replace(said, words="Still wrong."), "")
    assert [(one.number, one.words) for one in desk.reports()] == [(2, "Still wrong."), (1, "Wrong.")]


def test_what_is_forgotten_is_gone_with_all_that_belongs_to_it(desk, put):
    for address in ("one", "two"):
        put(public(address), topics=["Oats"], records=["pmid:1"])
        with desk.work() as work:
            work.add(a_job(address))
            work.tell(address, "searching", "searching")
            work.add(a_job(f"{address}/1"))
            work.put_turn(address, ANNA, 1, a_turn(1))
            work.keep_suggestions(address, 1, [])
            work.report(ReportedProblem(number=0, article=address, version=1, claim="", words="W", made=MADE), "")
    with desk.work() as work:
        assert work.forget(["one", "three"]) == 1
        assert work.forget([]) == 0
    assert desk.article("one") is desk.job("one") is desk.job("one/1") is desk.suggestions("one", 1) is None
    assert desk.events("one") == desk.turns("one", ANNA) == ()
    assert [one.article for one in desk.reports()] == ["two"]
    assert desk.resting_on(["pmid:1"]) == ("two",)
    assert desk.topics() == (("Oats", 1),)
    assert desk.article("two")
    assert desk.job("two/1")
    assert desk.events("two")


def test_what_has_expired_is_named(desk, put):
    put(article("gone", expires=MADE))
    put(article("stays", expires=LATER))
    put(article("kept"))
    with desk.work() as work:
        work.add(a_job("gone", made=OLD))
        work.add(a_job("kept", made=OLD))
        work.add(a_job("kept/1", made=OLD))
        work.add(a_job("came to nothing", made=OLD))
        work.add(a_job("young", made=MADE))
    assert desk.expired(MADE, MADE) == ("came to nothing", "gone")


# -- jobs


def test_jobs_are_read_as_they_came_and_open_ones_without_what_they_are_on(desk):
    with desk.work() as work:
        for name in ("b", "a", "c"):
            work.add(a_job(name))
        whole = work.job("b")
        work.save(done(work.job("c")))
        assert [job.id for job in work.open()] == ["b", "a"]
    assert whole.payload == b"What?"
    assert [(job.id, job.seq, job.payload) for job in desk.open_jobs()] == [("b", 1, b""), ("a", 2, b"")]
    assert desk.job("c").state is JobState.DONE
    assert [job.id for job in desk.jobs_of(ANNA)] == ["b", "a", "c"]
    assert desk.jobs_of(BERT) == desk.jobs_of("") == ()


def test_every_part_of_a_job_is_kept(desk):
    from datetime import UTC, datetime

    now = datetime(2026, 11, 23, tzinfo=UTC)
    job = begun(replace(a_job("one"), ready=OLD, background=True), "me", now)
    with desk.work() as work:
        work.add(a_job("one"))
        work.save(replace(job, problem="What happened.", next_step="What next."))
    assert desk.job("one") == replace(job, seq=1, problem="What happened.", next_step="What next.")


def test_a_job_that_was_deleted_stays_away(desk):
    with desk.work() as work:
        work.add(a_job("one"))
        job = work.job("one")
        work.drop(["one"])
        work.save(job)
    assert desk.job("one") is None


def test_events_are_numbered_and_read_from_where_one_left_off(desk):
    with desk.work() as work:
        work.add(a_job("one"))
        for stage in ("searching", "reading", "drafting"):
            work.tell("one", stage, f"{stage} on")
    assert [event.number for event in desk.events("one")] == [1, 2, 3]
    assert [(event.stage, event.text) for event in desk.events("one", 2)] == [("drafting", "drafting on")]
    assert desk.events("two") == ()


def test_a_version_is_kept_as_it_was_made(desk, put):
    one = article("one")
    put(replace(one, versions=(Version(number=1, answer=one.latest.answer, made=MADE, reviewed="2026-11-23"),)))
    assert desk.article("one").latest.content_hash == one.latest.content_hash
    assert desk.article("one").latest.reviewed == "2026-11-23"
