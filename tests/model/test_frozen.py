"""Records made by a maker are those that the class itself makes."""

import pickle
from dataclasses import FrozenInstanceError, dataclass, field, replace

import pytest

from kg.model.document import Block, BlockKind, Reference, Section, TablePosition
from kg.model.frozen import maker_of
from kg.model.spans import Span


def test_maker_makes_what_the_class_makes() -> None:
    span = maker_of(Span)(2, end=5)
    assert span == Span(2, 5)
    assert type(span) is Span
    assert hash(span) == hash(Span(2, 5))
    assert span < Span(3, 4)
    assert replace(span, end=9) == Span(2, 9)
    assert pickle.loads(pickle.dumps(span)) == span  # noqa: S301 - our own bytes


def test_maker_fills_in_defaults() -> None:
    place = TablePosition(0, 1, 2)
    block = maker_of(Block)(BlockKind.TABLE_CELL, Span(0, 1), 3, table=place)
    assert block == Block(BlockKind.TABLE_CELL, Span(0, 1), 3, table=place)
    assert maker_of(Section)("A", 1, Span(0, 1)) == Section("A", 1, Span(0, 1))
    assert maker_of(Reference)("1", "Lee", "key:lee", doi="10.5555/a").retracted is None


def test_made_record_cannot_be_changed() -> None:
    span = maker_of(Span)(2, 5)
    with pytest.raises(FrozenInstanceError):
        span.start = 3  # type: ignore[misc]
    with pytest.raises((AttributeError, TypeError)):
        span.other = 3  # type: ignore[attr-defined]


def test_maker_refuses_missing_and_unknown_fields() -> None:
    make = maker_of(Span)
    with pytest.raises(TypeError):
        make(2)  # type: ignore[call-arg]
    with pytest.raises(TypeError):
        make(2, 5, 8)  # type: ignore[call-arg]


def test_maker_refuses_classes_that_compute_fields() -> None:
    @dataclass(frozen=True, slots=True)
    class Checked:
        number: int

        def __post_init__(self) -> None:
            assert self.number

    @dataclass(frozen=True, slots=True)
    class Filled:
        numbers: list[int] = field(default_factory=list)

    for record in (Checked, Filled, int):
        with pytest.raises(TypeError):
            maker_of(record)
