"""The command line: one thin command per verb, and the only place that prints."""

from kg.cli.main import main

__all__ = ["main"]
