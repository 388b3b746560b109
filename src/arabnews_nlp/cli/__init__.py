"""The command line: ``arabnews COMMAND``."""

from arabnews_nlp.cli.main import main

__all__ = ["main"]
