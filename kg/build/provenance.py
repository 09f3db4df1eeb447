"""What made the claims of a run: version, rules, model. Equal values mean equal results."""

from __future__ import annotations

import hashlib
import importlib.util
import os
from importlib import metadata, resources
from importlib.resources.abc import Traversable
from pathlib import Path

from kg.graph import Provenance

_RULE_FILES = (".yaml", ".tsv", ".ttl", ".py")


def current_provenance() -> Provenance:
    """Return the provenance of what this installation would extract now."""
    from kg.extraction.parsing.parser import MODELS  # noqa: PLC0415 - start-up time

    model = next((name for name in MODELS if importlib.util.find_spec(name)), "")
    return Provenance(
        version=metadata.version("citegraph"),
        rules=_rules_digest(),
        model=model,
        model_sha256=_model_digest(model),
        options=_dictionaries(),
    )


def _dictionaries() -> tuple[str, ...]:
    """Return the name and digest of each dictionary that the environment adds to the vocabulary."""
    from kg.lexicon.installed import VARIABLE  # noqa: PLC0415 - start-up time

    paths = [Path(name) for name in os.environ.get(VARIABLE, "").split(os.pathsep) if name]
    found = [path for path in paths if path.is_file()]  # grounding says what is wrong with others
    return tuple(f"dictionary={p.name}:{hashlib.sha256(p.read_bytes()).hexdigest()}" for p in found)


def _rules_digest() -> str:
    """Return a digest of everything in the package that decides about claims: data and code."""
    digest = hashlib.sha256()
    root = resources.files("kg")
    packages = ("appraisal", "data", "extraction", "grounding", "lexicon", "model", "reading")
    for package in packages:
        for name, file in _files(root.joinpath(package), package):
            digest.update(f"{name}\0".encode())
            digest.update(file.read_bytes())
    return digest.hexdigest()[:32]


def _files(folder: Traversable, path: str) -> list[tuple[str, Traversable]]:
    found: list[tuple[str, Traversable]] = []
    for member in sorted(folder.iterdir(), key=lambda entry: entry.name):
        place = f"{path}/{member.name}"
        if member.is_dir():
            found.extend(_files(member, place))
        elif member.name.endswith(_RULE_FILES):
            found.append((place, member))
    return found


def _model_digest(model: str) -> str:
    spec = importlib.util.find_spec(model) if model else None
    if spec is None or spec.origin is None:
        return ""
    digest = hashlib.sha256()
    folder = Path(spec.origin).parent
    for path in sorted(folder.rglob("*")):
        if path.is_file() and path.suffix != ".pyc":
            digest.update(f"{path.relative_to(folder).as_posix()}\0".encode())
            digest.update(path.read_bytes())
    return digest.hexdigest()
