"""What the columns of a table say of the thing in the row."""

from __future__ import annotations

import pytest

from kg.extraction.passages.discourse import Discourse
from kg.extraction.syntax.typing import type_of
from kg.extraction.tabular.tables import table_claims
from kg.model.closed_terms import Via
from kg.reading import read_bytes

TABLE = b"""# Medicines

| Medicine | Usual dose | Used for | Fall in LDL cholesterol | Main side effects |
|---|---|---|---|---|
| Ezetimibe | 10 mg daily | high cholesterol | 18% | diarrhea, fatigue and headache |
| Orlistat | 120 mg | obesity | unknown | none |
"""


def _triples() -> dict[tuple[str, str, str], Via | None]:
    document = next(iter(read_bytes(TABLE, "table.md")))
    return {
        (c.subject.label, c.predicate.value, c.object.label): c.object.via
        for c in table_claims(document, type_of, Discourse(document, type_of))
    }


@pytest.mark.parametrize(
    "triple",
    [
        ("Ezetimibe", "hasDosage", "10 mg/day"),
        ("Ezetimibe", "treats", "high cholesterol"),
        ("Ezetimibe", "decreases", "LDL cholesterol"),
        ("Ezetimibe", "causes", "diarrhea"),
        ("Ezetimibe", "causes", "fatigue"),
        ("Ezetimibe", "causes", "headache"),
        ("Orlistat", "treats", "obesity"),
    ],
)
def test_columns_say_what_their_heading_says(triple: tuple[str, str, str]) -> None:
    assert triple in _triples()


def test_empty_cells_say_nothing() -> None:
    found = {(s, p) for s, p, _ in _triples()}
    assert ("Orlistat", "causes") not in found
    assert ("Orlistat", "decreases") not in found


def test_what_a_column_measures_stands_in_its_heading() -> None:
    assert _triples()["Ezetimibe", "decreases", "LDL cholesterol"] is Via.LIST_LEAD_IN


def test_quotes_are_exact() -> None:
    document = next(iter(read_bytes(TABLE, "table.md")))
    for claim in table_claims(document, type_of, Discourse(document, type_of)):
        for argument in (claim.subject, claim.object):
            assert document.text[argument.start : argument.end] == argument.text
        assert document.text[claim.quote.start : claim.quote.end] == claim.quote.exact


@pytest.mark.parametrize(
    ("heading", "name"),
    [("Purpose", "Stress"), ("Condition", "Insomnia"), ("Age group", "Adults"), ("", "Sleep")],
)
def test_dose_for_something_is_of_the_topic(heading: str, name: str) -> None:
    page = f"# Valerian\n\n| {heading} | Dose |\n|---|---|\n| {name} | 300–600 mg/day |\n"
    document = next(iter(read_bytes(page.encode(), "table.md")))
    (claim,) = table_claims(document, type_of, Discourse(document, type_of))
    assert (claim.subject.label, claim.subject.via) == ("Valerian", Via.SECTION_TOPIC)


def test_dose_for_something_without_a_topic_is_of_nothing() -> None:
    page = b"# What to take\n\n| Purpose | Dose |\n|---|---|\n| Insomnia | 300 mg/day |\n"
    document = next(iter(read_bytes(page, "table.md")))
    assert list(table_claims(document, type_of, Discourse(document, type_of))) == []


JUDGED = b"""# Diet and stroke

| Factor | Effect on risk | Effect on blood pressure | Strength of evidence | Interacts with |
|---|---|---|---|---|
| Salt | increases | raises | high | none |
| Walking (daily) | decreases | no data | limited | none |
| Tea | no clear effect | not studied | high | iron, aspirin |
"""


def test_judgements_are_of_what_heading_or_topic_names() -> None:
    document = next(iter(read_bytes(JUDGED, "table.md")))
    claims = list(table_claims(document, type_of, Discourse(document, type_of)))
    assert {
        (c.subject.label, c.predicate.value, c.object.label, c.polarity.value, c.certainty.value)
        for c in claims
    } == {
        ("Salt", "increasesRiskOf", "stroke", "affirmed", "asserted"),
        ("Salt", "increases", "blood pressure", "affirmed", "asserted"),
        ("Walking", "decreasesRiskOf", "stroke", "affirmed", "possible"),
        ("Tea", "affects", "stroke", "negated", "asserted"),
        ("Tea", "interactsWith", "iron", "affirmed", "asserted"),
        ("Tea", "interactsWith", "aspirin", "affirmed", "asserted"),
    }
    assert all(
        document.text[c.object.start : c.object.end] == c.object.text
        and document.text[c.quote.start : c.quote.end] == c.quote.exact
        for c in claims
    )


@pytest.mark.parametrize(
    ("caption", "found"),
    [
        ("Factors and the risk of gout", {"gout"}),
        ("Factors, gout and stroke", set()),
        ("Factors", set()),
    ],
)
def test_judgements_are_of_the_one_illness_of_the_caption(caption: str, found: set[str]) -> None:
    page = (
        f"<h1>Diet</h1><p>Text.</p><table><caption>{caption}</caption><tr><th>Factor</th>"
        "<th>Effect</th></tr><tr><td>Beer</td><td>raises</td></tr></table>"
    )
    document = next(iter(read_bytes(page.encode(), "table.html")))
    claims = table_claims(document, type_of, Discourse(document, type_of))
    assert {c.object.label for c in claims} == found
