"""Near-duplicate documents and repeated paragraphs: MinHash signatures over normalized words."""

from arabnews_nlp.duplicates.fingerprint import Fingerprint

__all__ = ["Fingerprint"]
