"""Who has a conflict of interest with an article, and on which fact it rests."""

from datetime import date

import pytest
from answers import a_record, an_answer
from cases import AUTHOR, CLINICIAN, a_credential, a_disclosure
from msgspec.structs import replace

from answerable import starter
from answerable.composition.answer import Answer
from answerable.corpus.record import Author, Grant, Substance
from answerable.people.model import Account, DisclosedInterest, Interest
from answerable.question import understand
from answerable.review.conflicts import Conflict, ConflictKind, conflicts_of
from answerable.review.names import same_name, same_person

TODAY = date(2026, 11, 23)


def written_by(*authors: Author, answer: Answer | None = None, **more: object) -> Answer:
    """An answer whose first reference has these authors."""
    answer = answer or an_answer()
    first, *others = answer.references
    record = replace(a_record(1, authors=authors), **more)
    return replace(answer, references=(replace(first, record=record), *others))


def found(account: Account = CLINICIAN, answer: Answer | None = None, **more: object) -> tuple[Conflict, ...]:
    described: dict[str, object] = {"on": TODAY, "disclosures": (a_disclosure(account),)}
    return conflicts_of(account, answer or an_answer(), **(described | more))  # type: ignore[arg-type]


def test_somebody_with_nothing_to_disclose_has_no_conflict():
    assert found() == ()


# -- names -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "author"),
    [
        ("Clara Ladle", Author(family="Ladle", initials="C")),
        ("Clara Ladle", Author(family="Ladle", initials="CM")),
        ("Clara M. Ladle", Author(family="Ladle", given="Clara")),
        ("Prof. Dr. med. Clara Ladle, MD, PhD", Author(family="Ladle", given="Clara Maria", initials="CM")),
        ("Ladle, Clara", Author(family="Ladle", initials="C")),
        ("Ladle CM", Author(family="Ladle", initials="CM")),
        ("Jörg Müller", Author(family="Mueller", initials="J")),
        ("Jörg Müller", Author(family="Muller", given="Jorg")),
        ("Joerg Mueller", Author(family="Müller", initials="J")),
        ("Søren Ørsted", Author(family="Orsted", initials="S")),
        ("Łukasz Żak", Author(family="Zak", given="Lukasz")),
        ("María García-López", Author(family="Garcia Lopez", initials="M")),
        ("Ana de la Cruz", Author(family="de la Cruz", given="Ana")),
        ("Ludwig van Beethoven", Author(family="van Beethoven", initials="L")),
        ("Nguyễn Văn An", Author(family="Nguyen", given="Van An", initials="VA")),
        ("Siobhán O’Neill", Author(family="O'Neill", initials="S")),
        ("Alex Grain", Author(family="Grain", given="Alexander")),
        ("J-P Martin", Author(family="Martin", given="Jean-Pierre", initials="JP")),
        ("Ladle", Author(family="Ladle", initials="C")),
        ("Dr Stephen R Lord, MD", Author(family="Lord", given="Stephen R", initials="SR")),
        ("Lord SR", Author(family="Lord", given="Stephen R", initials="SR")),
        ("Jia Xin Ma", Author(family="Ma", given="Jia Xin", initials="JX")),
    ],
)
def test_one_person_under_two_spellings(name: str, author: Author):
    assert same_person(name, author)


@pytest.mark.parametrize(
    ("name", "author"),
    [
        ("Clara Ladle", Author(family="Ladle", initials="D")),
        ("Clara Ladle", Author(family="Ladle", given="Christine")),
        ("Clara M Ladle", Author(family="Ladle", initials="CP")),
        ("Clara Ladle", Author(family="Spoon", initials="C")),
        ("Clara Ladle", Author(collective="Ladle Study Group")),
        ("", Author(family="Ladle", initials="C")),
        ("Dr", Author(family="Ladle", initials="C")),
        ("Clara Ladle", Author()),
        ("Jörg Müller", Author(family="Miller", initials="J")),
    ],
)
def test_two_people(name: str, author: Author):
    assert not same_person(name, author)


def test_names_as_people_write_them():
    assert same_name("Dr Clara Ladle", "Ladle C")
    assert not same_name("Clara Ladle", "Dora Ladle")
    assert not same_name("", "")


# -- what a conflict rests on --------------------------------------------------------------------------------------


def test_nobody_judges_their_own_work():
    (conflict,) = found(answer=written_by(Author(family="Weaver", initials="A"), Author(family="Ladle", initials="C")))
    assert conflict.kind is ConflictKind.OWN_WORK
    assert conflict.fact == "the name Ladle C stands among the authors of reference 1 (Trial number 1 of porridge)"


def test_an_orcid_says_more_than_a_name():
    mine = a_credential(CLINICIAN, orcid="https://orcid.org/0000-0002-1825-0097")
    namesake = written_by(Author(family="Ladle", given="Clara", orcid="0000-0001-5109-3700"))
    assert found(answer=namesake, credential=mine) == ()
    married = written_by(Author(family="Spoon", given="Clara", orcid="0000-0002-1825-0097"))
    (conflict,) = found(answer=married, credential=mine)
    assert "ORCID 0000-0002-1825-0097" in conflict.fact


