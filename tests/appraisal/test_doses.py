from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.appraisal.dose_table import dose_table
from kg.appraisal.doses import DoseFault, check_dose
from kg.model.claim import Quantity
from kg.model.closed_terms import Design, Polarity


def dose(make, subject, low, unit, *, high=None, period="day", text=None, **fields):
    high = low if high is None else high
    text = text or f"Take {subject} {low:g} {unit} a day."
    document = make.read(text)
    times = {key: fields.pop(key) for key in ("times_min", "times_max", "per_kg") if key in fields}
    rate = (times.get("times_min", 1), times.get("times_max", 1))
    is_daily = period == "day"
    quantity = Quantity(
        text=f"{low:g} {unit}",
        min=low,
        max=high,
        unit=unit,
        period=period,
        daily_min=low * rate[0] if is_daily else None,
        daily_max=high * rate[1] if is_daily else None,
        **times,
    )
    claim = make.state(document, subject, "hasDosage", "take", quantity=quantity, **fields)
    return check_dose(claim)


def test_check_dose_finds_micrograms_printed_as_milligrams(make):
    finding = dose(make, "vitamin D", 50, "mg")
    assert finding.fault is DoseFault.TOO_HIGH
    assert finding.times == 500
    assert finding.meant == "50 µg"


def test_check_dose_without_an_upper_level_says_so(make):
    finding = dose(make, "vitamin B12 powder", 100, "mg", high=200)
    assert finding.fault is DoseFault.TOO_HIGH
    assert finding.meant == "100–200 µg"
    assert finding.limit == "no upper level is established"


def test_check_dose_finds_milligrams_printed_as_grams(make):
    assert dose(make, "folic acid tablets", 5, "g").meant == "5 mg"


def test_check_dose_finds_international_units_printed_as_milligrams(make):
    assert dose(make, "vitamin D3", 2000, "mg").meant == "2,000 IU"


def test_check_dose_finds_milligrams_printed_as_micrograms(make):
    finding = dose(make, "vitamin C", 500, "ug")
    assert (finding.fault, finding.meant) == (DoseFault.TOO_LOW, "500 mg")


def test_check_dose_finds_more_than_the_upper_level(make):
    finding = dose(make, "zinc", 100, "mg")
    assert finding.fault is DoseFault.ABOVE_LIMIT
    assert finding.times == 2.5


@pytest.mark.parametrize(
    ("subject", "amount", "unit"),
    [("folic acid", 5, "mg"), ("folic acid", 4000, "ug"), ("iron", 65, "mg"), ("niacin", 2, "g")],
)
def test_check_dose_in_medical_use_above_the_level_is_only_noted(make, subject, amount, unit):
    assert dose(make, subject, amount, unit).fault is DoseFault.ABOVE_LIMIT_MEDICAL


def test_check_dose_spreads_a_weekly_dose(make):
    assert (
        dose(make, "vitamin D", 50_000, "IU", period="week").fault is DoseFault.ABOVE_LIMIT_MEDICAL
    )
    assert dose(make, "vitamin D", 20_000, "IU", period="month") is None


@pytest.mark.parametrize(
    ("subject", "low", "high", "unit"),
    [
        ("vitamin B12 tablets", 1000, 2000, "ug"),
        ("vitamin D", 1000, 2000, "IU"),
        ("vitamin D3", 25, 100, "ug"),
        ("vitamin C", 500, 1000, "mg"),
        ("magnesium", 200, 350, "mg"),
        ("echinacea extract powder", 450, 900, "mg"),
        ("astragalus extract powder", 1300, 1300, "mg"),
        ("ginseng root extract powder", 1000, 4000, "mg"),
        ("ginger root extract powder", 1000, 1000, "mg"),
        ("ferrous sulfate", 325, 325, "mg"),
        ("ferrous gluconate", 600, 900, "mg"),
        ("biotin", 10_000, 10_000, "ug"),
        ("biotin", 300, 300, "mg"),
        ("vitamin K2", 45, 45, "mg"),
        ("riboflavin", 400, 400, "mg"),
        ("thiamin", 300, 300, "mg"),
        ("melatonin", 0.5, 10, "mg"),
    ],
)
def test_check_dose_leaves_usual_doses_alone(make, subject, low, high, unit):
    assert dose(make, subject, low, unit, high=high) is None


@pytest.mark.parametrize(
    "fields",
    [
        {"text": "Intravenous vitamin D 50 mg is for animals of the clinic; take care."},
        {"text": "Children take vitamin D 50 mg."},
        {"design": Design.ANIMAL},
        {"polarity": Polarity.NEGATED},
    ],
)
def test_check_dose_leaves_alone_what_the_table_is_not_for(make, fields):
    assert dose(make, "vitamin D", 50, "mg", **fields) is None


def test_check_dose_of_an_unknown_substance_or_another_thing_is_none(make):
    assert dose(make, "unobtainium", 50, "g") is None
    assert dose(make, "vitamin D deficiency", 50, "mg") is None


def test_check_dose_per_kilogram_counts_a_light_adult(make):
    assert dose(make, "vitamin C", 30, "mg", per_kg=True) is None
    assert dose(make, "vitamin C", 100, "mg", per_kg=True).fault is DoseFault.ABOVE_LIMIT


@given(
    st.sampled_from(dose_table().entries), st.floats(0.001, 1e6), st.sampled_from(["ug", "mg", "g"])
)
def test_check_dose_never_exceeds_a_level_that_is_not_established(make, entry, amount, unit):
    finding = dose(make, entry.names[0], amount, unit)
    if finding and entry.limit is None:
        assert finding.fault in {DoseFault.TOO_HIGH, DoseFault.TOO_LOW}
        assert "no upper level" in finding.limit


def test_dose_table_finds_names_with_forms_only():
    table = dose_table()
    assert table.find("Chewable vitamin C").id == "vitamin-c"
    assert table.find("vitamin B12 powder").id == "vitamin-b12"
    assert table.find("iron overload") is None


def test_dose_table_every_figure_lies_in_a_sane_order():
    for entry in dose_table().entries:
        assert entry.lowest <= entry.highest
        assert (
            entry.reference is None
            or entry.limit is None
            or entry.id == "magnesium"
            or entry.reference <= entry.limit
        )


def test_check_dose_given_in_a_study_is_only_noted(make):
    found = dose(make, "zinc", 100, "mg", design=Design.RCT)
    assert found.fault is DoseFault.ABOVE_LIMIT_MEDICAL
    assert not found.source.endswith("; ")
