"""The read-only web app: page, SPARQL endpoint, a page for each thing by its IRI."""
