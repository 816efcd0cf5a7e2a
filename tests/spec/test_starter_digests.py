"""The starter library: every digest is in our own words, makes sense a sentence at a time, and says no more than its source."""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Iterable
from decimal import Decimal
from importlib.resources import files
from pathlib import Path
from typing import Any

import msgspec
import pytest

from answerable.corpus.record import Record, link_of
from answerable.text import clean, sentences

DIGESTS = sorted(
    (path for path in files("answerable.starter").joinpath("digests").iterdir() if path.name.endswith(".jsonl")),
    key=lambda path: path.name,
)
OF_THE_TOPIC = ("back-mouse.jsonl", "low-back-pain-guidelines.jsonl")

HEADINGS = {"BACKGROUND", "METHODS", "RESULTS", "CONCLUSIONS", "LIMITATIONS", "RECOMMENDATIONS"}
SEEN = {"own abstract", "own full text", "described elsewhere", "lay page"}
RETRACTED = {"34765354"}

# A sentence that opens with one of these leans on another sentence, which is not there when it is quoted alone.
DANGLING = frozenset(
    "this that these those it its they their he his she her such both neither none others another however therefore thus hence "
    "moreover furthermore additionally also but and or so conversely similarly likewise nevertheless nonetheless consequently "
    "then finally overall which who whereas former latter we our".split()
)
# "This retrospective case series …" and "Neither aspirin nor placebo …" name their subject in the same breath.
NAMES_ITS_SUBJECT = re.compile(
    r"^(?:This (?:[\w-]+ ){0,7}(?:study|trials?|analysis|review|series|survey|report|letter|paper|piece|experiment|guideline)\b"
    r"|Neither .+ nor |Both .+ and )"
)

# Figures that are right and stand in no text of the source as such: (record, figure) and why.
ALLOWED = {
    ("pmid:20056003", "20000"): "the abstract sets the thousands of a dose apart by a full stop",
    ("pmid:20056003", "40000"): "the abstract sets the thousands of a dose apart by a full stop",
}

NUMBER_WORDS = dict(
    zip(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
        "eighteen nineteen".split(),
        range(20),
        strict=True,
    )
) | {word: 10 * tens for tens, word in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), start=2)}
_BELOW_TEN = "|".join(list(NUMBER_WORDS)[1:10])
_SPELLED = re.compile(
    rf"\b(?:(?P<hundreds>{_BELOW_TEN})[- ]hundred(?:[- ]and)?\b[- ]?)?"
    rf"(?:(?P<rest>{'|'.join(NUMBER_WORDS)})(?:[- ](?P<unit>{_BELOW_TEN}))?\b)?",
    re.IGNORECASE,
)
# "one" counts as a figure only before what can be counted: "one of them" and "one side" state none.
_COUNTED = re.compile(
    r"[ -](?:hundred|year|month|week|day|hour|minute|centre|patient|person|wom[ae]n|man|case|trial|stud)", re.IGNORECASE
)
_DIGITS = re.compile(r"\d+(?:\.\d+)?|\.\d+")


def figures(text: str) -> set[Decimal]:
    """Every number in a text, in digits or in words; thousands, middle dots and trailing zeros make no difference."""
    text = re.sub(r"(?<=\d)[,\u2009\u00a0\u202f](?=\d{3}(?!\d))", "", text).replace("·", ".")
    found = {Decimal(digits) for digits in _DIGITS.findall(text)}
    for match in _SPELLED.finditer(text):
        parts = {name: NUMBER_WORDS[word.lower()] for name, word in match.groupdict().items() if word}
        if parts:
            found.add(Decimal(100 * parts.get("hundreds", 0) + parts.get("rest", 0) + parts.get("unit", 0)))
    return found


def known(text: str) -> set[Decimal]:
    """The figures of a source, which may set thousands apart by a space ("20 000") or by a comma and a space ("1, 334")."""
    return figures(text) | figures(re.sub(r"(?<=\b\d)(\d{0,2}),? (?=\d{3}\b)", r"\1", text))


