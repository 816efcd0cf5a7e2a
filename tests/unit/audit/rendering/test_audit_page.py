"""The page of an audit: everything found stands in it once, in its place, as words and never as markup, without a network."""

import re
from base64 import b64encode
from hashlib import sha256

import pytest
from audits import PARTS, an_audit
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html
from msgspec.structs import replace

from answerable.audit.article import Place, ReadArticle, ReadClaim
from answerable.audit.rendering.html import render
from answerable.audit.rendering.rows import rows
from answerable.audit.report import AuditFinding, Severity

ATTACKS = [
    "<script>alert(1)</script>",
    "</style><script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    '" onmouseover="alert(1)',
    "'><svg onload=alert(1)>",
    "{{ 7 * 7 }} {% raw %}",
    "<!-- ",
    "]]>",
    "&lt;b&gt;",
    "javascript:alert(1)",
    "left\u202eright\u2066 zero\u200bwidth \x1b[31m",
]
NAMES = st.sampled_from(sorted(PARTS))
HOSTILE = st.lists(st.one_of(st.sampled_from(ATTACKS), st.text(max_size=12)), min_size=1, max_size=3).map(" ".join)
TAGS = {
    *"html head meta title style script body main header section div h1 h2 h3 p strong b em a ul li span blockquote".split(),
    *"footer details summary fieldset legend label input button kbd mark table caption thead tbody tr th td dl dt dd".split(),
}


def page_of(report=None):
    return html.document_fromstring(render(report or an_audit()))


def words(element):
    return " ".join(" ".join(element.itertext()).split())


def test_the_text_of_the_article_stands_whole_and_in_order():
    page = page_of()
    left = re.sub(r"[▲◆●✓?◐✕∅]?\s*\d$", "", " ".join(words(each) for each in page.cssselect(".row > .text")))
    at = [left.index(PARTS[name]) for name in ("title", "stated", "heading", "first", "second", "third", "reference", "other")]
    assert at == sorted(at)


def test_each_claim_is_marked_by_severity_in_words_and_a_sign_and_leads_to_its_card():
    page = page_of()
    for number, severity, sign in ((1, "serious", "▲"), (2, "fine", "?"), (3, "fine", "")):
        [claim] = page.cssselect(f"span.claim[data-claim='{number}']")
        [tag] = page.cssselect(f"a.tag[data-claim='{number}']")
        assert severity in claim.classes
        assert words(tag).endswith(f"{sign} {number}".strip())
        [inside] = page.cssselect(tag.get("href"))
        [card] = inside.iterancestors("details")
        assert f"Claim {number}" in words(card)
    assert "serious: missing denominator" in words(page.cssselect("details[data-claim='1'] summary")[0])


def test_each_finding_is_told_in_full_once_and_listed_at_the_head():
    page = page_of()
    report = an_audit()
    for number, finding in enumerate(report.findings, 1):
        [told] = page.cssselect(f"#finding-{number}")
        assert finding.reason in words(told)
        assert finding.severity.value.capitalize() in words(told)
        assert len(page.cssselect(f".index a[href='#finding-{number}']")) == 1
    assert words(page).count("Say how many people there were.") == 1


def test_a_finding_stands_beside_what_it_is_about():
    page = page_of()
    assert page.cssselect("#claim-1 #finding-1")
    assert page.cssselect("#reference-1 #finding-2")
    [row] = [each for each in page.cssselect(".row") if each.cssselect("#finding-3")]
    assert PARTS["stated"] in words(row.cssselect(".text")[0])
    assert not page.cssselect(".row #finding-4")
    assert "at claim 1" in words(page.cssselect("#reference-1 .also")[0])


def test_a_finding_about_many_claims_is_told_about_the_whole():
    report = an_audit()
    claims = tuple(replace(report.article.claims[2], number=number) for number in (3, 4, 5, 6))
    article = replace(report.article, claims=(*report.article.claims[:2], *claims))
    many = AuditFinding(
        kind=report.findings[0].kind, severity=Severity.MODERATE, reason="Said of all of them.", claims=(1, 2, 3, 4, 5, 6)
    )
    page = page_of(replace(report, article=article, findings=(many,)))
    assert not page.cssselect(".row #finding-1")
    assert "told above, about the whole article" in words(page.cssselect("#claim-1 .also")[0])
    [claim] = page.cssselect("span.claim[data-claim='1']")
    assert "fine" in claim.classes  # what is said of all of them marks none of them


def test_the_words_of_a_source_are_marked_in_what_stands_around_them():
    page = page_of()
    [quote] = page.cssselect("#finding-1 blockquote")
    assert words(quote.cssselect("mark")[0]) == PARTS["quote"]
    assert "Twenty people were asked." in words(quote)
    assert words(quote.cssselect(".digest")[0]) == "Digest"
    assert quote.cssselect("a")[0].get("href") == "https://example.org/porridge"


def test_what_differs_from_the_record_is_a_table():
    [table] = page_of().cssselect("#reference-1 table")
    assert words(table).endswith("year 2003 2002")


def test_markers_lead_to_their_reference_where_there_is_one():
    page = page_of()
    [one] = page.cssselect("span[data-claim='1'] .marker")
    assert one.get("href") == "#reference-1"
    [two] = page.cssselect("span[data-claim='2'] .marker")
    assert (words(two), two.get("href")) == ("[2, 7]", "#reference-2")


