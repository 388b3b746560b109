"""The fingerprint of a text: equal for equal words, similar for similar ones."""

from __future__ import annotations

import struct
from typing import Self

import msgspec

from arabnews_nlp.duplicates.shingles import SLOTS, exact_hash, minhash, words
from arabnews_nlp.errors import ArgumentTypeError, plain_text

__all__ = ["Fingerprint"]


class Fingerprint(msgspec.Struct, frozen=True, gc=False):
    """Small and comparable; made from the normalized words, so that diacritics, marks and spacing do not count.

    Two fingerprints can be compared when the same version of rensa's algorithm has made them.
    """

    exact: bytes
    """BLAKE2b of the words in 16 bytes, the same for texts whose words are the same."""
    signature: bytes
    """MinHash of the runs of three words, 128 slots of 4 bytes."""

    @classmethod
    def of(cls, text: str) -> Self:
        """The fingerprint of a text.

        :raises MissingExtraError: rensa is not installed.

        >>> one, other = Fingerprint.of("أعلنت الشركةُ ذلك أمس."), Fingerprint.of("اعلنت الشركة ذلك، أمس")
        >>> one.exact == other.exact, one.similarity(other)
        (True, 1.0)
        """
        text = plain_text(text)
        found = words(text)
        return cls(exact_hash(found), struct.pack(f"<{SLOTS}I", *minhash(found).digest()))

    def similarity(self, other: Fingerprint) -> float:
        """Estimated Jaccard similarity of the runs of three words, in [0, 1]."""
        if not isinstance(other, Fingerprint):
            raise ArgumentTypeError("other", other, "a Fingerprint")
        own, others = (struct.unpack(f"<{SLOTS}I", each.signature) for each in (self, other))
        equal: int = sum(a == b for a, b in zip(own, others, strict=True))
        return equal / SLOTS