def stated(text: str) -> set[Decimal]:
    """The figures that a digest states: those in names ("NG59", "HLA-B27") and an uncounted "one" are none."""
    names_out = re.sub(r"\b[A-Za-z][A-Za-z-]*\d[\w-]*", " ", text)
    ones_out = re.sub(
        r"\bone\b", lambda one: one[0] if _COUNTED.match(names_out, one.end()) else " ", names_out, flags=re.IGNORECASE
    )
    return figures(ones_out)


def words(text: str) -> list[str]:
    return re.findall(r"[a-z0-9]+(?:[.'][a-z0-9]+)*", text.lower())


def runs(text: str, length: int = 12) -> set[tuple[str, ...]]:
    run = words(text)
    return {tuple(run[start : start + length]) for start in range(len(run) - length + 1)}


def _read(names: Iterable[Any]) -> list[Any]:
    decoder = msgspec.json.Decoder(Record, strict=True)
    return [
        pytest.param(record, id=record.id)
        for path in names
        for record in (decoder.decode(line) for line in path.read_bytes().splitlines())
    ]


EVERY = _read(DIGESTS)
TOPIC = _read(path for path in DIGESTS if path.name in OF_THE_TOPIC)
TRIALS = _read(path for path in DIGESTS if path.name not in OF_THE_TOPIC)


def _text(record: Record) -> str:
    return " ".join(section.text for section in record.abstract)


def _sentences(record: Record) -> list[str]:
    return [sentence.text for section in record.abstract for sentence in sentences(section.text)]


def _about(records: list[Any], title: str) -> Record:
    return next(param.values[0] for param in records if title in param.values[0].title)


# --- what holds without the source at hand ---


def test_no_two_digests_are_of_the_same_publication():
    for identifier in ("id", "pmid", "doi", "pmcid"):
        named = [getattr(param.values[0], identifier) for param in EVERY if getattr(param.values[0], identifier)]
        assert len(named) == len(set(named)), identifier


def test_the_library_covers_the_topic_and_seventy_trials():
    assert len(TOPIC) == 48
    assert len(TRIALS) >= 70


@pytest.mark.parametrize("record", EVERY)
def test_a_digest_says_that_it_is_one_and_links_the_original(record: Record):
    assert record.digest is not None
    assert re.fullmatch(r"https?://[^\s]+", record.digest.original)
    assert record.digest.seen in SEEN
    assert record.source == "starter"
    assert link_of(record)


@pytest.mark.parametrize("record", EVERY)
def test_a_digest_goes_by_the_best_identifier_of_its_publication(record: Record):
    assert record.doi == record.doi.lower()
    assert not record.doi or re.fullmatch(r"10\.\d{4,}/\S+", record.doi)
    assert not record.pmcid or record.pmcid.startswith("PMC")
    scheme, _, value = record.id.partition(":")
    if record.pmid:
        assert (scheme, value) == ("pmid", record.pmid)
    elif record.doi:
        assert (scheme, value) == ("doi", record.doi)
    else:
        assert scheme == "key"


@pytest.mark.parametrize("record", EVERY)
def test_a_digest_is_set_under_the_headings_of_an_abstract(record: Record):
    labels = [section.label for section in record.abstract]
    assert labels
    assert set(labels) <= HEADINGS
    assert len(labels) == len(set(labels))
    assert all(section.text == clean(section.text) for section in record.abstract)


@pytest.mark.parametrize("record", EVERY)
def test_every_sentence_of_a_digest_makes_sense_alone(record: Record):
    for sentence in _sentences(record):
        opener = re.split(r"[\s,]", sentence, maxsplit=1)[0].lower()
        assert sentence[0].isupper() or sentence[0].isdigit(), sentence
        assert sentence.endswith("."), sentence
        assert opener not in DANGLING or NAMES_ITS_SUBJECT.match(sentence), sentence
        assert not re.search(r"\b(?:the (?:former|latter)|these patients|this (?:group|treatment))\b", sentence), sentence
        assert 5 <= len(sentence.split()) <= 45, sentence
        assert sentence.count("(") == sentence.count(")"), sentence


