"""A rendition has the claims of its answer, whoever reads it."""

import pytest

import answerable
from answerable.audience.reader import Reader
from answerable.audience.rendering import render_for


@pytest.fixture(scope="module")
def answer():
    return answerable.ask("What is a back mouse?")


@pytest.mark.parametrize("reader", Reader)
def test_every_reader_gets_every_claim_and_every_section(answer, reader):
    rendition = render_for(answer, reader)
    assert set(rendition.claims()) == {claim.id for claim in answer.claims()}
    assert {section.number for section in rendition.sections} == set(range(len(answer.sections)))
    assert (rendition.lead, rendition.summary) == (answer.lead, answer.summary)


@pytest.mark.parametrize("reader", Reader)
def test_each_claim_keeps_its_own_sentence_beside_the_words_shown(answer, reader):
    own = {claim.id: claim.text for claim in answer.claims()}
    assert {one.id: one.original for one in render_for(answer, reader).claims().values()} == own
