"""The entries of the glossary: each is one true sentence that a reader can read, and none stands in another's way."""

import re
from collections import Counter

import pytest

from answerable.audience.glossary import Entry, glossary
from answerable.audience.glossary.inflection import spelled
from answerable.audience.glossary.names import key_of
from answerable.audience.readability import readability

ENTRIES = tuple(glossary().terms.values())


def key(name: str) -> str:
    return "".join(spelled(word) for word in name.replace("-", " ").split())


def test_every_entry_has_a_definition_of_one_sentence():
    for entry in ENTRIES:
        assert entry.definition.endswith("."), entry.id
        assert ". " not in entry.definition, entry.id
        assert len(entry.definition.split()) <= 25, entry.id
        assert entry.definition[0].isupper(), entry.id


def test_no_definition_explains_a_term_by_itself():
    for entry in ENTRIES:
        mentioned = {mention.term_id for mention in glossary().mentions(entry.definition) if not mention.related}
        assert entry.name.lower() not in entry.definition.lower(), entry.id
        assert entry.id not in mentioned or entry.plain, entry.id


def test_the_plain_name_is_another_than_the_clinical_one():
    for entry in ENTRIES:
        assert key(entry.plain) != key(entry.name), entry.id


def test_definitions_can_be_read_after_eight_years_of_school():
    whole = readability([entry.definition for entry in ENTRIES])
    assert whole is not None
    assert whole.grade <= 6
    hard = [entry.id for entry in ENTRIES if (read := readability(entry.definition)) and read.grade > 12]
    assert len(hard) <= len(ENTRIES) // 50, hard


def test_only_verbs_have_verbs_forms():
    for entry in ENTRIES:
        assert not entry.forms or (entry.part == "verb" and len(entry.forms) == 4), entry.id
        assert not (entry.mass and entry.article), entry.id


def test_a_plain_name_brings_no_figure_of_its_own():
    for entry in ENTRIES:
        assert not any(letter.isdigit() for letter in entry.plain) or any(letter.isdigit() for letter in entry.name), entry.id


def test_no_name_belongs_to_two_entries_unless_their_place_tells_which():
    owners: dict[str, list[Entry]] = {}
    for entry in ENTRIES:
        for name in dict.fromkeys(key(name) for name in (*entry.names, *entry.related)):
            owners.setdefault(name, []).append(entry)
    shared = {name: several for name, several in owners.items() if len(several) > 1}
    assert not {
        name: [entry.id for entry in several]
        for name, several in shared.items()
        if not all(entry.only_with or entry.unless for entry in several)
    }


def test_no_name_stands_twice_in_an_entry():
    for entry in ENTRIES:
        written = Counter((*entry.names, *entry.related, *entry.abbreviations, *entry.ambiguous))
        assert max(written.values()) == 1, entry.id


def test_two_entries_with_one_id_are_refused():
    entry = Entry(id="x", name="x", definition="What x is.")
    from answerable.audience.glossary import Glossary

    with pytest.raises(ValueError, match="id x"):
        Glossary([entry, entry])


def test_names_folded_together_have_the_keys_that_a_text_gives_them():
    for entry in ENTRIES:
        for name in (*entry.names, *entry.related, *entry.abbreviations, *entry.ambiguous):
            assert key_of(name) == "".join(spelled(word) for word in re.findall(r"[^\W_]+(?:['’][^\W_]+)*", name)), name