@pytest.mark.parametrize("record", _read(path for path in DIGESTS if path.name == "back-mouse.jsonl"))
def test_a_digest_on_the_topic_is_found_by_the_name_of_the_topic(record: Record):
    assert re.search(r"\bback (?:mouse|mice)\b", _text(record))
    assert "back mouse" in record.keywords


def test_no_retracted_publication_is_in_the_starter_library():
    assert not RETRACTED & {param.values[0].pmid for param in EVERY}


def test_the_trial_of_injection_is_given_with_both_arms_and_both_settings():
    text = _text(_about(TOPIC, "double blind, randomized study of local injection"))
    for words_of_it in ("30.5", "43.8", "p<0.05", "52% of patients", "30% after saline", "not statistically significant"):
        assert words_of_it in text
    assert re.search(r"58%.{0,60}\b8%", text)
    assert re.search(r"44%.{0,60}\b62%", text)
    assert "indirect evidence" in text


def test_the_case_series_is_given_with_its_denominators_and_limits():
    text = _text(_about(TOPIC, "a case series"))
    assert "31 of 35 patients (89%)" in text
    assert "30 of 35 patients (86%)" in text
    assert re.search(r"duration of pain before treatment was 8 weeks", text)
    assert re.search(r"14% of patients had numbness or paresthesia", text)
    assert "no comparison group" in text


def test_the_dissenting_paper_is_given():
    text = _text(_about(TOPIC, "Non-fibrositic lumbar subcutaneous nodules"))
    assert "a normal variant and not the cause of low back pain" in text
    assert "about 25%" in text


def test_nothing_is_said_that_the_source_leaves_open():
    red_flags = _about(TOPIC, "Red flags to screen for malignancy and fracture")
    assert "%" not in _text(red_flags)
    who = [sentence for sentence in _sentences(_about(TOPIC, "WHO guideline")) if "anaesthetic" in sentence]
    assert who
    assert all("could not be verified" in sentence for sentence in who)
    lapsed = _text(_about(TOPIC, "Noninvasive treatments for acute"))
    assert "lapsed in 2022" in lapsed
    assert "16%" not in _text(_about(TOPIC, "Another cause of low back pain"))


# --- what is compared with the source ---

Topic = dict[tuple[str, int | None], dict[str, Any]]


def _source_text(values: object) -> str:
    """The words of whatever nests in a source's entry, joined."""
    if isinstance(values, dict):
        return " ".join(_source_text(value) for value in values.values())
    if isinstance(values, list):
        return " ".join(_source_text(value) for value in values)
    return "" if values is None else str(values)


@pytest.fixture(scope="session")
def topic(shared_data: Path) -> Topic:
    """The topic's records by title and year, each with its facts."""
    folder = shared_data / "backmouse_topic"
    entries = [json.loads(line) for line in (folder / "records.jsonl").read_text(encoding="utf-8").splitlines()]
    facts = [json.loads(line) for line in (folder / "facts.jsonl").read_text(encoding="utf-8").splitlines()]
    for entry in entries:
        entry["known"] = [fact for fact in facts if fact["key"] == entry["key"]]
    return {(entry["title"], entry["year"]): entry for entry in entries}


@pytest.fixture(scope="session")
def articles(shared_data: Path) -> dict[str, dict[str, Any]]:
    """The trial articles by PMID."""
    with gzip.open(shared_data / "rct_ccby" / "articles.jsonl.gz", "rt", encoding="utf-8") as lines:
        return {article["pmid"]: article for article in map(json.loads, lines)}


def _strange(record: Record, source: str) -> list[str]:
    strange = sorted(stated(_text(record)) - known(source) - {Decimal(record.year or 0)})
    return [str(figure) for figure in strange if (record.id, str(figure)) not in ALLOWED]


def _same_bibliography(record: Record, title: str, year: int | None, journal: str, authors: list[str]) -> None:
    assert record.title.rstrip(".") == clean(title).rstrip(".")
    assert record.year == year
    assert journal.casefold() in (record.journal.name.casefold(), record.journal.abbreviation.casefold())
    assert len(authors) == len(record.authors)
    for printed, author in zip(authors, record.authors, strict=True):
        # Word by word: particles wander in the source ("den Broeck Jan Van").
        assert all(word in printed.casefold() for word in (author.collective or author.family).casefold().split())


