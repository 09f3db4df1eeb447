"""What a store keeps for ever, whatever is rebuilt: decisions, checks of works, catalogues."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from kg.model.json_bytes import from_json, to_json

if TYPE_CHECKING:
    from kg.model.appraisal import Judgement, WorkCheck
    from kg.model.document import Reference

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Kept:
    """What every generation carries on.

    Attributes:
        judgements: People's decisions, in the order in which they were recorded.
        checks: What texts of cited works were found to say (``kg verify``).
        works: What catalogues know of cited works (``kg build --works``, ``--lookup``).
    """

    judgements: tuple[Judgement, ...] = ()
    checks: tuple[WorkCheck, ...] = ()
    works: tuple[Reference, ...] = ()

    @classmethod
    def load(cls, folder: Path) -> Kept:
        """Read what a generation holds; an older store may lack some files."""
        from kg.model.appraisal import Judgement, WorkCheck  # noqa: PLC0415 - start-up time
        from kg.model.document import Reference  # noqa: PLC0415 - start-up time

        return cls(
            judgements=_load(folder / "judgements.json", Judgement),
            checks=_load(folder / "checks.json", WorkCheck),
            works=_load(folder / "works.json", Reference),
        )

    def save(self, folder: Path) -> None:
        """Write all of it into a new generation."""
        (folder / "judgements.json").write_bytes(to_json(self.judgements))
        (folder / "checks.json").write_bytes(to_json(self.checks))
        (folder / "works.json").write_bytes(to_json(self.works))


def _load(path: Path, cls: type[T]) -> tuple[T, ...]:
    found: tuple[T, ...] = ()
    if path.exists():
        found = from_json(tuple[cls, ...], path.read_bytes())  # type: ignore[valid-type]
    return found
