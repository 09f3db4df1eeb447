"""Documents to a loaded store against a bare spaCy parse of the same text, in one process."""

from __future__ import annotations

import json
import resource

import corpus
from options import answer, cpu, setting


def main() -> None:
    chosen = setting()
    path, few = chosen.work / "all.jsonl", chosen.work / "few.jsonl"
    words = corpus.write(path, chosen.documents, chosen.data)
    corpus.write(few, 3, chosen.data)
    import spacy

    from kg.build.building import build
    from kg.build.pipeline import Pipeline, source_files
    from kg.extraction.parsing.parser import MODELS
    from kg.graph import Store

    texts = [json.loads(line)["text"] for line in path.read_text("utf-8").splitlines()]
    bare = spacy.load(next(name for name in MODELS if spacy.util.is_package(name)))
    list(bare.pipe(texts[:3], batch_size=32))
    pipeline = Pipeline()
    list(pipeline.records(source_files([str(few)])))
    with Store.create(chosen.work / "few") as store:
        build([str(few)], store)
    parse = cpu(lambda: list(bare.pipe(texts, batch_size=32)))
    extract = cpu(lambda: list(pipeline.records(source_files([str(path)]))))
    with Store.create(chosen.work / "all") as store:
        whole = cpu(lambda: build([str(path)], store))
        claims = sum(1 for _ in store.claims())
        quads = store.manifest.quads
    parse = (parse + cpu(lambda: list(bare.pipe(texts, batch_size=32)))) / 2  # before and after
    answer(
        {
            "documents": chosen.documents,
            "words": words,
            "claims": claims,
            "quads": quads,
            "bytes": sum(p.stat().st_size for p in (chosen.work / "all").rglob("*") if p.is_file()),
            "bare_parse_seconds": parse,
            "extract_seconds": extract,
            "build_seconds": whole,
            "extract_over_parse": extract / parse,
            "build_over_parse": whole / parse,
            "words_a_second": words / whole,
            "peak_megabytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
        }
    )


if __name__ == "__main__":
    main()
