"""Abbreviations are explained by the record that uses them."""

import pytest

from answerable.corpus.abbreviations import definitions, explained
from answerable.corpus.record import Record, TextSection


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "People with chronic obstructive pulmonary disease (COPD) took part.",
            (("COPD", "chronic obstructive pulmonary disease"),),
        ),
        ("The visual analogue scale (VAS) was used.", (("VAS", "visual analogue scale"),)),
        ("Blood pressure (mmHg) fell.", ()),
        ("Half of them (n = 20) left.", ()),
        ("Electroacupuncture (EA) against sham acupuncture (SA).", (("EA", "Electroacupuncture"), ("SA", "sham acupuncture"))),
    ],
)
def test_a_long_form_stands_before_its_short_form_in_brackets(text, found):
    assert definitions(text) == found


def test_only_what_the_quote_leaves_unexplained_is_explained():
    record = Record(
        id="pmid:1",
        title="A trial",
        abstract=(TextSection("Chronic obstructive pulmonary disease (COPD) and forced expiratory volume (FEV) were studied."),),
    )
    assert explained("COPD patients had a lower FEV.", record) == (
        ("COPD", "Chronic obstructive pulmonary disease"),
        ("FEV", "forced expiratory volume"),
    )
    assert explained("Forced expiratory volume (FEV) fell.", record) == ()
