"""Relations in a parse: patterns by form, classes and definitions, examples."""
