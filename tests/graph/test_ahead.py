"""Things made in another thread come in order, and its errors here."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest

from kg.graph.ahead import made_ahead


def test_items_come_in_order_from_another_thread():
    makers = []

    def items() -> Iterator[int]:
        for number in range(100):
            makers.append(threading.current_thread())
            yield number

    assert list(made_ahead(items(), 3)) == list(range(100))
    assert threading.current_thread() not in makers


def test_an_error_comes_after_what_was_made_before_it():
    def items() -> Iterator[int]:
        yield 1
        raise OSError("the disk is full")

    made = made_ahead(items(), 3)
    assert next(made) == 1
    with pytest.raises(OSError, match="the disk is full"):
        next(made)


def test_who_stops_early_stops_the_maker():
    started = []

    def items() -> Iterator[int]:
        for number in range(1_000):
            started.append(number)
            yield number

    made = made_ahead(items(), 2)
    assert next(made) == 0
    made.close()
    assert len(started) <= 4
    assert not [t for t in threading.enumerate() if t.name.startswith("ThreadPoolExecutor")]