def test_every_record_of_the_topic_has_its_digest(topic: Topic):
    assert {(param.values[0].title, param.values[0].year) for param in TOPIC} == set(topic)


@pytest.mark.parametrize("record", TOPIC)
def test_every_figure_on_the_topic_stands_in_its_facts(record: Record, topic: Topic):
    entry = topic[record.title, record.year]
    source = [entry.get("facts"), [[fact["fact"], fact["figures"]] for fact in entry["known"]]]
    assert not _strange(record, _source_text(source))


@pytest.mark.parametrize("record", TOPIC)
def test_the_bibliography_on_the_topic_is_the_source_s(record: Record, topic: Topic):
    entry = topic[record.title, record.year]
    _same_bibliography(record, entry["title"], entry["year"], entry["journal"], re.split(r"\s*[,;]\s*", entry["authors"]))
    for field in ("pmid", "pmcid", "volume", "issue"):
        assert getattr(record, field) in ("", entry.get(field)), field
    assert (entry.get("pages") or "").startswith(record.pages)
    assert record.doi in ("", (entry.get("doi") or "").lower())


@pytest.mark.parametrize("record", TOPIC)
def test_what_could_not_be_verified_stays_out(record: Record, topic: Topic):
    unverified = topic[record.title, record.year].get("unverified") or ""
    if re.search(r"\bPMID\b(?! of)", unverified):
        assert not record.pmid
    for word, value in (("volume", record.volume), ("DOI", record.doi)):
        if re.search(rf"(?:^|[,;] ){word}\b", unverified):
            assert not value, word


@pytest.mark.parametrize("record", TOPIC)
def test_no_sentence_on_the_topic_is_taken_over(record: Record, topic: Topic):
    for fact in topic[record.title, record.year]["known"]:
        assert not runs(_text(record)) & runs(fact["fact"])


@pytest.mark.parametrize("record", TRIALS)
def test_every_figure_of_a_trial_stands_in_its_abstract(record: Record, articles: dict[str, dict[str, Any]]):
    article = articles[record.pmid]
    assert not _strange(record, _source_text([article["title"], article["abstract"]]))


@pytest.mark.parametrize("record", TRIALS)
def test_the_bibliography_of_a_trial_is_the_source_s(record: Record, articles: dict[str, dict[str, Any]]):
    article = articles[record.pmid]
    _same_bibliography(record, article["title"], article["year"], article["journal"], article["authors"])
    assert record.doi == (article.get("doi") or "").lower()
    assert record.pmcid in ("", f"PMC{str(article.get('pmcid') or '').removeprefix('PMC')}")


@pytest.mark.parametrize("record", TRIALS)
def test_no_sentence_of_a_trial_is_taken_over(record: Record, articles: dict[str, dict[str, Any]]):
    assert not runs(_text(record)) & runs(_source_text([part["text"] for part in articles[record.pmid]["abstract"]]))


# --- the reader of figures itself ---


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1,172 people, of whom 11 (0.9%)", {"1172", "11", "0.9"}),
        ("p<.05 and 0·10", {"0.05", "0.1"}),
        ("Twenty-two of ninety", {"22", "90"}),
        ("Four hundred and seventy-two of six hundred", {"472", "600"}),
        ("aged 17-78", {"17", "78"}),
    ],
)
def test_figures_are_read_however_they_are_written(text: str, expected: set[str]):
    assert figures(text) == {Decimal(number) for number in expected}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("NICE guideline NG59 asks for HLA-B27", set[str]()),
        ("relief in one of the two women at one year", {"1", "2"}),
        ("one hundred and fifty outpatients", {"150"}),
        ("pain on one side", set[str]()),
    ],
)
def test_a_name_and_an_uncounted_one_state_no_figure(text: str, expected: set[str]):
    assert stated(text) == {Decimal(number) for number in expected}
