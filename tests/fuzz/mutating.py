"""Inputs near the kept ones: pieces of them, cut, repeated and mixed with what breaks parsers."""

from __future__ import annotations

import re

from hypothesis import strategies as st
from targets import TOKENS, seeds

MOST = 20_000  # bytes of an input


def inputs(target: str) -> st.SearchStrategy[bytes]:
    """Return the strategy of a target."""
    kept = seeds(target) or [b""]
    pieces = sorted({piece for seed in kept for piece in re.split(rb"(?<=[\n.>])", seed) if piece})
    part = st.one_of(
        st.sampled_from(TOKENS),
        st.sampled_from(pieces or [b" "]),
        st.binary(max_size=8),
        st.builds(lambda token, n: token * n, st.sampled_from(TOKENS), st.integers(2, 200)),
    )
    mixed = st.lists(part, max_size=12).map(b"".join)
    # A whole input with something in its midst: what needs a valid frame to be reached at all.
    spliced = st.builds(_spliced, st.sampled_from(kept), st.floats(0, 1), mixed, st.integers(0, 40))
    return st.one_of(mixed, spliced).map(lambda data: data[:MOST])


def _spliced(seed: bytes, place: float, middle: bytes, cut: int) -> bytes:
    at = int(place * len(seed))
    return seed[:at] + middle + seed[at + cut :]
