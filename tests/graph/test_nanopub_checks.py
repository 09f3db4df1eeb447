"""Our checker tells valid nanopublications from invalid ones; each fault has a case."""

from __future__ import annotations

import graph_factory as f
import pyoxigraph
import pytest

from kg.graph import Minter
from kg.graph.exports.nanopub import nanopub_lines
from kg.graph.nanopub_checks import nanopub_faults, trusty_code


def faults(text: str) -> tuple[str, ...]:
    quads = list(pyoxigraph.parse(text.encode(), format=pyoxigraph.RdfFormat.N_QUADS))
    return nanopub_faults(quads)


def sound() -> str:
    record = f.record()
    return "".join(nanopub_lines(record, record.claims[0], record.claims[0].grade, Minter()))


def without(words: str) -> str:
    return "".join(line for line in sound().splitlines(keepends=True) if words not in line)


def without_start(words: str) -> str:
    lines = sound().splitlines(keepends=True)
    return "".join(line for line in lines if words not in line.split()[0])


DATE = "http://www.w3.org/2001/XMLSchema#date"
CASES = {
    "no nanopublication is declared": without("nschema#Nanopublication"),
    "does not name one assertion": without("hasProvenance"),
    "the graph": sound() + "<http://e/s> <http://e/p> <http://e/o> <http://e/extra> .\n",
    "(default)": sound() + "<http://e/s> <http://e/p> <http://e/o> .\n",
    "says nothing about the assertion": without_start("#assertion>"),
    "uses one graph for two parts": sound().replace("#provenance>", "#pubinfo>"),
    "is not named after": sound().replace(
        f"{Minter().base}nanopub/{f.record().claims[0].id}#assertion", "https://e.org/assertion"
    ),
    "is no http": sound().replace('"0.9"', '"much"'),
}  # fmt: skip


def test_sound_nanopub_has_no_fault():
    assert faults(sound()) == ()


@pytest.mark.parametrize("words", sorted(CASES))
def test_fault_is_named(words: str):
    assert any(words in fault for fault in faults(CASES[words]))


def test_impossible_day_is_a_fault():
    line = sound().splitlines()[0].rsplit(" <", 1)[1]
    extra = f'<http://e/s> <http://e/p> "1757-02-31"^^<{DATE}> <{line}\n'
    assert any("1757-02-31" in fault for fault in faults(sound() + extra))


def test_trusty_code_that_fits_passes_and_another_does_not():
    placeholder = "RA" + "A" * 43
    text = sound().replace(f.record().claims[0].id, placeholder)
    quads = list(pyoxigraph.parse(text.encode(), format=pyoxigraph.RdfFormat.N_QUADS))
    code = trusty_code(quads, placeholder)
    assert faults(text.replace(placeholder, code)) == ()
    assert any("does not fit its content" in fault for fault in faults(text))
