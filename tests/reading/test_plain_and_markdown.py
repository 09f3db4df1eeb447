from kg.model.document import BlockKind, Document
from kg.reading import document_to_json, read_bytes

ARTICLE = """Anosmia: Causes and Care

What is Anosmia?

Anosmia is the loss of the sense of smell, and it may come on slowly or all at once (x).


Nerves in the nose carry signals to the brain, which reads them as smells and links them to memory.

Causes of Anosmia

Colds are the most frequent cause of a lost sense of smell, and most people recover from them soon.

Other causes may include (x):

  • Nasal polyps
  • Head injuries, including
    falls
Causes of Anosmia

Care

Rinses help many people with a blocked nose, and they are safe for nearly everyone who tries them.

Author: Jo Doe"""


def read(text: str, name: str = "a.txt") -> Document:
    return next(read_bytes(text.encode(), name))


def said(document: Document, kind: BlockKind) -> list[str]:
    return [b.span.text_of(document.text) for b in document.blocks if b.kind is kind]


def test_plain_text_finds_headings_and_the_one_that_was_lost() -> None:
    sections = read(ARTICLE).sections
    assert [(s.title, s.level, s.is_missing_heading) for s in sections] == [
        ("Anosmia: Causes and Care", 1, False),
        ("What is Anosmia?", 2, False),
        (None, 3, True),
        ("Causes of Anosmia", 2, False),
        ("Care", 3, False),
    ]


def test_plain_text_ties_items_to_their_lead_in() -> None:
    document = read(ARTICLE)
    items = [b for b in document.blocks if b.kind is BlockKind.LIST_ITEM]
    assert said(document, BlockKind.LIST_ITEM)[0] == "Nasal polyps"
    leads = {b.lead_in for b in items}
    assert [document.blocks[i or 0].span.text_of(document.text) for i in leads] == [
        "Other causes may include (x):"
    ]


def test_plain_text_keeps_captions_and_bylines_apart() -> None:
    document = read(ARTICLE)
    assert said(document, BlockKind.CAPTION) == ["Causes of Anosmia"]
    assert said(document, BlockKind.BYLINE) == ["Author: Jo Doe"]


def test_plain_text_joins_wrapped_lines() -> None:
    wrapped = (
        "The sense of smell is older than sight, and it reaches\nparts of the brain that hold"
        " memories of\nearly childhood. It fades with age."
    )
    document = read(f"{wrapped}\n\n{wrapped}")
    assert len(document.blocks) == 2
    assert len(document.sentences) == 4


MARKDOWN = """---
title: Smell
url: https://example.org/smell
---
# Smell

Common *causes* include:

- **Colds** [1]
  - Flu
- Polyps

The table lists [rinses](https://example.org/r).

| Rinse | Amount |
| --- | --- |
| Salt `water` | 5 g |

```
code (x)
```

## References

1. Lee A. Colds. J Ex. 2016;1:2-3.
"""


def test_markdown_is_rendered_with_structure() -> None:
    document = read(MARKDOWN, "a.md")
    assert (document.title, document.source.url) == ("Smell", "https://example.org/smell")
    assert said(document, BlockKind.PARAGRAPH) == [
        "Common causes include:",
        "The table lists rinses.",
    ]
    items = [b for b in document.blocks if b.kind is BlockKind.LIST_ITEM]
    assert [(b.depth, b.lead_in) for b in items] == [(0, 1), (1, 2), (0, 1)]
    cells = [b for b in document.blocks if b.kind is BlockKind.TABLE_CELL]
    assert [(b.table.row, b.table.column, b.table.is_header) for b in cells if b.table] == [
        (0, 0, True),
        (0, 1, True),
        (1, 0, False),
        (1, 1, False),
    ]
    assert {b.lead_in for b in cells} == {5}
    assert len(document.markers) == 1
    assert "code" not in document.text


def test_document_to_json_has_the_promised_shape() -> None:
    document = read(MARKDOWN, "a.md")
    plain = document_to_json(document)
    assert list(plain) == [
        *("id", "title", "text", "sha256", "sections", "markers", "references", "diagnostics")
    ]
    assert list(plain["sections"][0]) == ["title", "level", "start", "end"]
    assert list(plain["markers"][0]) == ["text", "start", "end", "style", "state", "references"]
    assert plain["markers"][0]["references"] == ["1"]
    assert plain["references"][0]["year"] == "2016"


def test_the_first_line_of_a_masthead_is_the_title() -> None:
    mast = (
        "Copper and sleep: a crossover trial\nDoe J, Roe A\nExample Journal 2020\n\nAims\n\nTo see."
    )
    assert read(mast).title == "Copper and sleep: a crossover trial"
    listed = "Iron\nZinc\nCopper\nThese are metals.\n\nThey matter to the body."
    assert read(listed).title is None
    assert read("- Iron\n- Zinc\n\nThey matter.").title is None
