from __future__ import annotations

import re
from dataclasses import replace

import pytest

from kg.appraisal.attachment import attach, unattached
from kg.lexicon.loading import Cue, load_entries
from kg.model.closed_terms import Attribution, Design, Scope
from kg.model.document import CitationState

CUES = load_entries("attachment", Cue)


def markers(make, text, subject, predicate, obj, **fields):
    document = make.read(text)
    claim = make.state(document, subject, predicate, obj, **fields)
    (attached,) = attach(document, [claim])
    return [citation.marker for citation in attached.citations]


@pytest.mark.parametrize("cue", CUES, ids=lambda cue: cue.id)
def test_cue_matches_its_examples(cue):
    pattern = re.compile(cue.pattern, re.IGNORECASE)
    assert all(pattern.search(text) for text in cue.positive)
    assert not any(pattern.search(text) for text in cue.negative)


def test_attach_gives_one_citation_a_pointer(make):
    document = make.read("Garlic lowers fever [4-6].", references=(make.reference("5"),))
    (claim,) = attach(document, [make.state(document, "garlic", "decreases", "fever")])
    assert [c.state for c in claim.citations] == [
        CitationState.MISSING,
        CitationState.RESOLVED,
        CitationState.MISSING,
    ]
    assert claim.citations[1].references == ("5",)
    assert claim.attribution is Attribution.CITED_WORK


def test_attach_single_marker_serves_the_whole_sentence(make):
    text = "Garlic lowers fever [4], but it raises thirst."
    assert markers(make, text, "garlic", "decreases", "fever") == ["[4]"]
    assert markers(make, text, "it", "increases", "thirst") == ["[4]"]


def test_attach_takes_the_marker_of_the_clause(make):
    text = "Garlic can reduce fever [4], but raises thirst [5,6]."
    assert markers(make, text, "garlic", "decreases", "fever") == ["[4]"]
    assert markers(make, text, "garlic", "increases", "thirst") == ["[5,6]"] * 2


def test_attach_takes_words_after_the_last_marker_as_its_own_with_less_confidence(make):
    document = make.read("Garlic cuts fever [4], sweat [5] and thus thirst.")
    claim, thirst = attach(
        document,
        [
            make.state(document, "garlic", "decreases", "fever"),
            make.state(document, "garlic", "decreases", "thirst"),
        ],
    )
    assert [c.marker for c in thirst.citations] == ["[5]"]
    assert thirst.citations[0].confidence < claim.citations[0].confidence


def test_attach_reads_a_marker_behind_each_subject(make):
    text = "Ginger [1], garlic [2] and onion [3] lower fever."
    assert markers(make, text, "garlic", "decreases", "fever") == ["[2]"]


def test_attach_reads_adjacent_markers_as_one_group(make):
    text = "Garlic cuts fever [1] [2], and ginger cuts thirst [3]."
    assert markers(make, text, "garlic", "decreases", "fever") == ["[1]", "[2]"]


def test_attach_named_authors_serve_the_words_after(make):
    text = "Lee et al. (2021) saw that garlic cuts fever, while Park et al. (2020) saw more thirst."
    assert markers(make, text, "garlic", "decreases", "fever") == ["Lee et al. (2021)"]
    assert markers(make, text, "garlic", "increases", "thirst") == ["Park et al. (2020)"]


def test_attach_marker_after_the_full_stop_closes_the_sentence(make):
    document = make.read("Garlic lowers fever. [4] Ginger raises thirst.")
    first, second = attach(
        document,
        [
            make.state(document, "garlic", "decreases", "fever"),
            make.state(document, "ginger", "increases", "thirst", sentence=1),
        ],
    )
    assert [c.marker for c in first.citations] == ["[4]"]
    assert second.citations == ()


LIST = (
    "Other causes of fever may include (x):\n"
    "- Flu\n- Colds (x, x)\n  - Sinus colds\n  - Head colds (x)"
)


def test_attach_items_inherit_the_marker_of_their_lead_in(make):
    document = make.read(LIST)
    flu = make.state(document, "flu", "causes", "fever", sentence=1)
    (claim,) = attach(document, [flu])
    assert [c.scope for c in claim.citations] == [Scope.LIST_LEAD_IN]


def test_attach_an_items_own_marker_wins(make):
    document = make.read(LIST)
    (claim,) = attach(document, [make.state(document, "colds", "causes", "fever", sentence=2)])
    assert [c.marker for c in claim.citations] == ["(x, x)", "(x, x)"]
    assert {c.scope for c in claim.citations} == {Scope.SAME_SENTENCE}


