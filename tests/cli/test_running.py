"""The command line as a process: exit codes, one-line errors, pipes."""

import fcntl
import json
import os
import pty
import signal
import subprocess
import sys
import termios
import time
from pathlib import Path
from typing import IO

import pytest

ARTICLE = """# Garlic

Garlic lowers blood pressure [1]. Garlic may cause heartburn.

## References

1. Sorrel D. Garlic for hypertension. Sample Rev. 2016;44:101-8. doi:10.5555/srev.2016.101
"""
ENVIRONMENT = {**os.environ, "OMP_NUM_THREADS": "1", "NO_COLOR": "1"}


def kg(
    *arguments: str, stdin: bytes | None = None, cwd: Path | None = None
) -> tuple[int, str, str]:
    command = [sys.executable, "-c", "from kg.cli import main; main()", *arguments]
    done = subprocess.run(
        command,
        input=stdin,
        capture_output=True,
        cwd=cwd,
        env=ENVIRONMENT,
        timeout=120,
        check=False,
    )
    return done.returncode, done.stdout.decode(), done.stderr.decode()


@pytest.fixture(scope="module")
def article(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("article") / "garlic.md"
    path.write_text(ARTICLE, encoding="utf-8")
    return path


def test_no_command_prints_the_help_and_fails() -> None:
    code, out, err = kg()
    assert code == 2
    assert out == ""
    assert "Commands:" in err


@pytest.mark.parametrize(
    "arguments",
    [["nonsense"], ["extract"], ["read", "--format", "x", "y"], ["build", "--workers", "0", "y"]],
)
def test_usage_errors_are_one_line_and_exit_2(arguments: list[str]) -> None:
    code, out, err = kg(*arguments)
    assert code == 2
    assert out == ""
    assert err.startswith("kg: ")
    assert len(err.splitlines()) == 1


def test_usage_errors_name_the_help_that_helps() -> None:
    _, _, err = kg("query", "--param", "x")
    assert err.startswith("kg: No such option: --param")
    assert err.endswith(". See: kg query --help\n")


def test_name_of_a_query_given_as_sparql_is_understood() -> None:
    code, _, err = kg("query", "causes-of")
    assert code == 2
    assert "did you mean --name causes-of?" in err


def test_version_is_printed() -> None:
    code, out, _ = kg("--version")
    assert code == 0
    assert out.startswith("citegraph 0.")


def test_debug_is_taken_anywhere_and_shows_the_traceback() -> None:
    for arguments in (
        ["--debug", "validate", "--store", "none"],
        ["validate", "--store", "none", "--debug"],
    ):
        code, _, err = kg(*arguments)
        assert code == 2
        assert "Traceback" in err
    assert "Traceback" not in kg("validate", "--store", "none")[2]


def test_read_json_has_the_public_keys(article: Path) -> None:
    code, out, _ = kg("read", str(article), "--format", "json")
    assert code == 0
    (document,) = json.loads(out)
    assert list(document)[:7] == [
        "id", "title", "text", "sha256", "sections", "markers", "references"
    ]  # fmt: skip
    (marker,) = document["markers"]
    assert document["text"][marker["start"] : marker["end"]] == marker["text"] == "[1]"
    assert marker["references"] == [document["references"][0]["id"]]
    assert document["references"][0]["doi"] == "10.5555/srev.2016.101"


def test_extract_reads_standard_input(article: Path) -> None:
    code, out, _ = kg("extract", "-", stdin=article.read_bytes())
    assert code == 0
    assert {json.loads(line)["document"] for line in out.splitlines()} == {"-"}


def test_extract_log_writes_json_lines(article: Path) -> None:
    code, _, err = kg("extract", str(article), "--log")
    assert code == 0
    events = [json.loads(line) for line in err.splitlines()]
    assert [event["event"] for event in events] == ["document"]


def test_output_goes_to_a_file_in_one_step(article: Path, tmp_path: Path) -> None:
    target = tmp_path / "deep" / "claims.jsonl"
    code, out, _ = kg("extract", str(article), "--output", str(target))
    assert (code, out) == (0, "")
    assert json.loads(target.read_text(encoding="utf-8").splitlines()[0])["id"]
    assert [path.name for path in target.parent.iterdir()] == ["claims.jsonl"]


def test_closed_pipe_ends_quietly() -> None:
    command = f"{sys.executable} -c 'from kg.cli import main; main()' vocab list --format json"
    done = subprocess.run(
        ["bash", "-c", f"set -o pipefail; {command} | head -c 5"],
        capture_output=True,
        env=ENVIRONMENT,
        check=False,
    )
    assert done.stderr == b""
    assert done.returncode == 0


def unread(pipe: IO[bytes]) -> int:
    """Return how many bytes in a pipe nobody has read yet."""
    answer = fcntl.ioctl(pipe.fileno(), termios.FIONREAD, bytes(4))
    return int.from_bytes(answer, sys.byteorder)


def test_interrupt_exits_130_without_a_traceback() -> None:
    command = [sys.executable, "-c", "from kg.cli import main; main()", "extract", "-"]
    with subprocess.Popen(
        command,
        stdin=subprocess.PIPE,
        stderr=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env=ENVIRONMENT,
    ) as process:
        assert process.stdin is not None
        process.stdin.write(b"Garlic lowers")
        process.stdin.flush()
        deadline = time.monotonic() + 60
        while unread(process.stdin):  # once it has read this, it waits for more
            assert time.monotonic() < deadline
            time.sleep(0.02)
        process.send_signal(signal.SIGINT)
        _, err = process.communicate(timeout=30)
    assert process.returncode == 130
    assert err == b"kg: interrupted\n"


def test_progress_is_shown_on_a_terminal_only(article: Path) -> None:
    assert kg("extract", str(article))[2] == ""
    parent, child = pty.openpty()
    command = [sys.executable, "-c", "from kg.cli import main; main()", "extract", str(article)]
    environment = {**ENVIRONMENT, "TERM": "xterm"}
    subprocess.run(
        command, stdout=subprocess.DEVNULL, stderr=child, env=environment, timeout=120, check=True
    )
    os.close(child)
    shown = os.read(parent, 4096).decode()
    os.close(parent)
    assert "1 documents" in shown
