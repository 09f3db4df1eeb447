"""Claims as RDF: terms minted, quads, store, shapes, exports."""
