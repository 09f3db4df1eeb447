from __future__ import annotations

import itertools
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.extraction.amounts.numerals import format_number, parse_number
from kg.extraction.amounts.quantities import (
    convert,
    dose_from_cells,
    dose_label,
    find_quantities,
    range_label,
    to_micrograms,
)
from kg.extraction.amounts.schedules import read_schedule, schedule_parts
from kg.lexicon.cue_sets import AnchoredCue
from kg.lexicon.loading import load_entries
from kg.lexicon.units import find_unit


@pytest.mark.parametrize(
    ("text", "label", "daily"),
    [
        ("A dose of 450 mg once or twice a day is common.", "450 mg 1-2/day", (450, 900)),
        ("Take 100 to 200 mg a day, after meals.", "100-200 mg/day", (100, 200)),
        (
            "It is between 1,000 and 2,000 mg up to twice a day.",
            "1000-2000 mg 0-2/day",
            (1000, 4000),
        ),
        ("Take 1,000 mg of ginger root extract powder per day.", "1000 mg/day", (1000, 1000)),
        ("Vitamin B12 1,000–2,000 µg once a day", "1000-2000 ug/day", (1000, 2000)),
        ("Take 325 mg three times daily.", "325 mg 3/day", (975, 975)),
        ("Take 500 mg every 6 hours.", "500 mg 4/day", (2000, 2000)),
        ("Take 500 mg every 6 to 8 hours.", "500 mg 3-4/day", (1500, 2000)),
        ("Take 20 mg b.i.d. for 7 days.", "20 mg 2/day", (40, 40)),
        ("Take 200 mg q8h.", "200 mg 3/day", (600, 600)),
        ("Take 10 mg/kg/day.", "10 mg/kg/day", (10, 10)),
        ("Take 2 g/m2 intravenously every 12 hours.", "2 g/m2 2/day", (4, 4)),
        ("Take 50,000 IU once a week.", "50000 IU/week", (50000 / 7, 50000 / 7)),
        ("Take one tablet daily.", "1 tablet/day", (1, 1)),
        ("Take up to 400 mg a day.", "0-400 mg/day", (0, 400)),
        ("Take 5 mg every other day.", "5 mg 0.5/day", (2.5, 2.5)),
        ("Take 50 mg per fortnight.", "50 mg/fortnight", (50 / 14, 50 / 14)),
        ("Take 10 mg nocte.", "10 mg/day", (10, 10)),
        ("Take 3 MU t.i.w.", "3 U 3/week", (9 / 7, 9 / 7)),
        ("Take 1/2 tablet daily.", "0.5 tablet/day", (0.5, 0.5)),
        ("Take 500/125 mg three times daily.", "500 mg 3/day", (1500, 1500)),
        ("Take AUC 5 every 3 weeks.", "5 AUC 0.3333333333/week", (None, None)),
        ("Take 60 mg m(-2) daily.", "60 mg/m2/day", (60, 60)),
        ("Take 4 weekly infusions.", "4 injection", (None, None)),
        ("Take two drops twice a day.", "2 drop 2/day", (4, 4)),
        ("Take 25 μg per day.", "25 ug/day", (25, 25)),
        ("A single dose of 5 mL was given.", "5 mL", (None, None)),
    ],
)
def test_find_quantities_reads_doses(
    text: str, label: str, daily: tuple[float | None, float | None]
) -> None:
    found = next(q for q in find_quantities(text) if q.kind == "dose" and q.quantity.unit != "dose")
    assert dose_label(found.quantity) == label
    if daily[0] is not None:
        assert found.quantity.daily_min == pytest.approx(daily[0])
        assert found.quantity.daily_max == pytest.approx(daily[1])
    assert text[found.start : found.end] == found.quantity.text


@pytest.mark.parametrize(
    ("text", "kind", "label"),
    [
        ("It is between 4,500 and 11,000 per microliter of blood.", "range", "4500-11000 /uL"),
        ("It lies between 13.5 and 17.5 g/dL in men.", "range", "13.5-17.5 g/dL"),
        ("A level below 12 g/dL is low.", "threshold", "12 g/dL"),
        ("It helped 82 percent of subjects.", "percentage", "82 %"),
        ("There were 4,038 patients.", "count", "4038 patients"),
        ("It lasted six weeks.", "duration", "6 week"),
        ("It fell by 4 mmHg.", "measurement", "4 mmHg"),
        ("The AUC of 5 mg/L was read.", "measurement", "5 mg/L"),
        ("There were 150,000 platelets per microliter.", "measurement", "150000 /uL"),
    ],
)
def test_find_quantities_tells_the_kinds_apart(text: str, kind: str, label: str) -> None:
    (found,) = find_quantities(text)
    assert found.kind == kind
    assert range_label(found.quantity) == label


