from __future__ import annotations

import re
from dataclasses import replace

import pytest

from kg.appraisal import appraise, appraise_corpus, audit
from kg.appraisal.audit.scene import wordings
from kg.appraisal.doses import DoseFault
from kg.lexicon.loading import Cue, load_entries
from kg.model.appraisal import FindingKind, Severity
from kg.model.claim import Quantity
from kg.model.closed_terms import Attribution, Certainty, Design, EntityType, Polarity, Wording
from kg.model.document import BlockKind, Section
from kg.model.spans import Span


def findings(*records, kind=None):
    found = audit(records, appraise_corpus(records))
    return [f for f in found if kind is None or f.kind.value == kind]


def record(make, text, *stated, references=(), name="a.txt", sections=None):
    document = make.read(text, name=name, references=tuple(references))
    if sections:
        document = replace(document, sections=sections)
    claims = [make.state(document, *triple, **fields) for triple, fields in stated]
    return appraise(document, claims)


FEVER = ("garlic", "decreases", "fever")


@pytest.mark.parametrize("cue", load_entries("audit_cues", Cue), ids=lambda cue: cue.id)
def test_cue_matches_its_examples(cue):
    pattern = re.compile(cue.pattern, re.IGNORECASE)
    assert [t for t in cue.positive if not pattern.search(t)] == []
    assert [t for t in cue.negative if pattern.search(t)] == []


def test_wordings_cover_every_kind_and_dose_fault():
    assert {entry.kind for entry in wordings().values()} == set(FindingKind)
    assert {fault.value for fault in DoseFault} <= set(wordings())


def test_audit_uncited_claim_once_a_sentence(make):
    one = record(
        make,
        "Garlic lowers fever and thirst. Garlic lowers pain [1].",
        (FEVER, {}),
        (("garlic", "decreases", "thirst"), {}),
        (("garlic", "decreases", "pain"), {}),
    )
    (finding,) = findings(one, kind="uncited-claim")
    assert finding.quote == "Garlic lowers fever and thirst."
    assert finding.severity is Severity.WARNING
    assert one.document.text[finding.span.start : finding.span.end] == finding.quote
    assert finding.section == ("Test",)


@pytest.mark.parametrize(
    "stated",
    [
        (("garlic", "isA", "fever"), {}),
        (("garlic", "hasDosage", "fever"), {}),
        (FEVER, {"attribution": Attribution.THIS_STUDY}),
    ],
)
def test_audit_asks_no_source_for_descriptions_doses_and_own_results(make, stated):
    assert findings(record(make, "Garlic lowers fever.", stated), kind="uncited-claim") == []


def test_audit_asks_no_source_for_what_cells_do(make):
    one = record(make, "Garlic lowers fever.", (FEVER, {}))
    cell = replace(one.claims[0].subject, type=EntityType.CELL)
    assert (
        findings(replace(one, claims=(replace(one.claims[0], subject=cell),)), kind="uncited-claim")
        == []
    )


def test_audit_one_note_for_an_uncited_list(make):
    one = record(
        make,
        "Causes of fever:\n- Flu\n- Colds\n- Burns [1]",
        *[
            ((name, "causes", "fever"), {"sentence": n})
            for n, name in enumerate(["flu", "colds", "burns"], 1)
        ],
    )
    (finding,) = findings(one, kind="uncited-claim")
    assert (finding.severity, finding.quote) == (Severity.NOTE, "Flu")
    assert "2 of its entries" in finding.message


def test_audit_summary_repeats_what_is_cited(make):
    text = "Garlic lowers fever [1]. In short, garlic lowers fever. Garlic lowers pain."
    at = text.index("In short")
    sections = (
        Section("Garlic", 1, Span(0, at)),
        Section("Key points", 2, Span(at, len(text)), parent=0),
    )
    one = record(
        make,
        text,
        (FEVER, {"sentence": 0}),
        (FEVER, {"sentence": 1}),
        (("garlic", "decreases", "pain"), {}),
        sections=sections,
    )
    claims = tuple(replace(c, section=int(c.quote.start >= at)) for c in one.claims)
    (finding,) = findings(replace(one, claims=claims), kind="uncited-claim")
    assert (finding.quote, finding.severity) == ("Garlic lowers pain.", Severity.NOTE)


def test_audit_placeholder_missing_and_unattached_markers(make):
    one = record(make, "Garlic lowers fever (x). It is old [13].", (FEVER, {}))
    (placeholder,) = findings(one, kind="placeholder-citation")
    assert placeholder.quote == "Garlic lowers fever (x)."
    (missing,) = findings(one, kind="missing-reference")
    assert "13" in missing.message
    assert missing.severity is Severity.ERROR
    (unattached,) = findings(one, kind="unattached-marker")
    assert "“It is old”" in unattached.message


def test_audit_unused_and_duplicate_references(make):
    references = [
        make.reference("1"),
        make.reference("2"),
        make.reference("3", work="doi:10.5555/1"),
    ]
    one = record(make, "Garlic lowers fever [1].", (FEVER, {}), references=references)
    assert [f.quote for f in findings(one, kind="unused-reference")] == ["Entry 2", "Entry 3"]
    (duplicate,) = findings(one, kind="duplicate-reference")
    assert "1, 3" in duplicate.message
    none = record(make, "Garlic lowers fever.", (FEVER, {}), references=references)
    (unused,) = findings(none, kind="unused-reference")
    assert "3 references" in unused.message


