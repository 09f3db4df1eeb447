"""What a store keeps for ever, whatever is rebuilt: decisions, checks of works, catalogues."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from kg.model.codec import from_plain, to_plain

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
        write_json(folder / "judgements.json", to_plain(self.judgements))
        write_json(folder / "checks.json", to_plain(self.checks))
        write_json(folder / "works.json", to_plain(self.works))


def write_json(path: Path, value: object) -> None:
    """Write plain values so that equal values give equal bytes."""
    data = json.dumps(value, ensure_ascii=True, sort_keys=True, separators=(",", ":"))
    path.write_bytes(data.encode())


def _load(path: Path, cls: type[T]) -> tuple[T, ...]:
    data = json.loads(path.read_bytes()) if path.exists() else []
    return tuple(from_plain(cls, item) for item in data)
