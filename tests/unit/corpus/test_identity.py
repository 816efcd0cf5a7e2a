"""Records of one article are one record: the newest, with what it lacks from the older."""

from msgspec import structs

from answerable.corpus.identity import content_hash, identifiers_of, merge, newer, reconcile, same_article, supersedes
from answerable.corpus.record import Author, Digest, Journal, PartialDate, Record, TextSection

TITLE = "Heat against neck pain in drivers of lorries"


def record(**fields) -> Record:
    known = {"title": TITLE, "authors": (Author(family="Öken"),), "published": PartialDate(2012)}
    return Record(**({"id": "key:x"} | known | fields))


def test_identifiers_come_surest_first():
    found = identifiers_of(record(pmid="1", doi="10.1000/A", pmcid="PMC7"))
    assert found[:3] == ("pmid:1", "doi:10.1000/a", "pmcid:PMC7")
    assert found[3].startswith("key:")


def test_the_key_is_blind_to_case_accents_and_punctuation():
    other = record(title="[Heat against neck pain, in drivers of lorries].", authors=(Author(family="Oken"),))
    assert identifiers_of(record()) == identifiers_of(other)


def test_a_title_too_short_to_tell_gives_no_key():
    assert identifiers_of(record(pmid="1", title="Neck pain")) == ("pmid:1",)


def test_a_record_with_nothing_else_keeps_the_key_it_is_known_by():
    assert identifiers_of(record(id="key:abc", title="Neck pain")) == ("key:abc",)


def test_a_pmid_decides_before_a_doi():
    assert same_article(record(pmid="1", doi="10.1/a"), record(pmid="1", doi="10.1/b"))
    assert not same_article(record(pmid="1", doi="10.1/a"), record(pmid="2", doi="10.1/a"))


def test_a_doi_has_no_case():
    assert same_article(record(doi="10.1/A"), record(pmid="1", doi="10.1/a"))


def test_title_year_and_first_author_decide_where_there_is_nothing_surer():
    assert same_article(record(pmid="1"), record(doi="10.1/a"))
    assert not same_article(record(), record(published=PartialDate(2013)))
    assert not same_article(record(), record(authors=(Author(family="Smith"),)))


def test_the_version_goes_before_the_date_of_revision():
    old = record(pmid="1", revised=PartialDate(2020))
    new = record(pmid="1", version=2)
    assert newer(new, old)
    assert not newer(old, new)


def test_a_later_revision_is_newer():
    assert newer(record(revised=PartialDate(2020, 5)), record(revised=PartialDate(2020, 4, 30)))
    assert newer(record(revised=PartialDate(2020)), record())


def test_of_two_descriptions_of_the_same_day_the_richer_is_newer():
    assert newer(record(abstract=(TextSection("Pain fell."),)), record())


def test_a_digest_gives_way_to_any_real_record_and_never_the_other_way():
    digest = record(pmid="1", digest=Digest(original="https://example.org"), abstract=(TextSection("Pain fell."),), version=3)
    real = record(pmid="1")
    assert supersedes(real, digest)
    assert not supersedes(digest, real)


def test_the_same_content_is_neither_newer_nor_older():
    assert not newer(record(), record(id="key:y"))


def test_what_the_newer_lacks_is_kept_from_the_older():
    old = record(pmid="1", pmcid="PMC7", abstract=(TextSection("Pain fell."),), full_text=(TextSection("Much pain fell."),))
    new = record(pmid="1", revised=PartialDate(2020), journal=Journal(name="Neck"))
    merged = merge(new, old)
    assert (merged.pmcid, merged.abstract, merged.full_text) == (old.pmcid, old.abstract, old.full_text)
    assert (merged.revised, merged.journal, merged.id) == (new.revised, new.journal, "pmid:1")


def test_what_both_have_is_the_newers():
    old, new = record(pmid="1", volume="1"), record(pmid="1", volume="2", revised=PartialDate(2020))
    assert merge(new, old).volume == "2"


def test_a_digests_words_never_pass_for_the_publications():
    digest = record(pmid="1", doi="10.1/a", abstract=(TextSection("Pain fell."),), digest=Digest(original="https://example.org"))
    merged = merge(record(pmid="1"), digest)
    assert (merged.abstract, merged.digest, merged.doi) == ((), None, "10.1/a")


def test_reading_the_same_record_again_changes_nothing():
    held = merge(record(pmid="1"), record(pmid="1", pmcid="PMC7"))
    assert reconcile(held, record(pmid="1")) == (held, "unchanged")


def test_an_older_record_read_later_only_fills_gaps():
    held = record(id="pmid:1", pmid="1", volume="2", revised=PartialDate(2020))
    outcome, change = reconcile(held, record(pmid="1", volume="1", pmcid="PMC7"))
    assert (outcome.volume, outcome.pmcid, change) == ("2", "PMC7", "updated")


def test_the_hash_of_the_content_leaves_out_the_id():
    assert content_hash(record(id="key:x")) == content_hash(record(id="key:y"))
    assert content_hash(record()) != content_hash(record(volume="1"))
    assert len(content_hash(record())) == 64


def test_the_hash_does_not_depend_on_how_the_record_was_made():
    assert content_hash(structs.replace(record(volume="1"), volume="")) == content_hash(record())
