import pytest

from kg.extraction import Extractor
from kg.grounding import Grounder
from kg.model.claim import Argument, Claim, Quote, claim_id
from kg.model.closed_terms import EntityType, Predicate, Via
from kg.model.document import Document
from kg.reading import read_bytes


def read(text: str, name: str = "a.txt") -> Document:
    (document,) = read_bytes(text.encode(), name)
    return document


def argument(document: Document, text: str, label: str | None = None, **more) -> Argument:
    start = document.text.index(text)
    return Argument(label or text, text, start, start + len(text), **more)


def claim(document: Document, subject: Argument, object_: Argument) -> Claim:
    quote = Quote(document.text, 0, len(document.text), "", "")
    return Claim(document.id, 0, 0, quote, subject, Predicate.CAUSES, object_)


def ground_one(text: str, mention: str, label: str | None = None, **more) -> Argument:
    document = read(text)
    made = claim(document, argument(document, mention, label, **more), argument(document, mention))
    (grounded,) = Grounder().ground(document, [made])
    return grounded.subject


@pytest.mark.parametrize(
    "hidden", ["As\u200bpirin", "\u2066Aspirin\u2069", "As\u00adpi\u2060rin", "\ufeffAspirin\u200d"]
)
def test_invisible_characters_hide_no_name_and_stay_in_the_quote(hidden):
    document = read(f"Long ago, {hidden} was shown to cause gastric bleeding in adults.")
    found = Grounder().ground(document, Extractor().extract(document))
    (subject,) = {claim.subject for claim in found}
    assert subject.id == "CHEBI:15365"
    assert "spirin" in subject.text.translate(dict.fromkeys(map(ord, "\u200b\u00ad\u2060")))
    assert subject.text == document.text[subject.start : subject.end]
    for claim in found:
        assert claim.quote.exact == document.text[claim.quote.start : claim.quote.end]
        assert hidden.strip("\ufeff\u200d\u2066\u2069") in claim.quote.exact


@pytest.mark.parametrize(
    ("text", "mention", "label", "curie", "reason"),
    [
        ("Leukopenia is rare.", "Leukopenia", "leukopenia", "MONDO:0003785", "exact label"),
        ("He has leucopenia.", "leucopenia", "leukopenia", "MONDO:0003785", "spelling"),
        ("the leukocytes", "the leukocytes", "white blood cells", "CL:0000738", "synonym"),
        ("more anemias", "anemias", "anemia", "MONDO:0002280", "plural"),
        ("low vitamin D levels", "low vitamin D levels", "vitamin D deficiency", "MONDO:0100471",
         "deficiency spelled out"),
        ("ginger root extract powder", "ginger root extract powder", "ginger", "MESH:D020939",
         "preparation"),
        ("healthy white blood cells", "healthy white blood cells", "healthy white blood cells",
         "CL:0000738", "head"),
        ("tumor (T) and a rise in white blood cell count (XYZ)", "white blood cell count",
         "white blood cell count", "MESH:D007958", "exact label"),
        ("a cold is mild", "a cold", "common cold", "MONDO:0005709", "synonym, singular"),
        ("the common cold is mild", "cold", "common cold", "MONDO:0005709", "exact label"),
    ],
)  # fmt: skip
def test_ground_gives_identifier_and_reason(text, mention, label, curie, reason):
    found = ground_one(text, mention)
    assert (found.label, found.id) == (label, curie)
    assert found.grounding.reason == reason
    assert 0 < found.grounding.score <= 1
    assert found.grounding.vocabulary


@pytest.mark.parametrize(
    ("text", "mention", "label", "kind"),
    [
        ("We saw bone marrow diseases of dogs.", "bone marrow diseases of dogs",
         "bone marrow diseases of dogs", EntityType.CONDITION),
        ("Severe infections kill.", "Severe infections", "severe infections", EntityType.CONDITION),
        ("Felty rules. Felty oedemas hurt; so do Felty", "Felty oedemas", "Felty oedemas",
         EntityType.SYMPTOM),
        ("They may lead to harm.", "lead", "lead", EntityType.SUBSTANCE),
    ],
)  # fmt: skip
def test_ground_leaves_the_specific_and_the_unknown_without_identifier(text, mention, label, kind):
    found = ground_one(text, mention)
    assert (found.label, found.id, found.type) == (label, None, kind)


def test_ground_expands_abbreviations_of_the_document():
    text = "Chronic kidney disease (CKD) lasts. CKD hurts, and CKDs differ."
    found = ground_one(text, "CKD hurts"[:3])
    assert found.label == "chronic kidney disease"
    assert found.grounding.reason.startswith("abbreviation")
    assert found.grounding.score < 1


def test_ground_keeps_via_and_uses_the_resolved_label():
    found = ground_one("The herb helps.", "The herb", "echinacea", via=Via.ANAPHORA)
    assert (found.label, found.id, found.via) == ("echinacea", "MESH:D020900", Via.ANAPHORA)
    assert found.text == "The herb"


def test_ground_keeps_two_names_of_one_thing_apart():
    document = read("Leukopenia is a low white blood cell count.")
    made = claim(document, argument(document, "Leukopenia"),
                 argument(document, "a low white blood cell count"))  # fmt: skip
    (grounded,) = Grounder().ground(document, [made])
    assert grounded.subject.id == "MONDO:0003785"
    assert (grounded.object.label, grounded.object.id) == ("low white blood cell count", None)


def test_ground_leaves_quantities():
    found = ground_one("450 mg of it", "450 mg", "450 mg/day", type=EntityType.QUANTITY)
    assert (found.label, found.type) == ("450 mg/day", EntityType.QUANTITY)


def claims_of(document: Document) -> list[Claim]:
    mentions = ["Iron", "anaemia", "low vitamin D levels", "TNF", "The herb", "a low count"]
    made = [argument(document, mention) for mention in mentions if mention in document.text]
    return [claim(document, one, two) for one in made for two in made if one != two]


TEXT = (
    "Iron treats anaemia. low vitamin D levels raise tumor necrosis factor (TNF). "
    "The herb. a low count"
)


def test_ground_is_idempotent():
    document = read(TEXT)
    once = Grounder().ground(document, claims_of(document))
    assert Grounder().ground(document, once) == once


def test_ground_mints_ids_from_the_bytes():
    document = read(TEXT)
    grounded = Grounder().ground(document, claims_of(document))
    assert all(one.id == claim_id(document.source.sha256, one) for one in grounded)
    assert len({one.id for one in grounded}) == len(grounded)


def test_ground_does_not_depend_on_other_documents():
    first, other = read(TEXT), read("Thing of nothing flame (TNF) is Iron.", "b.txt")
    grounder = Grounder()
    alone = Grounder().ground(first, claims_of(first))
    grounder.ground(other, claims_of(other))
    assert grounder.ground(first, claims_of(first)) == alone


def test_ground_keeps_the_spans():
    document = read(TEXT)
    for one in Grounder().ground(document, claims_of(document)):
        for side in (one.subject, one.object):
            assert document.text[side.start : side.end] == side.text


def test_one_thing_by_two_names_makes_one_claim():
    document = read("Leukopenia, or leucopenia, causes fatigue.")
    fatigue = argument(document, "fatigue")
    names = [argument(document, "Leukopenia"), argument(document, "leucopenia")]
    (kept,) = Grounder().ground(document, [claim(document, name, fatigue) for name in names])
    assert kept.subject.text == "Leukopenia"