def test_attach_sub_items_inherit_from_the_list_not_from_the_parent_item(make):
    document = make.read(
        "Causes of fever:\n- Colds [3]\n  - Sinus colds\n- Drugs [4]:\n  - Aspirin"
    )
    sinus = make.state(document, "sinus colds", "causes", "fever", sentence=2)
    aspirin = make.state(document, "aspirin", "causes", "fever", sentence=4)
    first, second = attach(document, [sinus, aspirin])
    assert first.citations == ()
    assert [c.marker for c in second.citations] == ["[4]"]


def test_attach_items_do_not_inherit_from_an_earlier_sentence_of_the_lead_in(make):
    document = make.read("Colds bring fever [1,3]. Common causes include:\n- Flu")
    (claim,) = attach(document, [make.state(document, "flu", "causes", "fever", sentence=2)])
    assert claim.citations == ()


def test_attach_table_rows_share_their_own_marker_and_inherit_the_announcement(make):
    text = (
        "The table lists amounts [13].\n| Product | Amount |\n| Iron | 60 mg |\n| Zinc | 9 mg [2] |"
    )
    assert markers(make, text, "iron", "hasDosage", "60 mg", sentence=3) == ["[13]"]
    assert markers(make, text, "zinc", "hasDosage", "9 mg", sentence=5) == ["[2]"]


ACCOUNT = (
    "In one study, garlic cut fever. It also cut sweat (x). In another study, it cut thirst (x)."
)


def test_attach_a_described_study_has_its_marker_in_the_next_sentence(make):
    document = make.read(ACCOUNT)
    told = make.state(document, "garlic", "decreases", "fever", design=Design.HUMAN)
    (claim,) = attach(document, [told])
    assert [(c.start, c.scope) for c in claim.citations] == [
        (ACCOUNT.index("(x)"), Scope.NEXT_SENTENCE)
    ]


def test_attach_a_plain_sentence_takes_no_marker_from_the_next(make):
    assert markers(make, ACCOUNT, "garlic", "decreases", "fever") == []


def test_attach_a_described_study_takes_no_marker_of_another_study(make):
    text = "In one study, garlic cut fever. In another study, it cut thirst (x)."
    assert markers(make, text, "garlic", "decreases", "fever", design=Design.HUMAN) == []


def test_attach_a_sentence_that_goes_on_about_a_study_shares_its_marker(make):
    document = make.read("In a trial, garlic cut fever [3]. It also cut sweat.")
    told = make.state(document, "it", "decreases", "sweat", design=Design.TRIAL)
    (claim,) = attach(document, [told])
    assert [(c.marker, c.scope) for c in claim.citations] == [("[3]", Scope.PARAGRAPH)]


def test_attach_a_closing_source_line_serves_the_paragraph(make):
    document = make.read("Garlic cuts fever. Ginger cuts thirst. Sources: [1,2].")
    (claim,) = attach(document, [make.state(document, "garlic", "decreases", "fever")])
    assert {c.scope for c in claim.citations} == {Scope.PARAGRAPH}
    assert len(claim.citations) == 2


def test_unattached_lists_markers_that_reach_no_claim(make):
    document = make.read("Garlic cuts fever [1]. Nobody knows why [2].")
    claims = attach(document, [make.state(document, "garlic", "decreases", "fever")])
    assert unattached(document, claims) == (1,)
    assert unattached(document, ()) == (0, 1)


def test_attach_a_marker_behind_a_full_stop_closes_even_what_was_not_split(make):
    text = "Garlic lowers fever.[4] Ginger raises thirst; water helps.[5] Iron lowers pain."
    document = make.read(text)
    whole = replace(document.sentences[0], span=document.blocks[0].span)
    document = replace(document, sentences=(whole,))
    claims = [
        make.state(document, "garlic", "decreases", "fever"),
        make.state(document, "ginger", "increases", "thirst"),
        make.state(document, "iron", "decreases", "pain"),
    ]
    found = [[c.marker for c in claim.citations] for claim in attach(document, claims)]
    assert found == [["[4]"], ["[5]"], []]


def test_attach_a_table_does_not_inherit_from_a_sentence_about_something_else(make):
    text = "Garlic was tried in rats [4].\n| Product | Amount |\n| Iron | 60 mg |"
    assert markers(make, text, "iron", "hasDosage", "60 mg", sentence=3) == []
