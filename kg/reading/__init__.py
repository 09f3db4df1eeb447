"""Source to document: a file a format; sections, sentences, markers, references."""
