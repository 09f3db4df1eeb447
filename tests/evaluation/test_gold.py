from pathlib import Path

import pytest

from kg.errors import ReadError
from kg.evaluation.gold import load_gold, source_of

ROW = "1\tgarlic|raw garlic\ttreats\tcold|common cold\t-\t*\trct|human\t0,1\tGarlic does not"


def write(folder: Path, *lines: str) -> Path:
    path = folder / "article.tsv"
    path.write_text("# core\tsubject\n" + "\n".join(lines) + "\n", encoding="utf-8")
    return path


def test_load_gold_reads_every_column(tmp_path: Path) -> None:
    (row,) = load_gold(write(tmp_path, ROW))
    assert row.core
    assert row.subjects == ("garlic", "raw garlic")
    assert row.negated
    assert row.hedged is None
    assert row.designs == ("rct", "human")
    assert row.citations == (0, 1)
    assert row.quote == "Garlic does not"


@pytest.mark.parametrize(
    "line", ["1\ta\tb", ROW.replace("1\tg", "2\tg"), ROW.replace("\t-\t", "\t?\t")]
)
def test_load_gold_names_the_line_it_refuses(tmp_path: Path, line: str) -> None:
    with pytest.raises(ReadError, match=r"article\.tsv:3: "):
        load_gold(write(tmp_path, ROW, line))


def test_load_gold_refuses_an_empty_file(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match="no annotated claim"):
        load_gold(write(tmp_path))


def test_source_of_finds_the_document_beside_the_gold(tmp_path: Path) -> None:
    gold = write(tmp_path, ROW)
    with pytest.raises(ReadError, match="--source"):
        source_of(gold)
    (tmp_path / "article.meta.json").write_text("{}", encoding="utf-8")
    (tmp_path / "article.md").write_text("x", encoding="utf-8")
    assert source_of(gold) == tmp_path / "article.md"
