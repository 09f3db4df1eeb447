"""Composes the stages: sources to records, records to a store.

The package can be called, so that ``import kg; store = kg.build(["article.txt"])`` works although a
package of that name exists; typed code calls :func:`kg.build.library.build_store`.
"""

from __future__ import annotations

import sys
import types
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from kg.graph import Store


class _CallablePackage(types.ModuleType):
    def __call__(self, *args: Any, **kwargs: Any) -> Store:
        from kg.build.library import build_store  # noqa: PLC0415 - importing must stay free

        return build_store(*args, **kwargs)


sys.modules[__name__].__class__ = _CallablePackage
