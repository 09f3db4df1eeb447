"""What starting costs: ``kg --help``, and ``kg query`` on a small store."""

from __future__ import annotations

import corpus
import watching
from options import answer, setting


def main() -> None:
    chosen = setting()
    documents = chosen.work / "few.jsonl"
    corpus.write(documents, 3, chosen.data)
    store = chosen.work / "store"
    watching.kg("build", documents, "--store", store)
    query = ("query", "SELECT (COUNT(*) AS ?n) WHERE { ?c a kg:Claim }", "--store", store)
    times = 1 if chosen.is_quick else 5
    answer(
        {
            "help_seconds": min(watching.kg("--help").cpu for _ in range(times)),
            "query_seconds": min(watching.kg(*query).cpu for _ in range(times)),
        }
    )


if __name__ == "__main__":
    main()