def test_audit_retracted_work(make):
    one = record(
        make,
        "Garlic lowers fever [1].",
        (FEVER, {}),
        references=[make.reference("1", retracted=True)],
    )
    (finding,) = findings(one, kind="retracted")
    assert finding.severity is Severity.ERROR
    assert "Entry 1" in finding.message


def test_audit_suspicious_dose_keeps_the_quote(make):
    text = "Take vitamin D at 50 mg per day."
    quantity = Quantity("50 mg per day", 50, 50, "mg", "day", daily_min=50, daily_max=50)
    one = record(make, text, (("vitamin D", "hasDosage", "50 mg"), {"quantity": quantity}))
    (finding,) = findings(one, kind="suspicious-dose")
    assert finding.quote == text
    assert "500 times" in finding.message
    assert "50 µg" in finding.message


def test_audit_contradiction_names_both_sides_once(make):
    one = record(
        make,
        "Garlic lowers fever [1]. Garlic has no effect on fever.",
        (FEVER, {"sentence": 0}),
        (("garlic", "affects", "fever"), {"sentence": 1, "polarity": Polarity.NEGATED}),
    )
    (finding,) = findings(one, kind="contradiction")
    assert "Garlic lowers fever [1]." in finding.message
    assert "Garlic has no effect on fever." in finding.message
    assert finding.related == (one.claims[1].id,)


def test_audit_contradiction_across_documents_is_shown_in_both(make):
    first = record(make, "Garlic lowers fever [1].", (FEVER, {}))
    second = record(
        make, "Garlic raises fever.", (("garlic", "increases", "fever"), {}), name="b.txt"
    )
    found = findings(first, second, kind="contradiction")
    assert [f.document for f in found] == ["a.txt", "b.txt"]
    assert "in b.txt" in found[0].message


def test_audit_a_conclusion_from_animals_is_an_overclaim(make):
    one = record(
        make,
        "In rats, garlic leaf lowers fever [1]. Garlic therefore treats colds in people.",
        (("garlic leaf", "decreases", "fever"), {"design": Design.ANIMAL}),
        (("garlic", "treats", "colds"), {}),
    )
    (finding,) = findings(one, kind="overclaim")
    assert finding.quote.startswith("Garlic therefore")
    (animal,) = findings(one, kind="animal-only")
    assert animal.quote.startswith("In rats")


def test_audit_evidence_in_people_clears_animal_only(make):
    one = record(
        make,
        "In rats, black garlic lowers fever [1]. Garlic lowers fever in adults [2].",
        (("black garlic", "decreases", "fever"), {"design": Design.ANIMAL}),
        (FEVER, {"design": Design.HUMAN, "sentence": 1}),
    )
    assert findings(one, kind="animal-only") == []


@pytest.mark.parametrize(
    ("text", "fields", "expected"),
    [
        ("Garlic completely eliminates fever [1].", {}, 1),
        ("Garlic completely eliminates fever [1].", {"certainty": Certainty.POSSIBLE}, 0),
        ("Garlic never completely eliminates fever [1].", {"polarity": Polarity.NEGATED}, 0),
        ("Garlic is proven to lower fever [1].", {"design": Design.RCT}, 0),
        (
            "People who eat garlic have less fever [1].",
            {"design": Design.OBSERVATIONAL, "wording": Wording.CAUSAL},
            1,
        ),
        (
            "Healers say that garlic lowers fever [1].",
            {"design": Design.TRADITIONAL, "wording": Wording.CAUSAL},
            1,
        ),
        ("Garlic lowers fever [1].", {"wording": Wording.CAUSAL}, 0),
        ("Garlic lowers fever and has no side effects [1].", {}, 1),
    ],
)
def test_audit_overclaim_by_words_and_design(make, text, fields, expected):
    one = record(make, text, (FEVER, fields), references=[make.reference("1")])
    assert len(findings(one, kind="overclaim")) == expected


def test_audit_underclaim(make):
    one = record(
        make,
        "Garlic may lower fever [1].",
        (FEVER, {"design": Design.SYSTEMATIC_REVIEW, "certainty": Certainty.POSSIBLE}),
        references=[make.reference("1", design="Systematic Review")],
    )
    assert len(findings(one, kind="underclaim")) == 1


def test_audit_leaves_rejected_claims_alone(make):
    one = record(make, "Garlic lowers fever.", (FEVER, {}))
    corpus = replace(appraise_corpus([one]), rejected=(one.claims[0].id,))
    assert audit([one], corpus) == ()


def test_audit_does_not_read_the_reference_list_for_promises(make):
    one = record(make, "Completely safe? A trial. 2020.")
    blocks = tuple(replace(b, kind=BlockKind.REFERENCE) for b in one.document.blocks)
    safe = replace(one, document=replace(one.document, blocks=blocks))
    assert findings(one, kind="overclaim")
    assert findings(safe, kind="overclaim") == []


def test_audit_order_of_records_does_not_matter(make):
    first = record(make, "Garlic lowers fever.", (FEVER, {}))
    second = record(
        make, "Garlic raises fever.", (("garlic", "increases", "fever"), {}), name="b.txt"
    )
    assert findings(first, second) == findings(second, first)


def test_audit_messages_have_no_field_left_and_take_no_field_from_the_text(make):
    one = record(make, "Garlic lowers fever {count} (x).", (FEVER, {}))
    (finding,) = findings(one, kind="placeholder-citation")
    assert "{" not in finding.message
    assert finding.quote == "Garlic lowers fever {count} (x)."
