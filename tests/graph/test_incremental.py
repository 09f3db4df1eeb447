"""A store that was changed step by step is the store that one fresh build makes."""

from __future__ import annotations

import tempfile
from pathlib import Path

import graph_factory as f
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.graph import Store
from kg.graph.generations import DERIVED, Layout
from kg.model.record import DocumentRecord

NAMES = [f"{n}.md" for n in range(8)]
STEP = st.tuples(
    st.sampled_from(NAMES),
    st.one_of(st.none(), st.integers(0, 2)),  # removed, or written in one of three versions
    st.booleans(),  # whether its first claim is rejected from then on
)


def version(name: str, number: int) -> DocumentRecord:
    return f.record(name, salt=f"{name} {number}")


def rejected_of(state: dict[str, int], rejects: set[str]) -> tuple[str, ...]:
    return tuple(
        sorted(version(name, state[name]).claims[0].id for name in rejects if name in state)
    )


def write(store: Store, state: dict[str, int], new: list[str], gone: list[str], rejects: set[str]):
    records = [version(name, number) for name, number in sorted(state.items())]
    corpus = f.corpus(*records, rejected=rejected_of(state, rejects))
    store.write([version(name, state[name]) for name in new], corpus, removed=gone)


@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(STEP, min_size=1, max_size=4))
def test_any_steps_give_what_a_fresh_build_gives(steps: list[tuple[str, int | None, bool]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        state, rejects = dict.fromkeys(NAMES, 0), set[str]()
        with Store.create(Path(folder) / "stepwise") as store:
            write(store, state, NAMES, [], rejects)
            for name, number, is_rejected in steps:
                (rejects.add if is_rejected else rejects.discard)(name)
                if number is None:
                    state.pop(name, None)
                    write(store, state, [], [name], rejects)
                else:
                    state[name] = number
                    write(store, state, [name], [], rejects)
            with Store.create(Path(folder) / "fresh") as fresh:
                write(fresh, state, sorted(state), [], rejects)
                assert list(store.nquads()) == list(fresh.nquads())
                assert store.manifest.graphs == fresh.manifest.graphs


@pytest.mark.parametrize("damage", [b"", b"no such thing", None])
def test_kept_lines_that_are_damaged_are_read_from_the_quads(
    tmp_path: Path, damage: bytes | None
) -> None:
    state = dict.fromkeys(NAMES, 0)
    store, fresh = Store.create(tmp_path / "s"), Store.create(tmp_path / "t")
    write(store, state, NAMES, [], set())
    kept = Layout(tmp_path / "s").current() / DERIVED
    assert sorted(path.name.partition(".")[0] for path in kept.iterdir()) == [
        "curation", "direct", "grades", "ontology", "vocabulary"
    ]  # fmt: skip
    for path in kept.iterdir():
        path.unlink() if damage is None else path.write_bytes(damage)
    state["3.md"] = 1
    write(store, state, ["3.md"], [], set())
    write(fresh, state, NAMES, [], set())
    assert store.nquads_digest() == fresh.nquads_digest()


def test_one_document_writes_little_of_the_derived_graphs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    state = dict.fromkeys(NAMES, 0)
    store = Store.create(tmp_path / "s")
    write(store, state, NAMES, [], set())
    replaced: list[str] = []
    monkeypatch.setattr(
        "kg.graph.loading.replace_graph", lambda _store, graph, _lines: replaced.append(graph)
    )
    state["3.md"] = 1
    write(store, state, ["3.md"], [], set())
    assert replaced == []
