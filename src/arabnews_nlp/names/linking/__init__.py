"""Mentions of one name in a document, linked across scripts."""
