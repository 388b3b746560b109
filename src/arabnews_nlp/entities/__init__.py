"""Named entities: PER, ORG, LOC, PRODUCT, EVENT."""

from arabnews_nlp.entities.find import find_entities

__all__ = ["find_entities"]
