"""citegraph: claims, their words, their citations and their evidence grade, as a graph."""
