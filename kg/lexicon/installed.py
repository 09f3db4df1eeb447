"""The vocabularies in use: the one that comes with citegraph, and compiled ones beside it."""

from __future__ import annotations

import functools
import os
from importlib import resources
from pathlib import Path

from kg.errors import LexiconError
from kg.lexicon.form_index import read_index
from kg.lexicon.vocabulary import Vocabulary

_COMPILED = "vocabulary.dict"
VARIABLE = "CITEGRAPH_VOCABULARIES"  # environment: compiled dictionaries to use beside


@functools.cache
def default_vocabulary() -> Vocabulary:
    """Return the vocabulary that comes with citegraph.

    Beside it stand the compiled dictionaries that the environment variable
    CITEGRAPH_VOCABULARIES names, separated as in PATH, in order of preference.

    Raises:
        LexiconError: A named dictionary cannot be read.
    """
    file = resources.files("kg").joinpath("data", _COMPILED)
    own = Vocabulary(read_index(file.read_text(encoding="utf-8"), f"kg/data/{_COMPILED}"))
    for name in os.environ.get(VARIABLE, "").split(os.pathsep):
        if name:
            own = own.with_beside(load_dictionary(Path(name)))
    return own


def load_dictionary(path: Path) -> Vocabulary:
    """Return the vocabulary of a compiled dictionary, to be used beside another.

    Raises:
        LexiconError: The file cannot be read or is no compiled dictionary.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise LexiconError(f"cannot be read: {error}", path=str(path)) from error
    return Vocabulary(read_index(text, str(path)))
