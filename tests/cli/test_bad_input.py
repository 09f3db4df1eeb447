"""A bad document is one clear line and exit code 2; the others are worked on all the same."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

GOOD = "Garlic lowers blood pressure.\n"
ENVIRONMENT = {**os.environ, "OMP_NUM_THREADS": "1"}


def kg(*arguments: str, cwd: Path) -> tuple[int, str, list[str]]:
    command = [sys.executable, "-c", "from kg.cli import main; main()", *arguments]
    done = subprocess.run(
        command, capture_output=True, cwd=cwd, env=ENVIRONMENT, timeout=300, check=False
    )
    return done.returncode, done.stdout.decode(), done.stderr.decode().splitlines()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "good.txt").write_text(GOOD, encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("missing.txt", None),
        ("empty.txt", b""),
        ("blank.txt", b" \n\n "),
        ("binary.bin", bytes(range(256)) * 40),
        ("picture.txt", b"\x89PNG\r\n\x1a\n" + bytes(4000)),
        ("bomb.xml", b'<!DOCTYPE a [<!ENTITY b "bb"><!ENTITY c "&b;&b;">]><article>&c;</article>'),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_bad_document_is_one_line_beside_the_good_one(
    folder: Path, name: str, data: bytes | None
) -> None:
    if data is not None:
        (folder / name).write_bytes(data)
    code, out, err = kg("extract", "good.txt", name, cwd=folder)
    assert code == 2
    assert {json.loads(line)["document"] for line in out.splitlines()} == {"good.txt"}
    assert len(err) == 1, err
    assert err[0].startswith(f"kg: {name}: ")
    assert "; " in err[0]  # the remedy


@pytest.mark.slow
def test_file_of_200_megabytes_is_left_out_in_bounded_memory(folder: Path) -> None:
    with (folder / "huge.txt").open("wb") as file:
        for _ in range(200):
            file.write(b"Garlic lowers blood pressure. " * 34_953)  # 1 MB
    # What was highest since this program began: getrusage would count the one that started it.
    code = "import sys; from kg.cli.running import run; code = run(sys.argv[1:]); "
    code += "held = [line for line in open('/proc/self/status') if line.startswith('VmHWM')]; "
    code += "print(held[0].split()[1], file=sys.stderr); "
    command = [sys.executable, "-c", f"{code}sys.exit(code)", "read", "good.txt", "huge.txt"]
    done = subprocess.run(
        command, capture_output=True, cwd=folder, env=ENVIRONMENT, timeout=300, check=False
    )
    failure, kilobytes = done.stderr.decode().splitlines()
    assert done.returncode == 2
    assert b"good.txt" in done.stdout
    assert failure == "kg: huge.txt: larger than 64 MB; split the document"
    assert int(kilobytes) < 200 * 1024

    code, out, err = kg("build", ".", "--format", "json", "--store", "store", cwd=folder)
    assert (code, err) == (2, [failure])
    summary = json.loads(out)
    assert (summary["documents"], summary["built"]) == (1, 1)
    assert [f["document"] for f in summary["failures"]] == ["huge.txt"]


def test_invalid_utf8_is_read_with_replacement(folder: Path) -> None:
    (folder / "latin.txt").write_bytes("Café. Garlic lowers blood pressure.\n".encode("latin-1"))
    code, out, err = kg("extract", "latin.txt", cwd=folder)
    assert (code, err) == (0, [])
    assert out


@pytest.mark.slow
def test_a_line_of_30_megabytes_stops_nobody(folder: Path) -> None:
    (folder / "line.txt").write_bytes(b"garlic " * (30 * 1024 * 1024 // 7))
    code, out, err = kg("extract", "good.txt", "line.txt", cwd=folder)
    assert code == 2
    assert {json.loads(line)["document"] for line in out.splitlines()} == {"good.txt"}
    assert err == ["kg: line.txt: more than 10,000,000 characters of text; split the document"]


def test_bad_line_of_json_lines_stops_neither_its_file_nor_others(folder: Path) -> None:
    lines = ['{"id": "a", "text": "Garlic lowers blood pressure."}', "{broken", '{"id": "b"}']
    lines.append('{"id": "c", "text": "Ginger relieves nausea."}')
    (folder / "many.jsonl").write_text("\n".join(lines), encoding="utf-8")
    code, out, err = kg("build", "many.jsonl", "good.txt", "--format", "json", cwd=folder)
    assert code == 2
    summary = json.loads(out)
    assert summary["documents"] == 3
    assert len(summary["failures"]) == len(err) == 2


def test_build_with_a_bad_document_publishes_the_others(folder: Path) -> None:
    code, out, err = kg("build", "good.txt", "missing.txt", "--format", "json", cwd=folder)
    assert code == 2
    summary = json.loads(out)
    assert (summary["documents"], len(summary["failures"]), len(err)) == (1, 1, 1)
    assert kg("validate", cwd=folder)[0] == 0