def test_a_marker_that_leads_nowhere_is_struck_out_and_one_that_may_mean_several_entries_is_no_link():
    report = an_audit()
    unnumbered = replace(report.article, references=tuple(replace(one, number=None) for one in report.article.references))
    citations = report.claims[1].citations
    lost = replace(report.claims[1], citations=(replace(citations[0], reference=None), citations[1]))
    page = page_of(replace(report, article=unnumbered, claims=(report.claims[0], lost)))
    assert "lost" in page.cssselect("span[data-claim='2'] .marker")[0].classes
    unsure = replace(report.claims[1], citations=tuple(replace(one, reference=2, sure=False) for one in citations))
    [marker] = page_of(replace(report, article=unnumbered, claims=(unsure,))).cssselect("span[data-claim='2'] .marker")
    assert (marker.tag, "lost" in marker.classes) == ("span", False)


def test_the_very_words_that_a_finding_points_at_are_set_off():
    [spot] = page_of().cssselect(".claim .spot")
    assert words(spot) == "60% of people"


def test_what_was_not_found_and_how_it_was_made_are_said():
    page = page_of()
    text = words(page)
    for said in (
        "Looked for and not found: a disclaimer.",
        "nothing judged stance",
        "invented library, 3 records",
        "not a person",
    ):
        assert said in text


def test_every_link_leads_somewhere_and_no_id_stands_twice():
    page = page_of()
    ids = [each.get("id") for each in page.iter() if each.get("id")]
    assert len(ids) == len(set(ids))
    for link in page.cssselect("a"):
        assert link.get("href").startswith("https://") or link.get("href")[1:] in ids
    for label in page.cssselect("label"):
        assert label.get("for") in ids


def test_a_clean_article_says_so_and_that_this_is_no_proof():
    report = an_audit()
    text = words(page_of(replace(report, findings=())))
    assert "Nothing was found. Read as plain text: 3 claims, 2 references." in text
    assert "no proof" in text


def test_an_empty_article_is_a_page():
    report = an_audit()
    empty = ReadArticle(layout="plain text", text="")
    assert "An article without a title" in words(page_of(replace(report, article=empty, claims=(), references=())))


def test_the_policy_allows_only_the_style_and_script_that_stand_there():
    page = render(an_audit())
    policy = re.search(r'http-equiv="Content-Security-Policy" content="([^"]+)"', page)
    assert policy
    for name in ("style", "script"):
        inline = re.search(rf"<{name}>(.*?)</{name}>", page, re.DOTALL)
        assert inline
        assert b64encode(sha256(inline[1].encode()).digest()).decode() in policy[1].replace("&#39;", "'")
    assert "default-src 'none'" in policy[1].replace("&#39;", "'")
    assert "unsafe" not in policy[1]


def test_nothing_is_asked_of_a_network():
    page = page_of()
    assert not page.cssselect("[src], link, iframe, object, embed, form, [style]")
    assert "url(" not in render(an_audit())
    assert "@import" not in render(an_audit())
    for link in page.cssselect("a[href^=http]"):
        assert link.get("rel") == "noreferrer"


def test_an_address_that_is_none_of_the_web_is_no_link():
    report = an_audit()
    [first, *rest] = report.findings
    [source] = first.sources
    bad = replace(first, sources=(replace(source, link="javascript:alert(1)"),))
    page = page_of(replace(report, findings=(bad, *rest)))
    assert not page.cssselect("#finding-1 a")


@pytest.mark.parametrize("attack", ATTACKS)
@pytest.mark.parametrize("name", sorted(PARTS))
def test_whatever_an_article_or_a_record_says_stays_words(name, attack):
    _is_harmless(an_audit(**{name: f"{attack} end"}))


@given(st.dictionaries(NAMES, HOSTILE, max_size=4))
@settings(max_examples=40, deadline=None)
def test_whatever_words_come_stay_words(parts):
    _is_harmless(an_audit(**parts))


def _is_harmless(report):
    text = render(report)
    page = html.document_fromstring(text)
    assert {each.tag for each in page.iter() if isinstance(each.tag, str)} <= TAGS
    assert not [each for each in page.iter() if not isinstance(each.tag, str)]  # no comment
    assert len(page.cssselect("script")) == len(page.cssselect("style")) == 1
    for each in page.iter():
        assert not [name for name in each.attrib if name.startswith("on")]
        assert not each.get("href", "#").startswith("javascript")
    assert not re.search("[\u0000-\u0008\u000b\u000e-\u001f\u200b\u202a-\u202e\u2066-\u2069]", text)


PLACES = st.tuples(st.integers(0, 60), st.integers(0, 60)).map(lambda ends: Place(min(ends), max(ends), 1))


@given(st.text("ab •\n.[1]-", max_size=60), st.lists(PLACES, max_size=5), st.lists(PLACES, max_size=3))
def test_whatever_places_are_given_every_word_of_the_text_is_shown_once(text, places, spots):
    claims = tuple(ReadClaim(number=number, place=place, words="") for number, place in enumerate(places, 1))
    found = rows(ReadArticle(layout="plain text", text=text, claims=claims), spots)
    for row in found:
        shown = "".join(piece.text for piece in row.pieces)
        assert text[row.start : row.end].endswith(shown)
        assert not set(text[row.start : row.end].removesuffix(shown)) - set(" •-1.[]()\n")
    covered = "".join(text[row.start : row.end] for row in found)
    assert "".join(covered.split()) == "".join(text.split())
