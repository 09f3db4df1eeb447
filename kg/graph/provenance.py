"""Who made the claims of a document, and how: what PROV needs and a rebuild must match."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Provenance:
    """The versions and options of a run; never its time, so that equal runs give equal bytes.

    Attributes:
        version: Version of citegraph.
        rules: Digest or version of the rule set (every data file that decides about claims).
        model: Name and version of the language model, or empty.
        model_sha256: Digest of the model's files, or empty.
        options: Options that change what is extracted, as ``(name, value)``, sorted.
    """

    version: str = ""
    rules: str = ""
    model: str = ""
    model_sha256: str = ""
    options: tuple[str, ...] = ()

    @property
    def key(self) -> tuple[str, ...]:
        """Return what tells two runs apart."""
        return (self.version, self.rules, self.model, self.model_sha256, *self.options)
