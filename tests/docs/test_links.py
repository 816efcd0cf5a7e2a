"""Links between pages lead somewhere, and every file, test and module that a page names is there."""

import re
from pathlib import Path

import pytest
from pages import PAGES, ROOT, anchors, links, name_of, text_of

_NAMED_PATH = re.compile(r"`((?:src|tests|docs|benchmarks|\.ci)/[\w./*{},-]+)`")
_NAMED_TEST = re.compile(r"`(test_\w+)`")


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_every_link_between_pages_leads_somewhere(page: Path):
    for link in links(text_of(page)):
        if re.match(r"[a-z]+:", link):
            continue
        path, _, anchor = link.partition("#")
        target = (page.parent / path).resolve() if path else page
        assert target.exists(), f"{link} leads nowhere"
        if anchor and target.suffix == ".md":
            assert anchor in anchors(target.read_text(encoding="utf-8")), f"{link}: there is no such heading"


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_every_file_that_a_page_names_is_there(page: Path):
    for named in _NAMED_PATH.findall(text_of(page)):
        assert "{" in named or any(ROOT.glob(named.rstrip("/"))), f"there is no {named}"


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_every_test_that_a_page_names_is_there(page: Path):
    named = set(_NAMED_TEST.findall(text_of(page)))
    written = "\n".join(file.read_text(encoding="utf-8") for file in (ROOT / "tests").rglob("*.py")) if named else ""
    for test in named:
        assert f"def {test}(" in written or f"{test}.py" in {file.name for file in (ROOT / "tests").rglob("*.py")}, test


def test_every_page_is_reached_from_the_first():
    reached, waiting = set[Path](), [ROOT / "docs" / "index.md", ROOT / "README.md"]
    while waiting:
        page = waiting.pop()
        if page in reached or page.suffix != ".md" or not page.is_file():
            continue
        reached.add(page)
        waiting += [(page.parent / link.partition("#")[0]).resolve() for link in links(text_of(page)) if "://" not in link]
    lost = [name_of(page) for page in PAGES if page not in reached]
    assert not lost, f"no page links to {lost}"
