"""Builds with the real stages: equal bytes for any number of workers, and after any death."""

import json
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

import kg
from kg.build.building import SHARDS, BuildOptions, build
from kg.errors import ReadError
from kg.graph import Store
from kg.graph.plan import Plan
from kg.graph.validate import validate

TOPICS = ("Garlic", "Ginger", "Magnesium", "Zinc")
SENTENCES = " {0} lowers blood pressure [1]. {0} may cause heartburn. {0} does not cure cancer (x)."


def article(topic: str) -> str:
    reference = f"1. Sorrel D. {topic}. Sample Rev. 2016;44:101-8. doi:10.5555/x.{topic.lower()}"
    return f"# {topic}\n\n{SENTENCES.format(topic).strip()}\n\n## References\n\n{reference}\n"


@pytest.fixture(scope="module")
def sources(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("sources")
    for topic in TOPICS:
        (folder / f"{topic.lower()}.md").write_text(article(topic), encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def digest(sources: Path, tmp_path_factory: pytest.TempPathFactory) -> str:
    return built(sources, tmp_path_factory.mktemp("one") / "store")


def built(sources: Path, store: Path, workers: int = 1) -> str:
    with Store.create(store) as opened:
        summary = build([str(sources)], opened, BuildOptions(workers))
        assert summary.failures == ()
        assert summary.documents == len(TOPICS)
        assert not (store / SHARDS).exists()
        return opened.nquads_digest()


def test_build_counts_what_it_did(sources: Path, tmp_path: Path) -> None:
    with Store.create(tmp_path / "store") as store:
        first = build([str(sources / "garlic.md")], store)
        assert (first.documents, first.built, first.unchanged) == (1, 1, 0)
        assert sum(first.grades) == first.claims > 0
        assert {state.value: count for state, count in first.citations if count} == {
            "resolved": 1,
            "placeholder": 1,
        }
        again = build([str(sources / "garlic.md")], store)
        assert (again.built, again.unchanged, again.claims) == (0, 1, first.claims)
        both = build([str(sources / "ginger.md")], store)
        assert (both.documents, both.built) == (2, 1)


def test_documents_of_json_lines_are_checked_against_their_lines(tmp_path: Path) -> None:
    source, store = tmp_path / "many.jsonl", tmp_path / "store"
    lines = [json.dumps({"id": topic, "text": article(topic)}) for topic in TOPICS]
    source.write_text("\n".join(lines), encoding="utf-8")
    with Store.create(store) as opened:
        build([str(source)], opened)
        assert list(validate(opened, shacl=False)) == []
        lines[1] = lines[1].replace("heartburn", "hiccups")
        source.write_text("\n".join(lines), encoding="utf-8")
        found = {(problem.kind, problem.document) for problem in validate(opened, shacl=False)}
    assert found == {("source-changed", TOPICS[1])}


def test_two_workers_give_the_bytes_of_one(sources: Path, digest: str, tmp_path: Path) -> None:
    assert built(sources, tmp_path / "store", workers=2) == digest


def test_documents_added_one_by_one_give_the_bytes_of_all_at_once(
    sources: Path, digest: str, tmp_path: Path
) -> None:
    growing = tmp_path / "growing"
    growing.mkdir()
    with Store.create(tmp_path / "store") as store:
        for path in sorted(sources.iterdir(), reverse=True):
            (growing / path.name).write_bytes(path.read_bytes())
            build([str(growing)], store)
        assert store.nquads_digest() == digest


def test_document_graphs_are_loaded_as_workers_drafted_them(
    sources: Path, digest: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def unexpected(*_: object) -> None:
        raise AssertionError("a graph was made anew")

    monkeypatch.setattr(Plan, "_document_lines", unexpected)
    assert built(sources, tmp_path / "store") == digest


def test_works_that_a_catalogue_knows_change_graphs_that_were_drafted(
    sources: Path, tmp_path: Path
) -> None:
    works = tmp_path / "works.bib"
    works.write_text(
        "@article{s, title={Garlic and pressure}, pmid={99900001}, doi={10.5555/x.garlic}}", "utf-8"
    )
    options = BuildOptions(works=(works,))
    with Store.create(tmp_path / "new") as new, Store.create(tmp_path / "old") as old:
        build([str(sources)], new, options)
        (tmp_path / "first").mkdir()
        (tmp_path / "first" / "zinc.md").write_bytes((sources / "zinc.md").read_bytes())
        build([str(tmp_path / "first")], old)  # from here on nothing is drafted
        build([str(sources)], old, options)
        assert any("99900001" in line for line in new.nquads())
        assert list(new.nquads()) == list(old.nquads())


@pytest.mark.slow
@pytest.mark.parametrize("there", [("garlic.md",), ()], ids=["extended", "new"])
def test_build_killed_at_ten_random_times_serves_the_old_store_or_the_new(
    sources: Path, digest: str, tmp_path: Path, there: tuple[str, ...]
) -> None:
    store, first = tmp_path / "store", tmp_path / "first"
    first.mkdir()
    for name in there:
        (first / name).write_bytes((sources / name).read_bytes())
    with Store.create(store) as opened:
        if there:
            build([str(first)], opened)
        old = opened.nquads_digest()
    command = [sys.executable, "-c", "from kg.cli import main; main()", "build", str(sources)]
    command += ["--store", str(store), "--workers"]
    chance = random.Random(20261123)
    begun = time.monotonic()
    timed = [*command[:-2], str(tmp_path / "timed")]
    subprocess.run(timed, check=True, capture_output=True)
    longest = time.monotonic() - begun
    for number in range(10):
        workers, seconds = 1 + number % 2, chance.uniform(0.1, longest)
        command_now = [*command, str(workers)]
        with subprocess.Popen(
            command_now,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        ) as process:
            try:
                process.wait(seconds)
            except subprocess.TimeoutExpired:
                os.kill(process.pid, signal.SIGKILL)  # its workers must end by themselves
        with Store.open(store, read_only=True) as opened:
            assert opened.nquads_digest() in (old, digest)
    assert built(sources, store, 2) == digest


def test_library_builds_opens_and_refuses(sources: Path, tmp_path: Path) -> None:
    with kg.build([sources / "garlic.md"], tmp_path / "store") as store:
        claims = list(store.claims())
    assert claims
    with kg.open(tmp_path / "store") as store:
        assert list(store.claims()) == claims
    with pytest.raises(ReadError, match=r"none\.md: no such file"):
        kg.build([tmp_path / "none.md"], tmp_path / "store")
