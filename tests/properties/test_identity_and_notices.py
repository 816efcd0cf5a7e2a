"""Whatever the records: which is newer is settled, merging is stable, and notices settle to the same in any order."""

from hypothesis import given, settings
from hypothesis import strategies as st

from answerable.corpus.identity import content_hash, identifiers_of, merge, newer, reconcile, same_article
from answerable.corpus.notices import settle, standing
from answerable.corpus.record import Author, Digest, NoticeKind, PartialDate, PublicationNotice, Record, TextSection

dates = st.builds(PartialDate, st.integers(2000, 2003), st.integers(0, 12), st.just(0))
texts = st.sampled_from(["", "Pain fell.", "Pain rose in drivers."])
sections = st.lists(st.builds(TextSection, texts.filter(bool)), max_size=2).map(tuple)
records = st.builds(
    Record,
    id=st.just("key:x"),
    title=st.sampled_from(["Heat against neck pain in drivers of lorries", "Neck pain"]),
    pmid=st.sampled_from(["", "1", "2"]),
    doi=st.sampled_from(["", "10.1/a", "10.1/b"]),
    pmcid=st.sampled_from(["", "PMC7"]),
    authors=st.sampled_from([(), (Author(family="Öken"),)]),
    published=st.none() | dates,
    revised=st.none() | dates,
    version=st.integers(1, 2),
    abstract=sections,
    full_text=sections,
    digest=st.none() | st.just(Digest(original="https://example.org")),
)
notices = st.builds(
    PublicationNotice,
    kind=st.sampled_from(NoticeKind),
    date=st.none() | dates,
    about=st.sampled_from(["pmid:1", "pmid:2"]),
    notice=st.sampled_from(["", "pmid:3", "pmid:4"]),
    reason=st.sampled_from(["", "Fraud", "Error"]),
    told_by=st.sampled_from(["the article's record", "the notice's record"]),
)


@given(records, records)
def test_of_two_that_differ_exactly_one_is_newer(one, other):
    if content_hash(one) == content_hash(other):
        assert not newer(one, other)
        assert not newer(other, one)
    else:
        assert newer(one, other) != newer(other, one)


@given(records, records, records)
def test_newer_than_the_newer_is_newer(one, two, three):
    if newer(one, two) and newer(two, three):
        assert newer(one, three)


@given(records, records)
def test_a_digest_is_never_newer_than_a_real_record(one, other):
    if one.digest and not other.digest:
        assert newer(other, one)


@given(records, records)
def test_sameness_goes_both_ways(one, other):
    assert same_article(one, other) == same_article(other, one)


@given(records)
def test_every_record_with_an_identifier_is_the_same_as_itself(one):
    assert same_article(one, one) == bool(identifiers_of(one))


@given(records, records)
def test_merging_again_changes_nothing(one, other):
    merged = merge(one, other)
    assert merge(merged, other) == merged
    assert merge(merged, one) == merged


@given(records, records)
def test_merging_takes_nothing_from_the_newer(new, old):
    merged = merge(new, old)
    assert (merged.title, merged.version, merged.digest) == (new.title, new.version, new.digest)
    assert not new.abstract or merged.abstract == new.abstract
    assert new.digest or not old.digest or merged.abstract == new.abstract


@given(records, records)
def test_the_order_of_reading_does_not_matter(one, other):
    assert content_hash(reconcile(one, other)[0]) == content_hash(reconcile(other, one)[0])


@given(records, records)
def test_reading_again_is_unchanged(one, other):
    outcome, _ = reconcile(one, other)
    assert reconcile(outcome, other)[1] == "unchanged"


@settings(max_examples=200)
@given(st.lists(notices, max_size=6), st.randoms(use_true_random=False))
def test_notices_settle_to_the_same_in_any_order(told, random):
    shuffled = list(told)
    random.shuffle(shuffled)
    settled = settle(told)
    assert settle(shuffled) == settled
    assert settle(settled) == settled
    assert standing(settled) is standing(told)


@given(st.lists(notices, max_size=6))
def test_a_publication_without_reinstatement_stands_no_better_for_more_notices(told):
    plain = [notice for notice in told if notice.kind is not NoticeKind.REINSTATEMENT]
    for number in range(len(plain)):
        assert standing(plain[:number]) <= standing(plain)
