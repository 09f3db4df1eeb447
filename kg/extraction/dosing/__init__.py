"""Doses: whose amount a quantity is."""
