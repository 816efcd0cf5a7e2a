"""A study is about people or about animals, by its indexing or by its words; a back mouse is no mouse."""

import pytest

from answerable.corpus.record import MeshHeading, Record, TextSection
from answerable.corpus.species import species_of


def record(title: str, text: str = "", mesh: tuple[str, ...] = (), types: tuple[str, ...] = ()) -> Record:
    return Record(
        id="key:1",
        title=title,
        abstract=(TextSection(text),) if text else (),
        mesh=tuple(MeshHeading(name) for name in mesh),
        publication_types=types,
    )


@pytest.mark.parametrize(
    ("mesh", "species"),
    [
        (("Humans", "Gout"), "human"),
        (("Animals", "Gout"), "animal"),
        (("Humans", "Animals"), "both"),
        (("Rats", "Gout"), "animal"),
    ],
)
def test_indexing_decides(mesh, species):
    found, reason = species_of(record("Gout in patients and mice", mesh=mesh))
    assert found == species
    assert "indexed" in reason


@pytest.mark.parametrize(
    ("title", "text", "species"),
    [
        ("Heat for gout", "Forty patients were seen.", "human"),
        ("Heat for gout in rats", "Forty Wistar rats were treated.", "animal"),
        ("Lung water", "Eighteen awake sheep were studied.", "animal"),
        ("Heat for gout in men and in mice", "Both were studied.", "both"),
        ("What is a back mouse?", "A back mouse is a lump under the skin.", "human"),
        ("Back mice", "Back mice are found in many patients.", "human"),
        ("Dog bites", "We saw 40 children with dog bites and cats at home.", "human"),
        ("A receptor in vitro", "Receptors were expressed in vitro.", "unknown"),
        ("Stars of a cluster", "Elements were measured.", "unknown"),
    ],
)
def test_words_decide_where_there_is_no_indexing(title, text, species):
    assert species_of(record(title, text))[0] == species


def test_a_model_in_animals_that_is_only_mentioned_does_not_make_an_animal_study():
    text = "Animal studies in mice suggest a benefit. We treated 40 patients, and the patients improved."
    assert species_of(record("Heat for gout", text))[0] == "human"


def test_a_veterinary_type_is_about_animals():
    assert species_of(record("Heat for gout", types=("Clinical Trial, Veterinary",)))[0] == "animal"


def test_the_reason_is_given():
    assert species_of(record("Heat for gout", "Forty patients were seen."))[1] == "the text is about patients"
