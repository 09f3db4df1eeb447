"""What appraisal said about some of the claims of a store."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any


def part_of(corpus: Mapping[str, Any], claims: Collection[str]) -> dict[str, Any]:
    """Return what a corpus as plain values says about some claims.

    Propositions and conflicts that one of the claims has a part in are there whole.
    """
    return {
        "grades": [g for g in corpus["grades"] if g["claim"] in claims],
        "evidence": [e for e in corpus["evidence"] if e["claim"] in claims],
        "propositions": [
            p for p in corpus["propositions"]
            if any(claim in claims for side in ("supporting", "disputing") for claim in p[side])
        ],
        "conflicts": [
            c for c in corpus["conflicts"] if c["first"] in claims or c["second"] in claims
        ],
        "rejected": [claim for claim in corpus["rejected"] if claim in claims],
        "judged": [j for j in corpus["judged"] if j["claim"] in claims],
    }  # fmt: skip
