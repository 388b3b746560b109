"""Lexicons of a few words and phrases."""

from arabnews_nlp._core.pretokens import PreTokens
from arabnews_nlp.entities._features import Lexicon, phrase_key, scan_tagger_tokens, word_key
from arabnews_nlp.names.spans import latin_mentions

LONGER = 1 << 15


def lexicon_of(words=(), phrases=None):
    lists = {}
    for phrase, types in (phrases or {}).items():
        parts = phrase.split()
        for count in range(1, len(parts)):
            lists[phrase_key(" ".join(parts[:count]))] = lists.get(phrase_key(" ".join(parts[:count])), 0) | LONGER
        lists[phrase_key(phrase)] = lists.get(phrase_key(phrase), 0) | types
    records = b"".join(key.to_bytes(8, "little") + types.to_bytes(2, "little") for key, types in lists.items())
    return Lexicon(b"".join(word_key(word).to_bytes(8, "little") for word in words), records)


def scanned(text, lexicon):
    """The tokens of a text."""
    pretokens = PreTokens(text)
    return scan_tagger_tokens(pretokens, latin_mentions(pretokens), lexicon)
