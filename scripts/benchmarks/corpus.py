"""Documents to measure on: real answers from a folder, multiplied with other names; or generated.

A copy names another disease in place of the one that the answer is about, so that names, statements
and text grow with the corpus as they do in life; everything is seeded and alike on every machine.
"""

from __future__ import annotations

import argparse
import json
import random
import re
from collections.abc import Iterator
from pathlib import Path

CAUSES = ("garlic", "ginger", "zinc", "smoking", "obesity", "vitamin D", "aspirin", "stress")
EFFECTS = ("blood pressure", "inflammation", "fatigue", "anemia", "nausea", "bone loss", "fever")
FRAMES = (
    "In a randomized trial, {0} reduced {1} compared with placebo [1].",
    "{0} may cause {1}, according to a cohort study of 300 adults [2].",
    "Common symptoms of {1} include headache, dizziness and loss of appetite.",
    "The condition was first described more than a hundred years ago by two physicians.",
    "{0} does not prevent {1} (x).",
    "People who want to know more should speak with somebody whom they trust.",
    "The usual dose is 500 mg of {0} once a day.",
)
SYLLABLES = ("bra", "cor", "del", "fen", "gor", "hal", "lin", "mer", "nov", "per", "ros", "tam")
ENDINGS = ("itis", "osis", "emia", "opathy", "oma syndrome")


def generated(number: int) -> str:
    """Return a generated article of about 200 words."""
    chance = random.Random(number)  # noqa: S311 - reproducible, not secret
    lines = [f"# Article {number}", ""]
    for _ in range(4):
        sentences = [
            chance.choice(FRAMES).format(chance.choice(CAUSES).capitalize(), chance.choice(EFFECTS))
            for _ in range(5)
        ]
        lines += [" ".join(sentences), ""]
    lines += ["## References", "", "1. Doe J. A trial. Ex J. 2019;1:1-9. doi:10.5555/a.1"]
    lines += ["2. Roe R. A cohort. Ex J. 2020;2:1-9. doi:10.5555/a.2"]
    return "\n".join(lines) + "\n"


def answers(folder: Path) -> list[dict[str, str]]:
    """Return the answers of a folder of JSON Lines that have a text, in their order."""
    lines = (
        json.loads(line)
        for path in sorted(folder.glob("*.jsonl"))
        for line in path.read_text("utf-8").splitlines()
    )
    return [line for line in lines if (line.get("answer") or "").strip()]


def renamed(answer: dict[str, str], copy: int) -> str:
    """Return the text of an answer, about another disease in every copy but the first."""
    text, name = answer["answer"], answer.get("focus") or ""
    if copy == 0 or not name:
        return text
    chance = random.Random(f"{name}/{copy}")  # noqa: S311 - reproducible, not secret
    word = "".join(chance.choice(SYLLABLES) for _ in range(3)) + chance.choice(ENDINGS)
    return re.sub(rf"\b{re.escape(name)}\b", word.capitalize(), text, flags=re.IGNORECASE)


def documents(count: int, folder: Path | None) -> Iterator[dict[str, str]]:
    """Yield ``count`` documents as ``kg`` reads them from JSON Lines."""
    if folder is None:
        for number in range(count):
            yield {"id": f"{number:06}.md", "text": generated(number)}
        return
    given = answers(folder)
    step = max(1, len(given) // count)  # a part of the whole is spread over it
    for number in range(count):
        copy, at = divmod(number, len(given)) if step == 1 else (0, number * step)
        answer = given[at]
        # The number keeps ids apart; the same answer may stand in a folder twice.
        yield {
            "id": f"{number:06}-{answer.get('id', 'answer')}",
            "title": answer.get("question") or "",
            "text": renamed(answer, copy),
        }


def write(path: Path, count: int, folder: Path | None) -> int:
    """Write documents to a JSON Lines file; return their number of words."""
    words = 0
    with path.open("w", encoding="utf-8") as file:
        for document in documents(count, folder):
            words += len(document["text"].split())
            file.write(json.dumps(document, ensure_ascii=False) + "\n")
    return words


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    options.add_argument("output", type=Path)
    options.add_argument("--count", type=int, default=1000)
    options.add_argument("--data", type=Path)
    chosen = options.parse_args()
    words = write(chosen.output, chosen.count, chosen.data)
    print(f"{chosen.output}: {chosen.count} documents, {words} words")


if __name__ == "__main__":
    main()
