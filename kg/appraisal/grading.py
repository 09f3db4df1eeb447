"""Grades a claim by the reported evidence behind it: this project's estimate, 0 to 4.

The rules are data (kg/data/grading.yaml). They run in steps: base, adjust, cap, oppose, void. A
cap comes after the adjustments, so that no number of works lifts unverified evidence above it.
Order never matters, and more supporting evidence never lowers a grade: the conditions look at the
best citation of a claim (one resolved citation lifts the cap on unresolved ones).
"""

from __future__ import annotations

import functools
from dataclasses import dataclass

from kg.appraisal.facts import ClaimFacts
from kg.appraisal.rules import Conditions, GradingRules, Rule, Step, default_rules
from kg.model.appraisal import FindingKind
from kg.model.claim import Grade


@dataclass(frozen=True, slots=True)
class Alert:
    """A clash between how a claim is worded and what it rests on."""

    kind: FindingKind
    reason: str
    rule: str


def grade(facts: ClaimFacts, rules: GradingRules | None = None) -> Grade:
    """Return the grade with one reason for each rule that fired, in the order they acted."""
    return _grade(facts, rules) if rules is not None else _graded(facts)


@functools.lru_cache(maxsize=4096)
def _graded(facts: ClaimFacts) -> Grade:
    """Grade by the rules that citegraph ships; many claims rest on the same facts."""
    return _grade(facts, default_rules())


def _grade(facts: ClaimFacts, rules: GradingRules) -> Grade:
    bases = [rule for rule in rules.of_step(Step.BASE) if holds(rule.when, facts)]
    level = max((rule.value for rule in bases), default=0)
    fired = [rule for rule in bases if rule.value == level][:1]
    for step in (Step.ADJUST, Step.CAP, Step.OPPOSE, Step.VOID):
        for rule in rules.of_step(step):
            if holds(rule.when, facts):
                level = _apply(rule, level)
                fired.append(rule)
    return Grade(
        level=level,
        label=rules.labels[level],
        reasons=tuple(_words(rule, facts, rules.labels[level]) for rule in fired),
        rules=tuple(rule.id for rule in fired),
    )


def alerts(
    facts: ClaimFacts, graded: Grade, rules: GradingRules | None = None
) -> tuple[Alert, ...]:
    """Return the alerts that the wording raises; they never change the grade."""
    rules = rules or default_rules()
    return tuple(
        Alert(rule.alert, _words(rule, facts, graded.label), rule.id)
        for rule in rules.of_step(Step.ALERT)
        if rule.alert is not None and holds(rule.when, facts, graded.level)
    )


def holds(when: Conditions, facts: ClaimFacts, level: int | None = None) -> bool:
    """Say whether every condition holds."""
    return (
        _flags_hold(when, facts) and _values_hold(when, facts) and _levels_hold(when, facts, level)
    )


def _flags_hold(when: Conditions, facts: ClaimFacts) -> bool:
    pairs = (
        (when.cited, facts.cited),
        (when.resolved, facts.resolved),
        (when.verified, facts.verified),
        (when.same_sentence, facts.same_sentence),
        (when.small, facts.small is not None),
        (when.retracted, facts.retracted),
        (when.opposed, facts.opposed),
    )
    return all(wanted is None or wanted == found for wanted, found in pairs)


def _values_hold(when: Conditions, facts: ClaimFacts) -> bool:
    return (
        (not when.designs or facts.design in when.designs)
        and (not when.polarities or facts.polarity in when.polarities)
        and (not when.certainties or facts.certainty in when.certainties)
        and (not when.wordings or facts.wording in when.wordings)
    )


def _levels_hold(when: Conditions, facts: ClaimFacts, level: int | None) -> bool:
    return (
        (when.works_at_least is None or facts.works >= when.works_at_least)
        and (when.grade_at_most is None or (level is not None and level <= when.grade_at_most))
        and (when.grade_at_least is None or (level is not None and level >= when.grade_at_least))
    )


def _apply(rule: Rule, level: int) -> int:
    if rule.step is Step.CAP:
        return min(level, rule.value)
    if rule.step is Step.VOID:
        return rule.value
    if rule.step is Step.OPPOSE:
        return max(0, level + rule.value)
    # The floor never raises a grade that stands below it already, nor the ceiling lower one.
    if rule.value < 0:
        return min(level, max(rule.floor, level + rule.value))
    return max(level, min(rule.ceiling, level + rule.value))


def _words(rule: Rule, facts: ClaimFacts, label: str) -> str:
    fields = {
        "{design}": facts.design.value.replace("_", " "),
        "{works}": str(facts.works),
        "{states}": ", ".join(state.value for state in facts.states),
        "{word}": facts.small or "",
        "{label}": label,
    }
    words = rule.reason
    for name, value in fields.items():
        words = words.replace(name, value)
    return words
