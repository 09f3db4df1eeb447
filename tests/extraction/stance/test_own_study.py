"""The study that a document itself reports."""

from __future__ import annotations

import re
import time

import pytest

from kg.extraction import Extractor
from kg.extraction.passages import unit_texts
from kg.extraction.stance import own_study as reports
from kg.extraction.stance.own_study import names_own, own_study
from kg.extraction.tabular import tables
from kg.model.claim import Claim
from kg.model.closed_terms import Attribution, Design
from kg.model.document import Document
from kg.reading import read_bytes

REPORT = b"""# Ginger for migraine

## Introduction

Ginger reduces nausea.

## Methods

We randomly assigned 120 adults to ginger or placebo.

## Results

Ginger reduced headache.

### Harms

Ginger caused heartburn.

## Discussion

Zinc prevents colds. In this trial, ginger relieved pain.
"""


def _read(text: bytes) -> Document:
    return next(iter(read_bytes(text, "report.md")))


@pytest.fixture(scope="module")
def claims() -> tuple[Claim, ...]:
    return Extractor().extract(_read(REPORT))


def _of(claims: tuple[Claim, ...], label: str) -> Claim:
    return next(claim for claim in claims if claim.object.label == label)


def test_own_study_is_found_in_the_methods() -> None:
    found = own_study(_read(REPORT))
    assert found is not None
    assert found.cue.design is Design.RCT
    assert found.cue.sample_size == 120


@pytest.mark.parametrize("label", ["headache", "heartburn", "pain"])
def test_results_are_of_the_own_design(claims: tuple[Claim, ...], label: str) -> None:
    claim = _of(claims, label)
    assert (claim.design, claim.attribution) == (Design.RCT, Attribution.THIS_STUDY)


@pytest.mark.parametrize("label", ["nausea", "colds"])
def test_other_parts_stay_what_they_say(claims: tuple[Claim, ...], label: str) -> None:
    assert _of(claims, label).design is Design.NONE


def test_document_without_methods_reports_no_study() -> None:
    assert own_study(_read(b"# Ginger\n\n## Results\n\nGinger reduced headache.\n")) is None


def test_results_that_cite_another_work_are_not_own() -> None:
    text = REPORT.replace(b"reduced headache.", b"reduced headache [1].")
    text += b"\n## References\n\n1. Lee A. Ginger. Ex J. 2020;1:1-2.\n"
    claims = Extractor().extract(_read(text))
    assert _of(claims, "headache").attribution is not Attribution.THIS_STUDY


def test_names_own_needs_a_word_for_the_study() -> None:
    assert names_own("Our results agree with this.")
    assert not names_own("Our patients agree with this.")


@pytest.mark.parametrize("run", ["1", "1.", " ", "\n"])
@pytest.mark.parametrize(
    "pattern",
    [reports._METHODS, reports._RESULTS, reports._END, tables._BETWEEN, unit_texts._COLON],
    ids=["methods", "results", "end", "between", "colon"],
)
def test_patterns_of_headings_and_cells_are_linear_in_runs(
    pattern: re.Pattern[str], run: str
) -> None:
    text = run * 40_000 + "!"
    began = time.process_time()
    pattern.search(text)
    assert time.process_time() - began < 1.0
