from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.extraction.stance.design import continues_study, study_cue


@pytest.mark.parametrize(
    ("text", "design", "size", "population", "statistic"),
    [
        ("In one study, the herb helped patients in care.", "human", None, None, None),
        ("In a randomized trial of 440 adults, iron failed.", "rct", 440, "440 adults", None),
        ("In a trial of 4,038 patients, it failed.", "trial", 4038, "4,038 patients", None),
        ("A double-blind, placebo-controlled study (n = 62) found relief.", "rct", 62, None, None),
        ("In a systematic review of 67 trials it cut the risk (risk ratio 0.39).",
         "systematic_review", None, None, "risk ratio 0.39"),
        ("In an animal study, echinacea restored counts.", "animal", None, None, None),
        ("In anemic rats, moringa raised hemoglobin.", "animal", None, "anemic rats", None),
        ("In cultured intestinal cells, tea lowered uptake.", "in_vitro", None, None, None),
        ("Researchers followed 1,200 women for ten years.", "observational", 1200, None, None),
        ("A cross-sectional study linked them.", "observational", None, None, None),
        ("According to research, it helps.", "research", None, None, None),
        ("Studies suggest that it helps.", "research", None, None, None),
        ("Another study shows that it may help.", "research", None, None, None),
        ("Experts describe vitamin D as a modulator.", "expert", None, None, None),
        ("Ginseng is a traditional remedy.", "traditional", None, None, None),
        ("It helped in 82 percent of subjects.", "human", None, None, "82 percent of subjects"),
        ("A 2019 study in Nutrients found that it helps.", "research", None, None, None),
        ("One study found that people who ate it slept well.", "human", None, None, None),
        ("Among 2,300 women, fish eaters did better.", "human", 2300, "2,300 women", None),
        ("A review of 12 trials found no benefit.", "systematic_review", None, None, None),
        ("The World Health Organization recommends iron.", "expert", None, None, None),
        ("Anecdotal reports suggest it.", "traditional", None, None, None),
        ("An open-label pilot trial found relief.", "trial", None, None, None),
        ("A case-control study of 300 smokers agreed.", "observational", 300, "300 smokers", None),
    ],
)  # fmt: skip
def test_study_cue_reads_the_study(
    text: str, design: str, size: int | None, population: str | None, statistic: str | None
) -> None:
    cue = study_cue(text)
    assert cue is not None
    assert cue.design == design
    assert cue.sample_size == size
    assert cue.statistic == statistic
    if population:
        assert cue.population == population


@pytest.mark.parametrize(
    "text",
    [
        "In people with kidney disease, the drug raises hemoglobin.",
        "Astragalus is a component of traditional Chinese medicine.",
        "Patients may develop anemia.",
        "Physicians prescribe antibiotics.",
        "Dogs can cause allergies.",
        "Students study at night.",
        "The participants slept better.",
        "It affects 1 in 100 women.",
        "The cells of the body need iron.",
    ],
)
def test_study_cue_finds_none_in_a_plain_statement(text: str) -> None:
    assert study_cue(text) is None


@pytest.mark.parametrize("text", ["A small study found relief.", "A pilot trial of zinc ended."])
def test_study_cue_flags_weak_studies(text: str) -> None:
    cue = study_cue(text)
    assert cue is not None
    assert cue.weak


@pytest.mark.parametrize(
    ("text", "continues"),
    [
        ("It also helped increase white blood cells.", True),
        ("They also caused diarrhea.", True),
        ("Compared with placebo, they also lowered the fever.", True),
        ("The participants slept better.", True),
        ("After 8 weeks, the treated group had less pain.", True),
        ("Those who took zinc recovered faster.", True),
        ("Zinc is a metal.", False),
        ("It is present in meat.", False),
    ],
)
def test_continues_study_needs_a_link_to_the_sentence_before(text: str, continues: bool) -> None:
    assert continues_study(text) is continues


@given(st.text(max_size=200))
def test_study_cue_lies_in_the_text(text: str) -> None:
    cue = study_cue(text)
    assert cue is None or 0 <= cue.start < cue.end <= len(text)
