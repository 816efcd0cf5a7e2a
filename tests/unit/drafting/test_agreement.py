"""Which statements of a section agree and which contradict each other, by what a model of stance says of them."""

from collections.abc import Sequence

import pytest
from candidates_by_hand import a_candidate
from hypothesis import given
from hypothesis import strategies as st
from stances_by_words import WordModel

from answerable.corpus.evidence import EvidenceLevel
from answerable.corpus.stance import Stance
from answerable.drafting.agreement import AGREES, COMPARED, DISAGREES, PAIRS, grouped
from answerable.drafting.candidates import Candidate
from answerable.drafting.model import SectionKind
from answerable.verification.judging import verdict_of
from answerable.verification.model import Verdict

L = EvidenceLevel
TREATMENT = SectionKind.TREATMENT
HELPED = a_candidate(1, "Exercise reduced pain in adults with back pain.")
ALSO = a_candidate(2, "In adults with back pain, pain was reduced by exercise.", L.ONE)
DID_NOT = a_candidate(3, "Exercise did not reduce pain in adults with back pain.")
KITES = a_candidate(4, "Kites were flown by children on a windy hill.")


class Said:
    """A model that says what a table says of two statements, whichever way round it is asked, and else that nothing tells."""

    def __init__(self, *said: tuple[Candidate, Candidate, Stance]) -> None:
        self._said = {frozenset((one.words, other.words)): stance for one, other, stance in said}
        self.asked = 0

    def stances(self, pairs: Sequence[tuple[str, str]]) -> Sequence[Stance]:
        self.asked += len(pairs)
        return [self._said.get(frozenset(pair), Stance(0, 0, 1)) for pair in pairs]


def test_of_two_that_agree_the_better_level_stands_and_the_other_is_cited_beside_it():
    found = grouped([HELPED, ALSO], TREATMENT, WordModel())
    assert found.standing([HELPED, ALSO]) == [ALSO]
    assert found.beside(ALSO) == (HELPED,)


def test_of_two_of_the_same_level_the_better_rank_stands():
    other = a_candidate(9, "In adults with back pain, pain was reduced by exercise.")
    assert grouped([other, HELPED], TREATMENT, WordModel()).standing([other, HELPED]) == [HELPED]


def test_a_group_stands_in_the_place_of_its_first_member():
    between = a_candidate(5, "Yoga improved sleep.")
    assert grouped([HELPED, between, ALSO], TREATMENT, WordModel()).standing([HELPED, between, ALSO]) == [ALSO, between]


def test_two_that_contradict_each_other_stand_side_by_side():
    found = grouped([HELPED, DID_NOT], TREATMENT, WordModel())
    assert found.disagreeing == ((HELPED, DID_NOT),)
    assert not found.agreeing


def test_what_is_about_something_else_is_not_even_judged():
    model = Said()
    assert not grouped([HELPED, KITES], TREATMENT, model).disagreeing
    assert model.asked == 0


def test_sentences_of_one_record_are_not_compared():
    again = a_candidate(1, "In adults with back pain, pain was reduced by exercise.")
    assert not grouped([HELPED, again], TREATMENT, WordModel()).agreeing


def test_nothing_is_merged_with_what_is_about_something_near():
    near = a_candidate(2, "In adults with back pain, pain was reduced by exercise.", indirect="about neck pain, not back pain")
    assert not grouped([HELPED, near], TREATMENT, WordModel()).agreeing


SURE, OPPOSED = Stance(0.99, 0, 0.01), Stance(0, 0.99, 0.01)


@pytest.mark.parametrize(
    "other",
    [
        "In adults with back pain, pain was reduced by 12 mm by exercise.",
        "In adults with back pain, pain was not reduced by exercise.",
        "In adults with back pain, pain was similar with exercise.",
    ],
)
def test_statements_with_other_figures_or_another_direction_are_never_merged_whatever_the_model_says(other):
    one = a_candidate(2, other)
    assert not grouped([HELPED, one], TREATMENT, Said((HELPED, one, SURE))).agreeing


def test_what_the_checks_would_not_show_is_not_merged():
    assert not grouped([HELPED, ALSO], TREATMENT, WordModel(), lambda kept, other: False).agreeing


def test_there_are_no_chains():
    first = a_candidate(1, "Exercise reduced pain in adults.")
    second = a_candidate(2, "In adults exercise reduced pain.")
    third = a_candidate(3, "Pain in adults was reduced by exercise.")
    found = grouped([first, second, third], TREATMENT, Said((first, second, SURE), (second, third, SURE)))
    assert found.standing([first, second, third]) == [first, third]
    assert found.beside(first) == (second,)


def test_a_statement_disagrees_with_one_other_at_most_the_better_one():
    again = a_candidate(5, "Exercise did not reduce back pain in adults.")
    found = grouped([HELPED, DID_NOT, again], TREATMENT, Said((HELPED, DID_NOT, OPPOSED), (HELPED, again, OPPOSED)))
    assert found.disagreeing == ((HELPED, DID_NOT),)


def test_nothing_is_set_side_by_side_among_symptoms():
    assert not grouped([HELPED, DID_NOT], SectionKind.PRESENTATION, WordModel()).disagreeing


def test_a_model_that_is_not_sure_changes_nothing():
    unsure = Stance(AGREES - 0.01, 0, 1 - AGREES + 0.01)
    found = grouped([HELPED, ALSO], TREATMENT, Said((HELPED, ALSO, unsure)))
    assert not found.agreeing
    assert found.standing([HELPED, ALSO]) == [HELPED, ALSO]


def test_who_agrees_or_disagrees_clearly_would_be_judged_so_by_the_costs_of_verification_too():
    assert verdict_of(Stance(AGREES, (1 - AGREES) / 2, (1 - AGREES) / 2)) is Verdict.SUPPORTED
    assert verdict_of(Stance((1 - DISAGREES) / 2, DISAGREES, (1 - DISAGREES) / 2)) is Verdict.CONTRADICTED


def test_only_so_many_pairs_are_judged():
    ones = [a_candidate(n, f"Exercise reduced pain in adults with back pain {n}.") for n in range(2 * COMPARED)]
    model = Said()
    grouped(ones, TREATMENT, model)
    assert 0 < model.asked <= PAIRS


WORDS = st.lists(st.sampled_from(("exercise", "pain", "adults", "reduced", "yoga", "not")), min_size=2, max_size=5, unique=True)
SHELVES = st.lists(st.tuples(st.integers(1, 5), WORDS, st.sampled_from(list(L))), max_size=7)


@given(SHELVES, st.randoms())
def test_groups_do_not_depend_on_the_order_and_nothing_is_lost(shelf: list[tuple[int, list[str], EvidenceLevel]], random):
    ones = [a_candidate(number, f"x {' '.join(words)} z", level) for number, words, level in shelf]
    ones = list({(one.record.id, one.words): one for one in ones}.values())
    found = grouped(ones, TREATMENT, WordModel())
    standing = found.standing(ones)
    beside = [other.span for one in standing for other in found.beside(one)]
    assert sorted(map(str, [*(one.span for one in standing), *beside])) == sorted(str(one.span) for one in ones)
    assert all(other.record.id != one.record.id for one in standing for other in found.beside(one))
    shuffled = list(ones)
    random.shuffle(shuffled)
    again = grouped(shuffled, TREATMENT, WordModel())
    assert again.agreeing == found.agreeing
    assert again.disagreeing == found.disagreeing
