"""Every stance model gives one stance for each pair, which depends on that pair alone and whose probabilities sum to 1."""

import importlib.util
from pathlib import Path

import pytest
from stances_by_words import WordModel

from answerable.adapters.evidence_model import FOLDER, EvidenceModel
from answerable.corpus.passage import Passage
from answerable.corpus.record import Record, TextSection
from answerable.corpus.stance import StanceModel
from answerable.errors import MissingExtra


def _installed() -> None:
    for package in ("numpy", "onnxruntime", "tokenizers"):
        if importlib.util.find_spec(package) is None:
            pytest.skip(f"{package} is not installed: the extra 'model' is needed")


@pytest.fixture(params=["words", "evidence model"])
def model(request: pytest.FixtureRequest) -> StanceModel:
    if request.param == "words":
        return WordModel()
    _installed()
    return EvidenceModel(threads=1)


PAIRS = [
    ("Aspirin reduced fever in adults.", "In this trial, aspirin reduced fever in adults compared with placebo."),
    ("Aspirin reduced fever in adults.", "Aspirin did not reduce fever in adults."),
    ("Aspirin reduced fever in adults.", "Kites were flown on a windy hill by children."),
]


def test_there_is_one_stance_for_each_pair_in_their_order(model: StanceModel):
    stances = model.stances(PAIRS)
    assert list(model.stances(PAIRS[::-1])) == list(stances)[::-1]
    assert list(model.stances(PAIRS[1:2])) == [stances[1]]


def test_probabilities_sum_to_one(model: StanceModel):
    for stance in model.stances([*PAIRS, ("x", ""), ("", "x"), ("claim " * 400, "passage " * 2000)]):
        assert stance.supports + stance.contradicts + stance.neutral == pytest.approx(1)
        assert min(stance.supports, stance.contradicts, stance.neutral) >= 0


def test_the_like_supports_the_contrary_contradicts_and_the_unlike_does_not_tell(model: StanceModel):
    like, contrary, unlike = model.stances(PAIRS)
    assert like.supports > max(like.contradicts, like.neutral)
    assert contrary.contradicts > max(contrary.supports, contrary.neutral)
    assert unlike.neutral > max(unlike.supports, unlike.contradicts)


def test_of_no_pairs_there_is_no_stance(model: StanceModel):
    assert list(model.stances([])) == []


def test_the_shipped_weights_say_what_they_are():
    _installed()
    card = EvidenceModel().card
    assert card.version
    assert card.made
    assert (FOLDER / "model.onnx").stat().st_size < 26_000_000


def test_without_the_runtime_the_model_says_what_to_install(monkeypatch: pytest.MonkeyPatch):
    def absent(name: str) -> object:
        raise ImportError(f"No module named {name!r}", name=name)

    monkeypatch.setattr("answerable.adapters.evidence_model.import_module", absent)
    with pytest.raises(MissingExtra, match=r"answerable\[model\]"):
        EvidenceModel().stances([("a", "b")])


def test_weights_that_are_not_there_are_a_problem_for_a_person(tmp_path: Path):
    _installed()
    with pytest.raises(MissingExtra, match="weights"):
        EvidenceModel(folder=tmp_path).stances([("a", "b")])


def test_a_passage_is_read_by_its_title_and_its_best_window():
    _installed()
    on, off = EvidenceModel(threads=1).score(
        "Does walking help low back pain?",
        [
            Passage(
                Record(
                    id="pmid:1", title="Walking for low back pain", abstract=(TextSection("Adults who walked had less pain."),)
                )
            ),
            Passage(Record(id="pmid:2", title="Kites in spring", abstract=(TextSection("Children flew kites on a hill."),))),
        ],
    )
    assert 0 <= off < on <= 1
