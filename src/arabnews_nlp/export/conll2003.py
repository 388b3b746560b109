"""CoNLL-2003: four columns (word, part of speech, chunk, BIO entity tag), an empty line after each sentence.

Source: Tjong Kim Sang and De Meulder, *Introduction to the CoNLL-2003 Shared Task*, 2003. The format has no place for
offsets, values or identities; :func:`~arabnews_nlp.export.to_conllu` keeps them.
"""

from __future__ import annotations

from arabnews_nlp.document.doc import Doc, check_doc
from arabnews_nlp.export.words import bio_tags, by_sentence, entity_edges, one_word, words_of

__all__ = ["to_conll2003"]


def to_conll2003(doc: Doc) -> str:
    """The words with their entity tags; attached clitics are words of their own, and a word ends where
    an entity begins or ends.

    Columns two and three are ``-X-``: no part of speech and no chunk is known. White space inside a word is written as
    an underscore.
    """
    check_doc(doc)
    edges = entity_edges(doc)
    lines = ["-DOCSTART- -X- -X- O", ""]
    sentences = [[w for token in tokens for w in words_of(token, edges)] for _, tokens in by_sentence(doc)]
    tags = iter(bio_tags([word for words in sentences for word in words], doc.entities))
    for words in filter(None, sentences):
        lines += [f"{one_word(word.text)} -X- -X- {next(tags)[0]}" for word in words]
        lines.append("")
    return "\n".join(lines) + "\n"
