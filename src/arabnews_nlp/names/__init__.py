"""Names across scripts: mentions of one name in Latin and Arabic letters, linked."""

from arabnews_nlp.names.linking.linker import align_names

__all__ = ["align_names"]
