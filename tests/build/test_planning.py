from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from kg.build.pipeline import Failure, source_files
from kg.build.planning import MAX_BYTES, MAX_TASKS, Task, chunk_of, cut, plan_tasks


def task(name: str, size: int = 10, digest: str = "d") -> Task:
    return Task(name, digest, "", size)


@given(st.lists(st.integers(0, 400_000), max_size=80))
def test_cut_keeps_every_task_once_in_order_and_within_bounds(sizes: list[int]) -> None:
    tasks = [task(f"t{number}", size) for number, size in enumerate(sizes)]
    chunks = list(cut(tasks, ("key",)))
    assert [t for chunk in chunks for t in chunk.tasks] == tasks
    for chunk in chunks:
        assert 1 <= len(chunk.tasks) <= MAX_TASKS
        assert len(chunk.tasks) == 1 or sum(t.size for t in chunk.tasks) <= MAX_BYTES


def test_chunk_id_depends_on_names_content_and_key_only() -> None:
    one = chunk_of([task("a"), task("b")], ("key",))
    assert one.id == chunk_of([task("a", 99), task("b")], ("key",)).id
    others = [
        chunk_of([task("b"), task("a")], ("key",)),
        chunk_of([task("a"), task("b", digest="e")], ("key",)),
        chunk_of([task("a"), task("b")], ("other",)),
    ]
    assert len({one.id, *(other.id for other in others)}) == 4


def test_plan_reads_containers_document_by_document(tmp_path: Path) -> None:
    path = tmp_path / "many.jsonl"
    path.write_text('{"id": "a", "text": "One."}\nbroken\n{"id": "b", "text": "Two."}\n')
    items = list(plan_tasks(source_files([str(path)])))
    assert [i.name for i in items if isinstance(i, Task)] == ["a", "b"]
    assert len([i for i in items if isinstance(i, Failure)]) == 1


def test_plan_notices_a_bibliography_beside_a_file(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("# A\n\nText.\n")
    (alone,) = plan_tasks(source_files([str(tmp_path)]))
    (tmp_path / "a.bib").write_text("@article{x, title={T}}")
    (beside,) = plan_tasks(source_files([str(tmp_path / "a.md")]))
    assert isinstance(alone, Task)
    assert isinstance(beside, Task)
    assert alone.sha256 == beside.sha256
    assert alone.digest != beside.digest
    assert beside.has_company


def test_plan_leaves_unreadable_files_to_the_reader(tmp_path: Path) -> None:
    (item,) = plan_tasks(source_files([str(tmp_path / "none.txt")]))
    assert isinstance(item, Task)
    assert item.sha256 == ""
