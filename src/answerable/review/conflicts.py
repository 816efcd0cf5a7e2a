"""Conflicts of interest of one person with one article: own work, employer, co-authors, money; each rests on a named fact."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from enum import StrEnum

from msgspec import Struct

from answerable.composition.answer import Answer, Reference
from answerable.people.model import Account, Credential, DisclosedInterest, Disclosure
from answerable.question.model import ConceptKind
from answerable.question.vocabulary import names_of, vocabulary
from answerable.review.names import folded, same_name, same_person


class ConflictKind(StrEnum):
    """What stands between somebody and a judgement that is free."""

    OWN_WORK = "own work"
    EMPLOYER = "same employer"
    COAUTHOR = "recent co-author"
    INTEREST = "interest in an intervention"
    NO_DISCLOSURE = "no disclosure"
    EXPIRED = "disclosure expired"


class Conflict(Struct, frozen=True):
    """One conflict: its kind, what it is in a sentence, and the fact that it rests on."""

    kind: ConflictKind
    words: str
    fact: str


def conflicts_of(
    account: Account,
    answer: Answer,
    *,
    on: date,
    disclosures: Iterable[Disclosure] = (),
    credential: Credential | None = None,
    authors: Iterable[Account] = (),
    assignment: str = "",
) -> tuple[Conflict, ...]:
    """Every conflict of somebody with an article on a day.

    `authors` are those who wrote the article, as far as they are known. A yearly disclosure counts, and the one made for
    `assignment`; without one that is valid on that day nobody takes part.
    """
    own = [one for one in disclosures if one.account == account.id and one.assignment in ("", assignment)]
    valid = [one for one in own if one.made[:10] <= on.isoformat() <= one.until[:10]]
    writers = tuple(one for one in authors if one.id != account.id)
    return (
        *_of_disclosure(own, valid),
        *_own_work(account, answer.references, credential.orcid if credential else ""),
        *_employers(account, writers),
        *_coauthors(valid, answer.references, writers),
        *_interests(valid, answer),
    )


# -- disclosures -----------------------------------------------------------------------------------------------


def _of_disclosure(own: Sequence[Disclosure], valid: Sequence[Disclosure]) -> Iterator[Conflict]:
    if valid:
        return
    if not own:
        yield Conflict(
            ConflictKind.NO_DISCLOSURE, "has disclosed nothing, not even that there is nothing", "no disclosure is held"
        )
        return
    last = max(own, key=lambda one: one.until)
    yield Conflict(
        ConflictKind.EXPIRED,
        "has no disclosure that is valid on this day",
        f"the last disclosure, made on {last.made[:10]}, is valid until {last.until[:10]}",
    )


# -- people ----------------------------------------------------------------------------------------------------


def _own_work(account: Account, references: Iterable[Reference], orcid: str) -> Iterator[Conflict]:
    """Cited records that the person wrote: by ORCID where both have one, else by name."""
    for reference in references:
        for author in reference.record.authors:
            if orcid and author.orcid:
                same, by = _orcid(orcid) == _orcid(author.orcid), f"the ORCID {author.orcid}"
            else:
                same, by = same_person(account.name, author), f"the name {author.name}"
            if same:
                yield Conflict(
                    ConflictKind.OWN_WORK, "would judge their own work", f"{by} stands among the authors of {_cited(reference)}"
                )
                break


def _orcid(written: str) -> str:
    return re.sub(r"[^0-9X]", "", written.upper().rpartition("/")[2])


def _employers(account: Account, writers: Iterable[Account]) -> Iterator[Conflict]:
    mine = _employed_by(account)
    for other in writers:
        shared = sorted(mine & _employed_by(other))
        if shared:
            yield Conflict(
                ConflictKind.EMPLOYER,
                "has the employer of an author of the article",
                f"both name “{account.employer}” as their employer",
            )


_LEGAL = re.compile(r"\b(?:the|ltd|limited|inc|incorporated|llc|plc|gmbh|ag|co|corp|corporation|company|sa|nv|bv)\b")


def _organisation(name: str) -> str:
    return " ".join(re.findall(r"\w+", _LEGAL.sub(" ", folded(name))))


def _employed_by(account: Account) -> frozenset[str]:
    """The employers that somebody names, several parted by semicolons."""
    return frozenset(_organisation(part) for part in account.employer.split(";")) - {""}


def _coauthors(valid: Iterable[Disclosure], references: Sequence[Reference], writers: Sequence[Account]) -> Iterator[Conflict]:
    names = dict.fromkeys(name for one in valid for name in one.coauthors if name.strip())
    for name in names:
        for writer in writers:
            if same_name(name, writer.name):
                yield Conflict(
                    ConflictKind.COAUTHOR,
                    "has published with an author of the article",
                    f"the disclosure names {name} as co-author",
                )
        for reference in references:
            author = next((one for one in reference.record.authors if same_person(name, one)), None)
            if author:
                yield Conflict(
                    ConflictKind.COAUTHOR,
                    "has lately published with an author of a cited study",
                    f"the disclosure names {name}, and {author.name} is an author of {_cited(reference)}",
                )
                break


def _cited(reference: Reference) -> str:
    return f"reference {reference.number} ({reference.record.title.rstrip('.')})"


# -- money and other interests -----------------------------------------------------------------------------------


_OF_MONEY = "says of money"
# Who pays for research without selling anything: to have had a grant of the same fund as a cited study is no conflict.
_PUBLIC_MONEY = re.compile(
    r"\b(?:nation\w*|federal|ministr\w+|government\w*|departe?ment|council|universit\w+|college|academy|charit\w+|foundation|trust"
    r"|european|commission|hospitals?|institut\w*|society|association|nih|nihr|nhs|hhs|nhmrc|cihr|dfg|bmbf|nserc|snsf|who)\b"
)


def _interests(valid: Iterable[Disclosure], answer: Answer) -> Iterator[Conflict]:
    told = dict.fromkeys(interest for one in valid for interest in one.interests)
    if not told:
        return
    places = tuple((where, f" {_words(text)} ") for where, text in _named_in(answer))
    for interest in told:
        public = _PUBLIC_MONEY.search(folded(interest.company)) is not None
        found = _place_of(interest, tuple(one for one in places if not (public and one[0].endswith(_OF_MONEY))))
        if found:
            term, where = found
            yield Conflict(
                ConflictKind.INTEREST,
                "has an interest in what the article is about",
                f"the disclosure tells of {interest.category.value}{_from(interest)}, and “{term}” stands in {where}",
            )


def _from(interest: DisclosedInterest) -> str:
    tags = [part for part in (interest.company, interest.product, interest.topic) if part.strip()]
    return f" ({', '.join(tags)})" if tags else ""


def _named_in(answer: Answer) -> Iterator[tuple[str, str]]:
    """Every text of an article in which an intervention or its maker can be named, with the place in words."""
    pico = answer.question.pico
    mentions = (*answer.question.topic, *answer.question.aspects)
    concepts = " ; ".join(mention.concept.name for mention in mentions if mention.concept)
    yield "the question", " ; ".join((answer.question.text, answer.title, pico.intervention, pico.comparator, concepts))
    for claim in answer.claims():
        yield f"the claim “{claim.text}”", claim.text
    for reference in answer.references:
        record = reference.record
        indexed = (*(one.name for one in record.substances), *(one.name for one in record.mesh), *record.keywords)
        yield f"the title of reference {reference.number}", f"{record.title} ; {record.vernacular_title}"
        yield f"the indexing of reference {reference.number}", " ; ".join(indexed)
        payers = " ; ".join(grant.agency for grant in record.grants)
        yield f"what reference {reference.number} {_OF_MONEY}", f"{payers} ; {record.competing_interests}"


def _place_of(interest: DisclosedInterest, places: Sequence[tuple[str, str]]) -> tuple[str, str] | None:
    """The first term of an interest that stands in the article, and where."""
    for term in _terms(interest):
        words = _words(term)
        where = next((name for name, text in places if words and f" {words} " in text), None)
        if where:
            return term, where
    return None


def _terms(interest: DisclosedInterest) -> Iterator[str]:
    """Company, product and topic under all the names that the vocabulary has for them; a topic counts if it is an intervention.

    That somebody was paid to study a disease is no reason to keep them from an article on it; paid for a treatment is.
    """
    company = _organisation(interest.company)
    if company:
        yield company
    for tag, any_kind in ((interest.product, True), (interest.topic, False)):
        for part in re.split(r"[;,/]| and ", tag):
            concept = vocabulary().concept(part.strip()) if part.strip() else None
            if concept is None:
                if part.strip() and not _about_people_or_disease(part):
                    yield part.strip()
            elif any_kind or concept.kind is ConceptKind.INTERVENTION:
                yield from names_of(concept)


def _about_people_or_disease(words: str) -> bool:
    """Whether words that are no name in the vocabulary name in part a disease or people and no intervention."""
    kinds = {mention.concept.kind for mention in vocabulary().mentions(words) if mention.concept}
    return bool(kinds) and ConceptKind.INTERVENTION not in kinds


def _words(text: str) -> str:
    """Folded words parted by single spaces, each plural like its singular, so that a phrase can be looked for."""
    return " ".join(
        word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word for word in _split(text)
    )


def _split(text: str) -> list[str]:
    return re.findall(r"\w+|;", folded(text))
