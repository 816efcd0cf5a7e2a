"""What people said of an article can be read where it stands, on a screen of any width and on every sheet of paper."""

from pathlib import Path

import pypdfium2
import pytest
from articles import an_approved_article
from msgspec.structs import replace
from playwright.sync_api import Page

from answerable.app.reading_room import ReadingRoom
from answerable.app.reading_room.cataloguing import card_of
from answerable.publication.article import ArticleNotice, NoticeOf, PublicState, Signature
from answerable.settings import Settings

SIGNED = Signature(
    name="Cleo Barley", credentials="MD", account="5" * 8, at="2026-11-22T14:05:09+00:00", meaning="I approve this.",
    content="c" * 64,
)  # fmt: skip


@pytest.fixture(scope="module")
def kept(site: str, folder: Path) -> dict[PublicState, str]:
    """The addresses of a signed article as it was approved, and of one that was retracted since."""
    room = ReadingRoom(folder, Settings(library=folder))
    found: dict[PublicState, str] = {}
    for number, state in enumerate((PublicState.PUBLIC, PublicState.RETRACTED)):
        article = an_approved_article()
        notice = ArticleNotice(kind=NoticeOf.RETRACTED, made="2026-11-23T06:00:00+00:00", words="A figure was wrong.", version=2)
        article = replace(
            article,
            address=f"Signed000000000000000{number}",
            state=state,
            versions=(*article.versions[:-1], replace(article.latest, signature=SIGNED)),
            notices=() if state is PublicState.PUBLIC else (notice,),
        )
        with room.desk.work() as work:
            work.put(article, card_of(article))
        found[state] = f"{site}/articles/{article.address}"
    room.close(patience=5)
    return found


@pytest.mark.parametrize("width", [320, 768, 1000, 1280])
@pytest.mark.parametrize("state", [PublicState.PUBLIC, PublicState.RETRACTED])
def test_the_review_of_a_signed_article_takes_no_more_room_than_its_words(page: Page, kept, state: PublicState, width: int):
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(kept[state])
    words = page.locator(".review > p").first.bounding_box()
    assert words
    assert words["width"] >= 200
    review = page.locator(".review").bounding_box()
    assert review
    assert review["height"] < 600
    assert page.evaluate("() => document.documentElement.scrollWidth") <= width


def test_every_sheet_of_a_retracted_article_says_so_above_its_text(page: Page, kept):
    page.goto(kept[PublicState.RETRACTED])
    pdf = pypdfium2.PdfDocument(page.pdf(format="A5"))
    sheets = [pdf[number].get_textpage().get_text_range() for number in range(len(pdf))]
    of_the_article = [sheet for sheet in sheets if not sheet.startswith("Drafted by an automated")]  # else the site's foot alone
    assert len(of_the_article) > 1
    assert len(sheets) - len(of_the_article) <= 1
    assert {sheet.count("RETRACTED on 2026-11-23") for sheet in of_the_article} == {1}