def test_find_quantities_keeps_route_duration_and_remark() -> None:
    (found,) = find_quantities("Give 20 mg by mouth twice a day with meals for four months.")
    quantity = found.quantity
    assert (quantity.route, quantity.duration) == ("oral", "for four months")
    assert quantity.remark == "with meals"


def test_find_quantities_keeps_the_water_out_of_the_dose() -> None:
    (found,) = find_quantities("Take 1,000 mg per day with at least 8 oz. of water.")
    assert dose_label(found.quantity) == "1000 mg/day"
    assert found.quantity.remark == "with at least 8 oz. of water"


def test_find_quantities_splits_a_list_of_amounts() -> None:
    found = find_quantities("They took 30.6 and 114 g of it.")
    assert [dose_label(q.quantity) for q in found] == ["30.6 g", "114 g"]


def test_find_quantities_reads_a_month_and_a_table_number_as_none() -> None:
    assert find_quantities("Table 2 shows it, as does Figure 3.") == ()


def test_dose_from_cells_joins_amount_and_frequency() -> None:
    quantity = dose_from_cells("300 mg", "two or three times a day")
    assert quantity is not None
    assert dose_label(quantity) == "300 mg 2-3/day"
    assert dose_from_cells("second choice", "daily") is None


def test_convert_keeps_what_it_cannot_convert() -> None:
    (gram,) = find_quantities("0.5 g a day")
    converted = convert(gram.quantity, "mg")
    assert converted is not None
    assert dose_label(converted) == "500 mg/day"
    assert converted.text == "0.5 g a day"
    micrograms = to_micrograms(gram.quantity)
    assert micrograms is not None
    assert micrograms.daily_max == pytest.approx(500_000)
    (units,) = find_quantities("400 IU a day")
    assert to_micrograms(units.quantity) is None


@pytest.mark.parametrize(
    ("printed", "unit"),
    [
        ("µg", "ug"),
        ("μg", "ug"),
        ("mcg", "ug"),
        ("Milligrams", "mg"),
        ("mm³", "uL"),
        ("I.U.", "IU"),
    ],
)
def test_find_unit_knows_the_printed_forms(printed: str, unit: str) -> None:
    found = find_unit(printed)
    assert found is not None
    assert found.id == unit


@given(st.floats(min_value=0.001, max_value=1e7, allow_nan=False).map(lambda x: round(x, 3)))
def test_numbers_survive_printing(value: float) -> None:
    assert parse_number(format_number(value)) == pytest.approx(value)


@given(st.text(alphabet="0123456789,.- mgkday/per½twotimes", max_size=80))
def test_find_quantities_are_exact_ordered_and_apart(text: str) -> None:
    found = find_quantities(text)
    assert all(text[q.start : q.end] == q.quantity.text for q in found)
    assert all(a.end <= b.start for a, b in itertools.pairwise(found))
    assert all(q.quantity.min <= q.quantity.max for q in found)


@pytest.mark.parametrize(
    "text", ["9" * 50_000, "1," * 40_000, "5 mg of " * 8_000, "1 to " * 20_000]
)
def test_find_quantities_stays_linear(text: str) -> None:
    started = time.process_time()  # the machine may be busy with other tests
    find_quantities(text)
    assert time.process_time() - started < 8


def test_read_schedule_ends_where_nothing_follows() -> None:
    assert read_schedule("450 mg of zinc", 6).end == 6


@pytest.mark.parametrize("part", load_entries("schedules", AnchoredCue), ids=lambda p: p.id)
def test_schedule_part_matches_its_positive_examples_only(part: AnchoredCue) -> None:
    regex = dict(schedule_parts())[part.category]
    assert all(regex.match(text) for text in part.positive)
    assert not any(regex.match(text) for text in part.negative)
