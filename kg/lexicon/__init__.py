"""Language data as frozen tables: cues, patterns, styles, rules and vocabularies."""
