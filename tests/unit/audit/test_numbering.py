"""Where citations lead: by the numbers that a list prints, by its order, by authors and years, or nowhere that can be known."""

from answerable.audit.article import Marker, Place, ReadArticle, ReadClaim, ReadReference
from answerable.audit.numbering import led, numbering_of, repeated_numbers

HERE = Place(0, 1, 1)


def article(cited: list[tuple[int, ...]], printed: list[int | None], markers: tuple[Marker, ...] = ()) -> ReadArticle:
    claims = [
        ReadClaim(number=n, place=HERE, words="Something.", markers=(Marker(place=HERE, words=str(numbers), numbers=numbers),))
        for n, numbers in enumerate(cited, 1)
    ]
    if markers:
        claims.append(ReadClaim(number=len(claims) + 1, place=HERE, words="Something.", markers=markers))
    references = [
        ReadReference(
            position=n, place=HERE, words=f"Weaver A. Entry {n}. 2015", number=number, authors=("Weaver A",), year=2010 + n
        )
        for n, number in enumerate(printed, 1)
    ]
    return ReadArticle(layout="plain text", text="Something.", claims=tuple(claims), references=tuple(references))


def positions(one: ReadArticle, claim: int = 0) -> list[tuple[int | None, bool]]:
    return [(each.position, each.sure) for each in led(one.claims[claim], one, numbering_of(one))]


def test_printed_numbers_lead_to_their_entries():
    one = article([(7,), (8, 9)], [7, 8])
    assert positions(one) == [(1, True)]
    assert positions(one, 1) == [(2, True), (None, True)]
    assert numbering_of(one).missing == (9,)
    assert not numbering_of(one).ambiguous


def test_a_list_without_numbers_counts_by_its_order_where_that_fits():
    one = article([(2,)], [None, None])
    assert positions(one) == [(2, True)]
    assert not numbering_of(one).ambiguous


def test_a_list_without_numbers_beyond_which_the_text_counts_may_mean_any_entry():
    one = article([(1,), (5, 4)], [None, None, None])
    assert numbering_of(one).ambiguous
    assert numbering_of(one).missing == (4, 5)
    assert positions(one) == [(1, False), (2, False), (3, False)]


def test_a_number_that_stands_twice_leads_to_both_and_is_not_sure():
    one = article([(1,)], [1, 1])
    assert positions(one) == [(1, False), (2, False)]
    assert repeated_numbers(one.references) == (1,)


def test_an_author_and_year_lead_to_the_entry_of_both():
    marker = Marker(place=HERE, words="(Weaver et al., 2012)", author="Weaver et al", year=2012)
    assert positions(article([], [None, None], (marker,))) == [(2, True)]


def test_an_author_who_is_not_listed_leads_nowhere():
    marker = Marker(place=HERE, words="(Nobody, 2012)", author="Nobody", year=2012)
    assert positions(article([], [None, None], (marker,))) == [(None, True)]


def test_without_a_list_every_number_leads_nowhere_and_nothing_is_ambiguous():
    one = article([(1,)], [])
    assert positions(one) == [(None, True)]
    assert not numbering_of(one).ambiguous
