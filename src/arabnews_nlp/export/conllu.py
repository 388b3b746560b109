"""CoNLL-U: one word a line in ten columns, tokens with clitics as multiword tokens, offsets in the last column.

Sources: the CoNLL-U format of Universal Dependencies, and UDPipe's conventions for the text: ``SpacesBefore``,
``SpacesAfter`` and ``SpacesInToken`` hold the white space that is not one blank, so that the whole text can be put
together again; ``TokenRange`` holds code points into the text of the document.
"""

from __future__ import annotations

from bisect import bisect_left

from arabnews_nlp.document.doc import Doc, check_doc
from arabnews_nlp.document.records import Span, Token
from arabnews_nlp.errors import plain_text
from arabnews_nlp.export.standoff import number_properties
from arabnews_nlp.export.words import bio_tags, by_sentence, entity_edges, words_of

__all__ = ["to_conllu"]

_ESCAPES = str.maketrans(
    {" ": "\\s", "\t": "\\t", "\r": "\\r", "\n": "\\n", "|": "\\p", "\\": "\\\\"}
    | {c: f"\\u{ord(c):04x}" for c in "\x0b\x0c\x1c\x1d\x1e\x1f\x85\xa0\u1680\u2028\u2029\u202f\u205f\u3000"}
    | {chr(c): f"\\u{c:04x}" for c in range(0x2000, 0x200B)}
)


def to_conllu(doc: Doc, doc_id: str | None = None) -> str:
    """The document in CoNLL-U.

    FORM is the word, LEMMA empty, and MISC has ``TokenRange`` on every word; on the first word of an entity, number or
    mention of a name ``NER`` (a BIO tag on all words), ``NERRange``, ``NERCanonical``, ``Number``, ``NumberRange``,
    ``NumberValue``, ``NumberUnit`` …, ``Name`` and ``NameRange``; ranges are those of the annotation, which can begin
    or end inside a word.

    :param doc_id: written as ``# newdoc id = …``.
    """
    check_doc(doc)
    if doc_id is not None:
        doc_id = plain_text(doc_id, "doc_id")
    starts = {
        "Number": _by_start(doc, [(q, {"": q.label, **number_properties(q)}) for q in doc.numbers]),
        "Name": _by_start(
            doc, [(m, {"": name.canonical, "kind": m.kind}) for name in doc.names for m in name.mentions]
        ),
    }
    edges = entity_edges(doc)
    sentences = [
        (sentence, [(token, words_of(token, edges)) for token in tokens]) for sentence, tokens in by_sentence(doc)
    ]
    tags = iter(bio_tags([w for _, tokens in sentences for _, words in tokens for w in words], doc.entities))
    nexts = iter([*(t.start for _, tokens in sentences for t, _ in tokens), len(doc.text)])
    next(nexts)
    last = 0
    lines = ["# newdoc" if doc_id is None else f"# newdoc id = {' '.join(doc_id.split())}"]
    number = 0
    for sentence, tokens in sentences:
        if not tokens:
            continue
        number += 1
        text = doc.text[tokens[0][0].start : tokens[-1][0].end]
        lines += [f"# sent_id = {number}", f"# text = {' '.join(text.split())}"]
        lines.append(f"# range = {sentence.start}:{sentence.end}")
        index = 0
        for token, words in tokens:
            after = next(nexts)
            spaces = _spaces(doc.text, last, token, after)
            last = after
            if len(words) > 1:
                misc = _misc({"TokenRange": f"{token.start}:{token.end}", **spaces})
                lines.append(_row(f"{index + 1}-{index + len(words)}", token.text, misc))
                spaces = {}
            for word in words:
                index += 1
                tag, entity = next(tags)
                known = {"TokenRange": f"{word.start}:{word.end}", **spaces}
                if tag != "O":
                    known["NER"] = tag
                if entity is not None:
                    known["NERRange"] = f"{entity.start}:{entity.end}"
                    if entity.canonical is not None:
                        known["NERCanonical"] = entity.canonical
                for layer, found in starts.items():
                    known.update(_beginning(layer, found, word))
                lines.append(_row(str(index), word.text, _misc(known)))
        lines.append("")
    return "\n".join(lines) + "\n"


_Starts = tuple[list[int], list[tuple[Span, dict[str, str]]]]


def _by_start(doc: Doc, found: list[tuple[Span, dict[str, str]]]) -> _Starts:
    found = sorted(found, key=lambda pair: (pair[0].start, -pair[0].end))
    return [span.start for span, _ in found], found


def _beginning(layer: str, starts: _Starts, word: Span) -> dict[str, str]:
    """The first annotation that begins in the word, in the terms of MISC."""
    n = bisect_left(starts[0], word.start)
    if n >= bisect_left(starts[0], word.end):
        return {}
    span, properties = starts[1][n]
    named = {layer + key.capitalize(): value for key, value in properties.items()}
    return {**named, f"{layer}Range": f"{span.start}:{span.end}"}


def _spaces(text: str, last: int, token: Token, after: int) -> dict[str, str]:
    spaces = {}
    if last < token.start:
        spaces["SpacesBefore"] = text[last : token.start]
    if any(c.isspace() for c in token.text):
        spaces["SpacesInToken"] = token.text
    gap = text[token.end : after]
    if not gap:
        spaces["SpaceAfter"] = "No"
    elif gap != " ":
        spaces["SpacesAfter"] = gap
    return spaces


def _misc(known: dict[str, str]) -> str:
    return "|".join(f"{key}={value.translate(_ESCAPES)}" for key, value in known.items())


def _row(index: str, form: str, misc: str) -> str:
    shown = " ".join(form.split()) or "_"
    return f"{index}\t{shown}" + "\t_" * 7 + f"\t{misc}"
