"""How counts, sizes and times are put before a reader."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from answerable.app.ingest import IngestSummary, RejectedItem
from answerable.entrypoints.cli.presenting.shelves import by_year, largest_first, size
from answerable.entrypoints.cli.presenting.taken import taken
from answerable.entrypoints.cli.terminal import printable
from answerable.writing import PLAIN


def test_the_newest_years_stand_alone_and_older_ones_by_decade():
    years = [(None, 2), (2023, 4), (2016, 3), (2015, 1), (2011, 1), (1999, 5), (1990, 1)]
    assert by_year(years) == [("2023", 4), ("2016", 3), ("2010–2015", 2), ("1990s", 6), ("not known", 2)]


@given(st.dictionaries(st.none() | st.integers(1, 2100), st.integers(1, 9), max_size=30))
def test_no_record_is_lost_among_the_years(years):
    assert sum(count for _, count in by_year(years.items())) == sum(years.values())


def test_the_largest_count_comes_first_and_what_has_no_name_is_named():
    assert largest_first([("ris", 1), ("", 3), ("jats", 1)]) == [("not known", 3), ("jats", 1), ("ris", 1)]


@pytest.mark.parametrize(("taken_up", "words"), [(0, "0 B"), (999, "999 B"), (1400, "1.4 kB"), (250_000_000, "250 MB")])
def test_sizes_are_in_words(taken_up, words):
    assert size(taken_up) == words


def test_a_next_step_that_rejections_share_is_said_once():
    same = [RejectedItem("a.xml", f"record {number}", "it has no title", "Give it a title.") for number in (1, 2)]
    other = RejectedItem("b.xml", "the whole file", "it is a letter", "Give a bibliography.")
    told = taken(IngestSummary(rejections=3, rejected=(*same, other), files=2, seconds=75.0), 92, PLAIN, every=False)
    assert told.count("→ Give it a title.") == 1
    assert told.index("record 2") < told.index("→ Give it a title.") < told.index("b.xml")
    assert "2 files read in 1 min 15 s" in told


def test_rejections_whose_reasons_were_not_kept_are_counted():
    told = taken(IngestSummary(rejections=3, rejected=(), files=1), 92, PLAIN, every=True)
    assert "… and 3 more. Their reasons were not kept." in told


@given(st.text())
def test_what_is_printed_gives_no_orders(text):
    shown = printable(f"{text}\n\x1b[1mheading\x1b[0m")
    assert shown.endswith("\n\x1b[1mheading\x1b[0m")
    assert not re.search("\x1b(?!\\[(?:0|1|2|1;33|4)m)|[\x00-\x09\x0b-\x1a\x1c-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", shown)
