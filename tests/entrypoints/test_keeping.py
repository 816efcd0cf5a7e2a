"""Taking in, showing and rebuilding at the command line."""

import json

import pytest

from answerable.corpus.reading.jsonlines import write_record
from answerable.corpus.record import Author, Link, MeshHeading, PartialDate, Record, TextSection

TRIAL = Record(
    id="pmid:900001",
    pmid="900001",
    doi="10.1000/porridge",
    title="Baclofen against hiccups: a randomised controlled trial",
    authors=(Author(family="Oduya", initials="AB"), Author(collective="The Baclofen Group")),
    published=PartialDate(2019, 5),
    abstract=(
        TextSection("We randomised 40 adults with hiccups to baclofen or placebo.", "METHODS"),
        TextSection(
            "Hiccups were relieved in 15 of 20 adults (75%) after baclofen and in 5 of 20 (25%) after placebo.", "RESULTS"
        ),
    ),
    publication_types=("Journal Article", "Randomized Controlled Trial"),
    mesh=(MeshHeading("Hiccup", major=True), MeshHeading("Humans")),
    source="own",
)
RETRACTED = Record(
    id="pmid:900002",
    pmid="900002",
    title="Baclofen cures hiccups in a day",
    published=PartialDate(2015),
    abstract=(TextSection("Baclofen relieved hiccups in all 30 adults with hiccups."),),
    publication_types=("Journal Article", "Retracted Publication"),
    links=(Link(ref_type="RetractionIn", pmid="900003", citation="J Invent Med. 2016 Feb;1(1):2"),),
    source="own",
)


@pytest.fixture
def two(tmp_path):
    file = tmp_path / "two.jsonl"
    file.write_bytes(write_record(TRIAL) + b"\n" + write_record(RETRACTED) + b"\n")
    return str(file)


def test_an_ingest_ends_with_one_summary(run, two):
    done = run("ingest", two)
    assert done.status == 0
    assert done.err == ""
    counts = dict(line.split() for line in done.out.splitlines() if line.startswith("  "))
    assert counts == {"new": "2", "updated": "0", "unchanged": "0", "deleted": "0", "rejected": "0"}
    again = run("ingest", two)
    assert "unchanged  2" in again.out


def test_each_rejected_record_is_named_with_file_position_reason_and_next_step(run, two, tmp_path):
    broken = tmp_path / "broken.jsonl"
    broken.write_bytes(write_record(TRIAL) + b"\n{this is no record\n")
    done = run("ingest", str(broken), str(tmp_path / "absent"))
    assert done.status == 0
    told = " ".join(done.out.split())
    assert f"{broken}" in told
    assert "line 2" in told
    assert "absent, the whole file: It does not exist." in told
    assert "→ Check the path." in told


def test_long_lists_of_rejections_are_cut_with_a_count(run, tmp_path):
    broken = tmp_path / "broken.jsonl"
    broken.write_bytes(write_record(TRIAL) + b"\n" + b"{no\n" * 15)
    short, long = run("ingest", str(broken)), run("ingest", str(broken), "--verbose")
    assert "… and 5 more. Show them with --verbose." in short.out
    assert short.out.count("✗") == 10
    assert long.out.count("✗") == 15


def test_an_ingest_of_which_nothing_was_taken_in_ends_with_2(run, tmp_path):
    letter = tmp_path / "letter.txt"
    letter.write_text("Dear aunt, the weather is fine.")
    done = run("ingest", str(letter))
    assert done.status == 2
    assert "rejected   1" in done.out
    empty = tmp_path / "empty"
    empty.mkdir()
    done = run("ingest", str(empty))
    assert done.status == 2
    assert "No record was found" in done.err


def test_records_come_from_standard_input_too(run):
    done = run("ingest", "-", given=write_record(TRIAL))
    assert done.status == 0
    assert "new        1" in done.out


@pytest.mark.parametrize("identifier", ["900001", "10.1000/PORRIDGE", "https://doi.org/10.1000/porridge"])
def test_a_record_is_shown_as_a_reader_would_want_it(run, two, identifier):
    run("ingest", two)
    done = run("show", identifier)
    assert done.status == 0
    for words in (
        "Baclofen against hiccups",
        "Oduya AB, The Baclofen Group",
        "2019-05",
        "PMID 900001 · DOI 10.1000/porridge",
        "https://doi.org/10.1000/porridge",
        "randomised trial, level 2. ",
        "40 adults, read from “",
        "human: ",
        "Results: Hiccups were relieved in 15 of 20 adults (75%)",
        "Hiccup (main topic); Humans",
        "your library",
    ):
        assert words in done.out, done.out


def test_a_retracted_record_is_shown_as_retracted_by_show_search_and_library_and_never_cited(run, two):
    run("ingest", two)
    assert "⚠ NOTICE: Retraction" in run("show", "900002").out
    found = run("search", "Does baclofen relieve hiccups?").out
    assert "Baclofen cures hiccups in a day" in found
    assert "RETRACTED: never cited" in found
    assert "Retracted:        1" in run("library").out
    answer = json.loads(run("ask", "Does baclofen relieve hiccups?", "-f", "json").out)
    assert {reference["record"]["id"] for reference in answer["references"]} == {"pmid:900001"}


def test_a_digest_is_shown_as_a_digest(run):
    done = run("show", "19078461")
    assert "Digest: the text below is a summary in Answerable's own words." in " ".join(done.out.split())


def test_what_is_not_held_ends_with_3(run):
    done = run("show", "99999999")
    assert (done.status, done.out) == (3, "")
    assert "No record is held" in done.err


def test_the_library_says_what_it_holds(run, two):
    run("ingest", two)
    done = run("library")
    assert done.status == 0
    for words in (
        "Your own:         2",
        "Starter library:",
        "By year",
        "2019",
        "By level",
        "level 2",
        "By source",
        "schema 1",
        " kB",
    ):
        assert words in done.out, done.out


def test_the_index_is_made_anew(run, two):
    assert run("rebuild").status == 5
    run("ingest", two)
    done = run("rebuild")
    assert done.status == 0
    assert "records" in done.out


def test_a_library_may_be_named_on_every_command(run, two, tmp_path):
    elsewhere = str(tmp_path / "elsewhere")
    run("ingest", two, "--library", elsewhere)
    assert run("show", "900001").status == 3
    assert run("show", "900001", "--library", elsewhere).status == 0
    assert "hiccups" in run("ask", "Does baclofen relieve hiccups?", "--library", elsewhere).out


def test_a_file_is_no_library(run, tmp_path):
    file = tmp_path / "file"
    file.write_text("x")
    done = run("ingest", str(file), "--library", str(file))
    assert done.status == 5
    assert "Traceback" not in done.err


def test_no_words_of_a_record_give_orders_to_the_terminal(run, tmp_path):
    evil = TRIAL.__class__(
        id="pmid:900009",
        pmid="900009",
        title="Baclofen \x1b[2J\u202e and hiccups\x07",
        abstract=(TextSection("Hiccups \x9b31m were relieved in 3 of 4 adults with hiccups \x1b]0;x\x07."),),
        keywords=("\x1b[31mred",),
        source="own",
    )
    file = tmp_path / "evil\x1b[31m.jsonl"
    file.write_bytes(write_record(evil) + b"\n{\n")
    outs = [
        run("ingest", str(file)),
        run("show", "900009"),
        run("search", "baclofen hiccups"),
        run("ask", "Does baclofen relieve hiccups?"),
    ]
    for done in outs:
        assert not set(done.out + done.err) & set("\x1b\x07\x9b\u202e"), done
