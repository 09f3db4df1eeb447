"""Pins what the parser makes of own sentences, so that a silent change of model shows here."""

from __future__ import annotations

import pytest
import spacy

from kg.extraction.parsing.parser import load_model

GOLDEN = {
    "The drug may reduce the risk of stroke.": [
        ("DET", "det", 1),  # The
        ("NOUN", "nsubj", 3),  # drug
        ("AUX", "aux", 3),  # may
        ("VERB", "ROOT", 3),  # reduce
        ("DET", "det", 5),  # the
        ("NOUN", "dobj", 3),  # risk
        ("ADP", "prep", 5),  # of
        ("NOUN", "pobj", 6),  # stroke
        ("PUNCT", "punct", 3),  # .
    ],
    "Infections are treated with medicine.": [
        ("NOUN", "nsubjpass", 2),  # Infections
        ("AUX", "auxpass", 2),  # are
        ("VERB", "ROOT", 2),  # treated
        ("ADP", "prep", 2),  # with
        ("NOUN", "pobj", 3),  # medicine
        ("PUNCT", "punct", 2),  # .
    ],
    "Many people develop pain because of cancer.": [
        ("ADJ", "amod", 1),  # Many
        ("NOUN", "nsubj", 2),  # people
        ("VERB", "ROOT", 2),  # develop
        ("NOUN", "dobj", 2),  # pain
        ("SCONJ", "prep", 2),  # because
        ("ADP", "pcomp", 4),  # of
        ("NOUN", "pobj", 4),  # cancer
        ("PUNCT", "punct", 2),  # .
    ],
    "Symptoms of cancer include pain and weight loss.": [
        ("NOUN", "nsubj", 3),  # Symptoms
        ("ADP", "prep", 0),  # of
        ("NOUN", "pobj", 1),  # cancer
        ("VERB", "ROOT", 3),  # include
        ("NOUN", "nmod", 7),  # pain
        ("CCONJ", "cc", 4),  # and
        ("NOUN", "compound", 7),  # weight
        ("NOUN", "dobj", 3),  # loss
        ("PUNCT", "punct", 3),  # .
    ],
    "The medicine, which lowers levels, was not tested in women.": [
        ("DET", "det", 1),  # The
        ("NOUN", "nsubjpass", 9),  # medicine
        ("PUNCT", "punct", 1),  # ,
        ("PRON", "nsubj", 4),  # which
        ("VERB", "relcl", 1),  # lowers
        ("NOUN", "dobj", 4),  # levels
        ("PUNCT", "punct", 1),  # ,
        ("AUX", "auxpass", 9),  # was
        ("PART", "neg", 9),  # not
        ("VERB", "ROOT", 9),  # tested
        ("ADP", "prep", 9),  # in
        ("NOUN", "pobj", 10),  # women
        ("PUNCT", "punct", 9),  # .
    ],
}


@pytest.mark.parametrize("sentence", GOLDEN)
def test_parser_reads_the_sentence_as_pinned(sentence: str) -> None:
    found = [(t.pos_, t.dep_, t.head.i) for t in load_model()(sentence)]
    versions = f"spaCy {spacy.__version__}, model {load_model().meta['version']}"
    assert found == GOLDEN[sentence], (
        f"{versions} parses this sentence otherwise than the rules were written for: "
        "measure with scripts/measure_gold before pinning it anew"
    )
