"""Quantities in running text: numbers, units, schedules."""
