"""The grading rules: a data file, the project's own or a person's, as checked records."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from hashlib import sha256
from importlib import resources
from pathlib import Path
from typing import Any

import yaml

from kg.errors import LexiconError, ShapeError
from kg.lexicon.loading import Cue
from kg.model.appraisal import FindingKind
from kg.model.closed_terms import Certainty, Design, Polarity, Wording
from kg.model.codec import from_plain

_OWN = "kg/data/grading.yaml"
_HIGHEST = 4
_LARGEST_FILE = 1_000_000  # bytes; a rules file is a few kilobytes


class Step(StrEnum):
    """When a rule acts, in this order."""

    BASE = "base"
    ADJUST = "adjust"
    CAP = "cap"
    OPPOSE = "oppose"
    VOID = "void"
    ALERT = "alert"


@dataclass(frozen=True, slots=True)
class Conditions:
    """What must hold for a rule to fire; None asks nothing, an empty tuple neither."""

    cited: bool | None = None
    resolved: bool | None = None
    verified: bool | None = None
    same_sentence: bool | None = None
    small: bool | None = None
    retracted: bool | None = None
    opposed: bool | None = None
    works_at_least: int | None = None
    grade_at_most: int | None = None
    grade_at_least: int | None = None
    designs: tuple[Design, ...] = ()
    polarities: tuple[Polarity, ...] = ()
    certainties: tuple[Certainty, ...] = ()
    wordings: tuple[Wording, ...] = ()


@dataclass(frozen=True, slots=True)
class Rule:
    """One grading rule; see the head of kg/data/grading.yaml."""

    id: str
    step: Step
    when: Conditions
    reason: str
    source: str
    value: int = 0
    floor: int = 0
    ceiling: int = _HIGHEST
    alert: FindingKind | None = None


@dataclass(frozen=True, slots=True)
class _File:
    """A rules file as written."""

    format: str
    version: int
    labels: tuple[str, ...]
    rules: tuple[Rule, ...]
    small_words: tuple[Cue, ...]


@dataclass(frozen=True, slots=True)
class GradingRules:
    """The rules in force, and where they come from.

    Attributes:
        name: The file, for provenance.
        sha256: Of the file's bytes, for provenance.
        labels: Words for the levels 0 to 4.
        small: Patterns for words that call a study small.
    """

    name: str
    sha256: str
    version: int
    labels: tuple[str, ...]
    rules: tuple[Rule, ...]
    small: tuple[re.Pattern[str], ...]

    def of_step(self, step: Step) -> tuple[Rule, ...]:
        """Return the rules of one step, in the file's order."""
        return tuple(rule for rule in self.rules if rule.step is step)


@cache
def default_rules() -> GradingRules:
    """Return the rules that citegraph ships."""
    data = resources.files("kg").joinpath("data", "grading.yaml").read_bytes()
    return parse_rules(data, _OWN)


def load_rules(path: Path) -> GradingRules:
    """Return the rules of a person's own file, which has the form of kg/data/grading.yaml.

    Raises:
        LexiconError: The file cannot be read, or breaks the form.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        raise LexiconError(f"cannot read the rules: {error.strerror}", path=str(path)) from error
    return parse_rules(data, str(path))


def parse_rules(data: bytes, name: str) -> GradingRules:
    """Return the rules written in ``data``.

    Raises:
        LexiconError: It is no rules file, or a rule has an unknown key or a wrong value.
    """
    file = _parse(data, name)
    if file.format != "citegraph-grading" or file.version != 1:
        raise LexiconError("expected format citegraph-grading, version 1", path=name)
    if len(file.labels) != _HIGHEST + 1:
        raise LexiconError("expected five labels, for the levels 0 to 4", path=name)
    for rule in file.rules:
        _check(rule, name)
    if len({rule.id for rule in file.rules}) != len(file.rules):
        raise LexiconError("a rule id occurs twice", path=name)
    return GradingRules(
        name=name,
        sha256=sha256(data).hexdigest(),
        version=file.version,
        labels=file.labels,
        rules=file.rules,
        small=tuple(re.compile(cue.pattern, re.IGNORECASE) for cue in file.small_words),
    )


def _parse(data: bytes, name: str) -> _File:
    if len(data) > _LARGEST_FILE:
        raise LexiconError("the rules file is larger than 1 MB", path=name)
    try:
        value: Any = yaml.safe_load(data)
        return from_plain(_File, value)
    except (yaml.YAMLError, ShapeError, UnicodeDecodeError) as error:
        raise LexiconError(str(error).replace("\n", " "), path=name) from error


def _check(rule: Rule, name: str) -> None:
    lowest = -_HIGHEST if rule.step in (Step.ADJUST, Step.OPPOSE) else 0
    if not lowest <= rule.value <= _HIGHEST:
        raise LexiconError(f"rule {rule.id}: value {rule.value} is out of range", path=name)
    if (rule.step is Step.ALERT) != (rule.alert is not None):
        raise LexiconError(f"rule {rule.id}: an alert needs the step alert", path=name)
