import os
import time
from pathlib import Path

import pytest

from kg.errors import ReadError
from kg.reading import read_bytes, read_path, walk


def refusal(path: Path) -> str:
    with pytest.raises(ReadError) as caught:
        next(read_path(path))
    assert "\n" not in str(caught.value)
    return str(caught.value)


def test_walk_sorts_members_and_passes_over_what_is_not_read(tmp_path: Path) -> None:
    for name in (
        "b.txt",
        "a.md",
        "sub/c.txt",
        "sub/.hidden.txt",
        ".git/d.txt",
        "e.bin",
        "a.refs.yaml",
    ):
        file = tmp_path / name
        file.parent.mkdir(exist_ok=True)
        file.write_text("Zinc.")
    (tmp_path / "link.txt").symlink_to(tmp_path / "b.txt")
    assert [f.name for f in walk([str(tmp_path)])] == ["a.md", "b.txt", "sub/c.txt"]


def test_walk_yields_what_was_named_whatever_it_is(tmp_path: Path) -> None:
    missing = tmp_path / "missing.txt"
    assert [f.path for f in walk([str(missing), "-"])] == [missing, Path("-")]


def test_read_path_refuses_a_missing_file(tmp_path: Path) -> None:
    assert "no such file" in refusal(tmp_path / "missing.txt")


@pytest.mark.parametrize("content", [b"", b" \n\t\n", b"\xef\xbb\xbf"])
def test_read_path_refuses_an_empty_file(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "a.txt").write_bytes(content)
    assert "empty" in refusal(tmp_path / "a.txt")


def test_read_path_refuses_binary(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(bytes(range(256)) * 40)
    assert "not text" in refusal(tmp_path / "a.txt")


def test_read_path_refuses_a_folder_and_a_pipe(tmp_path: Path) -> None:
    assert "no file" in refusal(tmp_path)
    os.mkfifo(tmp_path / "pipe.txt")
    assert "no file" in refusal(tmp_path / "pipe.txt")


def test_read_bytes_refuses_what_is_too_large() -> None:
    with pytest.raises(ReadError, match="larger than 64 MB"):
        read_bytes(b"zinc " * (14 * 1024 * 1024), "a.txt")


def test_invalid_utf8_is_replaced_and_reported() -> None:
    document = next(read_bytes(b"Zinc helps\xff (x).", "a.txt"))
    assert document.text == "Zinc helps\ufffd (x)."
    assert [note.kind for note in document.diagnostics] == ["decoding"]
    assert document.markers[0].span.text_of(document.text) == "(x)"


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_byte_order_marks_are_understood(encoding: str) -> None:
    assert next(read_bytes("Zinc hëlps.".encode(encoding), "a.txt")).text == "Zinc hëlps."


def test_a_nul_is_replaced_in_place() -> None:
    document = next(
        read_bytes(b"Zinc helps people a lot\x00 in the cold winter of the north.", "a.txt")
    )
    assert "\x00" not in document.text


HOSTILE = {
    "words": "word ",
    "letters": "x",
    "parentheses": "(",
    "numbers": "1,",
    "brackets": "[1",
    "initials": "A. ",
    "citations": "Lee et al. 2001; ",
    "dashes": "-a ",
    "open": "(Lee, 2001",
    "stars": "*a",
    "urls": "http://a",
}


@pytest.mark.parametrize("unit", HOSTILE.values(), ids=HOSTILE.keys())
@pytest.mark.parametrize("name", ["a.txt", "a.md"])
def test_a_long_line_is_read_in_bounded_time(unit: str, name: str) -> None:
    start = time.process_time()
    assert next(read_bytes((unit * (200_000 // len(unit))).encode(), name)).text
    assert (
        time.process_time() - start < 20
    )  # on a slow, shared machine; what is square takes longer


def test_read_path_takes_a_bibliography_beside_the_file(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Zinc helps (Lee, 2016). Iron does too (Lee, 2016).")
    (tmp_path / "a.bib").write_text(
        "@article{lee16, author={Lee, Ann}, title={Zinc in adults}, year={2016}, doi={10.5555/z}}"
    )
    document = next(read_path(tmp_path / "a.txt"))
    assert [marker.references for marker in document.markers] == [("lee16",), ("lee16",)]
    assert document.references[0].work == "doi:10.5555/z"
