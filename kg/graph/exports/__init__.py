"""Exports: one module a format; :data:`EXPORTERS` lists them."""

from kg.graph.exports.registry import EXPORTERS, Exporter, export, exporter

__all__ = ["EXPORTERS", "Exporter", "export", "exporter"]
