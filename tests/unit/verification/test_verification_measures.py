"""The figures of a sentence are read with their value, unit, sign and statistic."""

from decimal import Decimal

import pytest

from answerable.verification.measures import figures, is_not_significant


def _read(text: str) -> list[tuple[str, ...]]:
    return [("/".join(f"{v:f}" for v in f.values), f.sign, f.unit or f.lent, f.label) for f in figures(text)]


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("16% of adults", [("16", "", "%", "")]),
        ("16 per cent of adults", [("16", "", "%", "")]),
        ("10–58%", [("10", "", "%", ""), ("58", "", "%", "")]),
        ("1,000 women", [("1000", "", "", "")]),
        ("10 000 women", [("10000", "", "", "")]),
        ("0·05 mm Hg", [("0.05", "", "mmhg", "")]),
        ("a change of −0.5 kg", [("-0.5", "", "kg", "")]),
        ("31 of 35 patients", [("31/35", "", "", "")]),
        ("31/35", [("31/35", "", "", "")]),
        ("31 out of 35", [("31/35", "", "", "")]),
        ("95% CI 0.42 to 2.71", [("95", "", "%", ""), ("0.42", "", "", "ci"), ("2.71", "", "", "ci")]),
        ("(p<0.05)", [("0.05", "<", "", "p")]),
        ("P > .05", [(".05", ">", "", "p")]),
        ("8.9 ± 0.6 ml/kg", [("8.9", "", "ml/kg", ""), ("0.6", "", "ml/kg", "±")]),
        ("5 mg/kg per day", [("5", "", "mg/kg/day", "")]),
        ("3 ml kg-1 h-1", [("3", "", "ml/kg/hour", "")]),
        ("a 12-week course", [("12", "", "week", "")]),
        ("at least thirty minutes", [("30", "≥", "minute", "")]),
        ("aged 65 years or older", [("65", "≥", "year", "")]),
        ("twenty-one patients", [("21", "", "", "")]),
        ("52% v 30%", [("52", "", "%", ""), ("30", "", "%", "")]),
        ("OR 1.2, 95% CI 0.8 to 1.9", [("1.2", "", "", "or"), ("95", "", "%", ""), ("0.8", "", "", "ci"), ("1.9", "", "", "ci")]),
        ("a median of 8 weeks", [("8", "", "week", "median")]),
        ("IL-6, SF-36 and HbA1c", []),
        ("one of the causes", []),
    ],
)
def test_a_figure_is_read_as_it_is_meant(text: str, read: list[tuple[str, ...]]):
    assert [(str(Decimal(a)), *rest) for a, *rest in _read(text) if "/" not in a] == [
        (str(Decimal(a)), *rest) for a, *rest in read if "/" not in a
    ]
    assert [a for a, *_ in _read(text) if "/" in a] == [a for a, *_ in read if "/" in a]


@pytest.mark.parametrize(
    "text",
    [
        "The change was not significant.",
        "No statistically significant change.",
        "52% v 30%, P = 0.15",
        "p > 0.05",
        "odds ratio 1.2 (95% CI 0.8 to 1.9)",
        "difference 0.4 (95% CI -0.3 to 1.1)",
        "A higher share (NS) improved",
    ],
)
def test_a_result_that_chance_may_explain_is_known(text: str):
    assert is_not_significant(text)


@pytest.mark.parametrize(
    "text",
    ["p < 0.05", "P = 0.049", "odds ratio 1.9 (95% CI 1.2 to 2.8)", "significantly higher", "difference 0.4 (95% CI 0.1 to 0.7)"],
)
def test_a_significant_result_is_not_taken_for_chance(text: str):
    assert not is_not_significant(text)
