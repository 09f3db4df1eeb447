from __future__ import annotations

from kg.appraisal.propositions import core, proposition_key, qualified
from kg.graph import Minter


def test_core_drops_what_narrows():
    assert core("iron absorption from plant foods") == core("absorption of iron")


def test_proposition_key_turns_inverse_and_symmetric_predicates(make):
    document = make.read("Blood has plasma. Plasma is part of blood. Aspirin and iron interact.")
    whole = make.state(document, "blood", "hasPart", "plasma", sentence=0)
    part = make.state(document, "plasma", "partOf", "blood", sentence=1)
    assert proposition_key(whole) == proposition_key(part)
    one = make.state(document, "aspirin", "interactsWith", "iron")
    other = make.state(document, "iron", "interactsWith", "aspirin")
    assert proposition_key(one) == proposition_key(other)
    assert len(proposition_key(one).id) == 16


def test_qualified_finds_what_the_label_leaves_out(make):
    document = make.read("Mild anemia gives no symptoms. Anemia is common.")
    mild = make.state(document, "anemia=mild anemia", "hasSymptom", "symptoms")
    plain = make.state(document, "anemia", "isA", "common", sentence=1)
    assert qualified(mild.subject) == {"mild"}
    assert qualified(plain.subject) == frozenset()


def test_graph_names_one_entity_where_statements_see_one(make):
    document = make.read("A condition harms the skin. Conditions harm the skin.")
    one = make.state(document, "condition", "causes", "skin", sentence=0)
    other = make.state(document, "Conditions", "causes", "skin", sentence=1)
    assert proposition_key(one) == proposition_key(other)
    assert Minter().entity(one.subject) == Minter().entity(other.subject)
