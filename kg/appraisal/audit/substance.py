"""What is said itself: doses that cannot be meant, and claims that contradict each other."""

from __future__ import annotations

from collections.abc import Iterator

from kg.appraisal.audit.scene import Scene, shortened
from kg.appraisal.conflicts import Clash
from kg.appraisal.context import Entry
from kg.appraisal.doses import DoseFinding, check_dose
from kg.model.appraisal import Finding


def suspicious_doses(scene: Scene) -> Iterator[Finding]:
    """Yield one finding a dose that is implausible, or above the upper level."""
    for entry in scene.entries:
        if found := check_dose(entry.claim):
            yield _dose(scene, entry, found)


def contradictions(scene: Scene) -> Iterator[Finding]:
    """Yield one finding a pair of sentences in conflict; across articles, one in each."""
    entries = {entry.claim.id: entry for entry in scene.entries}
    seen: set[tuple[tuple[str, int], tuple[str, int]]] = set()
    for clash in scene.context.clashes:
        pair = sorted((entries[clash.first.id], entries[clash.second.id]), key=lambda e: e.place)
        first, second = pair
        places = _sentence(first), _sentence(second)
        if places in seen:
            continue
        seen.add(places)
        yield _contradiction(scene, clash, first, second)
        if first.document.id != second.document.id:
            yield _contradiction(scene, clash, second, first)


def _dose(scene: Scene, entry: Entry, found: DoseFinding) -> Finding:
    has_limit = found.entry.limit is not None
    return scene.on_claim(
        found.fault.value,
        entry,
        amount=shortened(found.amount),
        substance=entry.claim.subject.label,
        times=f"{found.times:,.3g}" if found.times < 1000 else f"{found.times:,.0f}",
        against="the upper level" if has_limit else "the highest amount known",
        meant=found.meant or "another unit",
        limit=found.limit,
        source=found.source,
    )


def _contradiction(scene: Scene, clash: Clash, here: Entry, there: Entry) -> Finding:
    is_swapped = here.claim.id != clash.first.id
    difference = clash.difference.words(swapped=is_swapped) if clash.difference else ""
    wording = "contradiction"
    if clash.difference:
        wording = "contradiction-explained" if clash.is_explained else "contradiction-noted"
    same = here.document.id == there.document.id
    return scene.on_claim(
        wording,
        here,
        (there.claim.id,),
        first=shortened(here.claim.quote.exact),
        second=shortened(there.claim.quote.exact),
        where="elsewhere in this article" if same else f"in {shortened(there.document.id)}",
        words=clash.words,
        difference=difference,
    )


def _sentence(entry: Entry) -> tuple[str, int]:
    return entry.document.id, entry.claim.sentence
