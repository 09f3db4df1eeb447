from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.tokens import Doc

from kg.extraction.parsing.parser import load_model
from kg.extraction.trees.rows import tree_of

if TYPE_CHECKING:
    from spacy.tokens import Token

    from kg.extraction.trees import tree

WORDS = ("Zinc", "and", "iron", "(", "zinc", "12", "three", ",", "lowers", "B12", "İron")


def assert_same(ours: tree.Doc, theirs: Doc) -> None:
    assert len(ours) == len(theirs)
    assert ours.text == theirs.text
    for mine, other in zip(ours, theirs, strict=True):
        assert seen(mine) == seen(other)
        assert (mine.sent.start, mine.sent.end) == (other.sent.start, other.sent.end)
        assert [t.i for t in mine.sent] == [t.i for t in other.sent]


def seen(token: tree.Token | Token) -> tuple[object, ...]:
    plain = ("i", "idx", "text", "lower_", "lemma_", "tag_", "pos_", "dep_", "whitespace_")
    near = (token.head, token.left_edge, token.right_edge)
    groups = (token.lefts, token.rights, token.children, token.subtree, token.ancestors)
    return (
        *(getattr(token, name) for name in plain),
        bool(token.is_punct),
        bool(token.like_num),
        len(token),
        *(one.i for one in near),
        *([one.i for one in group] for group in groups),
    )


@pytest.mark.parametrize(
    "text",
    [
        "Zinc, which the body cannot store, helps to prevent colds (and the flu).",
        "Take 200 mg twice a day! Iron isn't absorbed well. Who needs it?",
        "  Two  spaces \n and a break.",
        "",
    ],
)
def test_tree_of_reads_what_spacy_says(text):
    parsed = load_model()(text)
    assert_same(tree_of(parsed), parsed)


def below(heads: list[int], at: int) -> set[int]:
    return {at}.union(*(below(heads, i) for i, head in enumerate(heads) if head == at != i))


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_tree_of_holds_for_any_tree(data):
    """Also where branches cross; there spaCy's own edges are not those of the subtree."""
    count = data.draw(st.integers(1, 12))
    words = data.draw(st.lists(st.sampled_from(WORDS), min_size=count, max_size=count))
    order = data.draw(st.permutations(range(count)))
    heads = list(range(count))
    for at, word in enumerate(order[1:], start=1):
        heads[word] = order[data.draw(st.integers(0, at - 1))]
    deps = ["ROOT" if head == i else "dep" for i, head in enumerate(heads)]
    doc = tree_of(Doc(load_model().vocab, words=words, heads=heads, deps=deps))
    for token in doc:
        assert token.head.i == heads[token.i]
        assert [t.i for t in token.children] == [
            i for i, head in enumerate(heads) if head == token.i != i
        ]
        assert token.children == token.lefts + token.rights
        inside = below(heads, token.i)
        assert sorted(t.i for t in token.subtree) == sorted(inside)
        assert (token.left_edge.i, token.right_edge.i) == (min(inside), max(inside))
        assert all(token.i in below(heads, above.i) for above in token.ancestors)


def test_tree_of_nbor_stays_inside():
    doc = tree_of(load_model()("Zinc helps."))
    assert doc[0].nbor().text == "helps"
    with pytest.raises(IndexError):
        doc[0].nbor(-1)
    with pytest.raises(IndexError):
        doc[2].nbor()


def test_tree_of_text_of_takes_a_range_of_words():
    doc = tree_of(load_model()("Zinc  helps people."))
    assert doc.text_of(0, 3) == "Zinc  helps"
    assert "".join(t.text + t.whitespace_ for t in doc[:4]) == "Zinc  helps people"
