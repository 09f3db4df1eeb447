"""The figures of ``scripts/bench`` as tables: beside their targets, and part by part."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

Figures = dict[str, Any]


@dataclass(frozen=True)
class Target:
    """One row of the table of targets.

    Attributes:
        what: In words.
        place: Part and name of the figure.
        target: In words.
        is_met: Whether a value meets it.
        otherwise: What stands in the way where it is not met.
    """

    what: str
    place: tuple[str, str]
    target: str
    is_met: Callable[[float], bool]
    otherwise: str


TARGETS = (
    Target(
        "documents → loaded store, CPU, over a bare spaCy parse of the same text",
        ("extraction", "build_over_parse"), "≤ 1.0", lambda x: x <= 1.0,
        "reading a vocabulary and a model's first words counts fully in a small corpus; see `scripts/measure_speed`",
    ),
    Target(
        "2 workers against 1, wall", ("workers", "speed_up"), "≥ 1.7", lambda x: x >= 1.7,
        "one worker loads in a second thread, too: see its CPU seconds beside its wall; workers take seconds to start, and what all documents say together is appraised in one process",
    ),
    Target(
        "Ray, 2 actors, over the local pool, wall, on a job of ≥ 5 minutes",
        ("workers", "ray_over_pool"), "≤ 1.15", lambda x: x <= 1.15,
        "Ray's start of 5–10 s and its own processes weigh on jobs this short",
    ),
    Target(
        "typical queries, rdflib over the store: the least of five", ("store", "least"), "≥ 10",
        lambda x: x >= 10, "the query visits every claim in both stores",
    ),
    Target(
        "typical queries, rdflib over the store: geometric mean", ("store", "geometric mean"),
        "≥ 30", lambda x: x >= 30, "",
    ),
    Target(
        "topic query on 10⁶ quads on disk, ms", ("store", "topic query ms"), "≤ 20",
        lambda x: x <= 20, "",
    ),
    Target(
        "growth of extraction, 1× → 100×, exponent", ("growth", "extraction_exponent"), "≤ 1.03",
        lambda x: x <= 1.03, "",
    ),
    Target(
        "growth of load, 1× → 100×, exponent", ("growth", "load_exponent"), "≤ 1.20",
        lambda x: x <= 1.20, "",
    ),
    Target(
        "growth end to end, 1× → 100×, exponent", ("growth", "end_to_end_exponent"), "≤ 1.05",
        lambda x: x <= 1.05, "",
    ),
    Target(
        "peak memory of a worker, MB", ("workers", "worker_megabytes"), "≤ 450 + dictionary",
        lambda x: x <= 450, "",
    ),
    Target(
        "1 and 2 workers and Ray: equal bytes (1 = yes)", ("workers", "same_bytes"), "1",
        lambda x: x == 1, "",
    ),
    Target(
        "page of 1,000 claims ready, s", ("page", "ready_1k"), "≤ 1", lambda x: x <= 1,
        "Chromium draws on the same two cores, without a graphics processor; page.md has a run that met it",
    ),
    Target(
        "page of 20,000 claims ready, s", ("page", "ready_20k"), "≤ 3", lambda x: x <= 3,
        "Chromium draws on the same two cores, without a graphics processor; page.md has a run that met it",
    ),
    Target(
        "kg --help, CPU seconds", ("start_up", "help_seconds"), "≤ 0.3", lambda x: x <= 0.3, "",
    ),
    Target(
        "kg query on a small store, CPU seconds", ("start_up", "query_seconds"), "≤ 0.5",
        lambda x: x <= 0.5, "",
    ),
)  # fmt: skip


def table(found: Figures) -> str:
    """Return the targets beside what was measured, as Markdown."""
    lines = ["| what | measured | target | verdict |", "|---|---|---|---|"]
    lines += [
        f"| {target.what} | {value(found, target)} | {target.target} | {verdict(found, target)} |"
        for target in TARGETS
    ]
    return "\n".join(lines) + "\n"


def figure(found: Figures, target: Target) -> float | None:
    """Return what was measured, or None."""
    part, name = target.place
    measured = found["parts"].get(part, {}).get(name)
    return None if measured is None else float(measured)


def value(found: Figures, target: Target) -> str:
    """Return what was measured in words."""
    number = figure(found, target)
    return "—" if number is None else short(number)


def short(number: float) -> str:
    """Return a number with as many digits as it deserves.

    >>> short(1234.5), short(12.345), short(0.01234), short(2_500_000.0)
    ('1,234', '12.3', '0.0123', '2,500,000')
    """
    return f"{number:,.0f}" if abs(number) >= 1000 else f"{number:.3g}"


def verdict(found: Figures, target: Target) -> str:
    """Return whether a target is met, or what stands in the way."""
    number = figure(found, target)
    part = found["parts"].get(target.place[0], {})
    if number is None:
        return str(
            part.get("skipped") or ("failed" if "error" in part else "not measured in this run")
        )
    steps = [step["documents"] for step in part.get("steps", ())]
    if steps and steps[-1] < 100 * max(steps[0], 10):
        return f"no verdict: the steps were of {', '.join(map(str, steps))} documents"
    if target.is_met(number):
        return "met"
    load = part.get("load_average")
    busy = f"; load average {load:.1f} in this run" if load is not None else ""
    return f"missed: {target.otherwise}{busy}" if target.otherwise else f"missed{busy}"


def page(found: Figures) -> str:
    """Return docs/performance.md."""
    versions = ", ".join(f"{name} {number}" for name, number in found["versions"].items())
    parts = "".join(section(name, part) for name, part in found["parts"].items())
    return (
        "# Performance\n\n"
        "Printed by `scripts/bench --markdown` from the figures of `scripts/bench --json`. CPU\n"
        "time unless a line says wall; trust the ratios, each taken within one run.\n\n"
        f"{found['date']}; {found['machine']}; Python {found['python']}; {versions};\n"
        f"{found['documents']} documents ({found['corpus']}).\n\n"
        f"## Targets\n\n{table(found)}\n## Figures\n{parts}"
    )


def section(name: str, part: Figures) -> str:
    """Return the figures of a part as a table of two columns."""
    rows = "".join(f"| {key} | {text} |\n" for key, text in flat(part))
    return f"\n### {name.replace('_', ' ')}\n\n| figure | value |\n|---|---|\n{rows}"


def flat(part: Figures, prefix: str = "") -> list[tuple[str, str]]:
    """Return the leaves of nested figures, each with its path."""
    found = []
    for key, item in part.items():
        if key == "error":  # names folders of the machine
            continue
        name = f"{prefix}{key.replace('_', ' ')}"
        if isinstance(item, dict):
            found += flat(item, f"{name}: ")
        elif isinstance(item, list):
            for number, entry in enumerate(item, 1):
                rows = entry if isinstance(entry, dict) else {"": entry}
                found += flat(rows, f"{name} {number}: ")
        else:
            text = short(item) if isinstance(item, float) else str(item)
            found.append((name, text.replace("|", "\\|")))
    return found
