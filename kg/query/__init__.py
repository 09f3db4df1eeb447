"""SPARQL over a store: the runner and the named queries (*.rq)."""