def test_a_colleague_of_the_author():
    writer = replace(AUTHOR, employer="Mill College; The Dale Hospital Ltd.")
    (conflict,) = found(authors=(writer,))
    assert conflict.kind is ConflictKind.EMPLOYER
    assert "Dale Hospital" in conflict.fact
    assert found(replace(CLINICIAN, employer=""), authors=(replace(AUTHOR, employer=""),)) == ()


def test_a_recent_co_author_of_the_author_or_of_a_cited_study():
    told = a_disclosure(CLINICIAN, coauthors=("Aubrey Grain", "Zoë Weaver"))
    conflicts = found(answer=written_by(Author(family="Weaver", initials="Z")), disclosures=(told,), authors=(AUTHOR,))
    assert [one.kind for one in conflicts] == [ConflictKind.COAUTHOR] * 2
    assert "Weaver Z is an author of reference 1" in conflicts[1].fact


def about(question: str, *texts: str, **more: object) -> Answer:
    return replace(written_by(answer=an_answer(texts or ("It helped.",)), **more), question=understand(question), title=question)


@pytest.mark.parametrize(
    ("interest", "answer"),
    [
        (DisclosedInterest(category=Interest.CONSULTING, product="ibuprofen"), about("Does ibuprofen help in gout?")),
        (DisclosedInterest(category=Interest.STOCK, product="acetaminophen"), about("Does paracetamol help in back pain?")),
        (DisclosedInterest(category=Interest.GRANTS, topic="statins"), about("What helps?", "A statin lowered the risk.")),
        (DisclosedInterest(category=Interest.PATENTS, product="Hiccupol"), about("What helps?", "Hiccupol helped 3 of 4.")),
        (
            DisclosedInterest(category=Interest.HONORARIA, company="Oats & Sons Ltd"),
            about("What helps?", grants=(Grant(agency="Oats & Sons"),)),
        ),
        (
            DisclosedInterest(category=Interest.TRAVEL, company="Millstone GmbH"),
            about("What helps?", competing_interests="AB was paid by Millstone."),
        ),
        (
            DisclosedInterest(category=Interest.ROYALTIES, product="metoclopramide"),
            about("What helps?", substances=(Substance("Metoclopramide"),)),
        ),
    ],
)
def test_money_from_whoever_makes_what_the_article_names(interest: DisclosedInterest, answer: Answer):
    (conflict,) = found(answer=answer, disclosures=(a_disclosure(CLINICIAN, interests=(interest,)),))
    assert conflict.kind is ConflictKind.INTEREST
    assert interest.category.value in conflict.fact


@pytest.mark.parametrize(
    "interest",
    [
        DisclosedInterest(category=Interest.CONSULTING, product="ibuprofen"),
        DisclosedInterest(category=Interest.GRANTS, company="National Institute", topic="low back pain"),
        DisclosedInterest(category=Interest.OTHER, words="sits on the board of a choir"),
        DisclosedInterest(category=Interest.STOCK, company="Acme", product=" ; "),
    ],
)
def test_an_interest_in_something_else_is_none(interest: DisclosedInterest):
    answer = about("Does paracetamol help in low back pain?", "Paracetamol made no difference.")
    assert found(answer=answer, disclosures=(a_disclosure(CLINICIAN, interests=(interest,)),)) == ()


@pytest.mark.parametrize("fund", ["National Institutes of Health", "NIHR", "Medical Research Council", "Wellcome Trust"])
def test_a_grant_of_the_public_fund_that_paid_for_a_cited_study_is_no_conflict(fund: str):
    answer = about("What helps?", grants=(Grant(agency=fund),))
    told = DisclosedInterest(category=Interest.GRANTS, company=fund)
    assert found(answer=answer, disclosures=(a_disclosure(CLINICIAN, interests=(told,)),)) == ()


# -- disclosures -------------------------------------------------------------------------------------------------


def test_without_a_disclosure_there_is_no_part():
    assert [one.kind for one in found(disclosures=())] == [ConflictKind.NO_DISCLOSURE]
    assert [one.kind for one in found(disclosures=(a_disclosure(AUTHOR),))] == [ConflictKind.NO_DISCLOSURE]


@pytest.mark.parametrize(
    ("made", "until", "valid"),
    [
        ("2026-11-23", "2026-11-23", True),
        ("2025-11-22", "2026-11-22", False),
        ("2026-11-24", "2027-11-23", False),
        ("2026-11-23T08:00:00+00:00", "2027-11-23", True),
    ],
)
def test_a_disclosure_counts_from_its_first_to_its_last_day(made: str, until: str, valid: bool):
    kinds = [one.kind for one in found(disclosures=(a_disclosure(CLINICIAN, made=made, until=until),))]
    assert kinds == ([] if valid else [ConflictKind.EXPIRED])


def test_a_disclosure_for_another_assignment_is_none_for_this_one():
    other = a_disclosure(CLINICIAN, assignment="as-other")
    assert [one.kind for one in found(disclosures=(other,), assignment="as-cl")] == [ConflictKind.NO_DISCLOSURE]
    assert found(disclosures=(other,), assignment="as-other") == ()


def test_every_author_of_the_starter_library_is_known_under_their_own_name():
    authors = [author for record in starter.records() for author in record.authors if author.family and not author.collective]
    assert len(authors) > 500
    for author in authors:
        given = author.given or " ".join(author.initials)
        for name in (f"Dr {given} {author.family}, MD", author.name, f"{author.family}, {given}"):
            assert same_person(name, author), name
