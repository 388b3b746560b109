"""A document from outside is checked: what is wrong is named with its place."""

from copy import deepcopy

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

import arabnews_nlp as an
from arabnews_nlp.errors import ConfigError

TEXT = "قال سام ألتمان (Sam Altman) إن OpenAI دفعت 20 دولارًا في 5 مارس للشركة."
DATA = an.load()(TEXT, id=1, meta={"a": 1}, reference="2024-01-01").to_dict()


def changed(place, value):
    data = deepcopy(DATA)
    part = data
    for key in place[:-1]:
        part = part[key]
    part[place[-1]] = value
    return data


WRONG = [
    (("entities", 0, "start"), -1, r"entities\[0\]"),
    (("entities", 0, "start"), 1.5, r"entities\[0\]\.start"),
    (("entities", 0, "start"), True, r"entities\[0\]\.start"),
    (("entities", 0, "end"), 10**6, r"entities\[0\] must be a span inside"),
    (("entities", 0, "end"), 10**5000, r"entities\[0\]"),
    (("entities", 0, "score"), 1.5, r"entities\[0\]\.score must be from 0 to 1"),
    (("entities", 1, "score"), float("nan"), r"entities\[1\]\.score"),
    (("entities", 0, "label"), 5, r"entities\[0\]\.label must be a string"),
    (("entities", 0, "cluster"), -1, r"entities\[0\]\.cluster"),
    (("numbers", 0, "value"), "1e99999999", r"numbers\[0\]\.value"),
    (("numbers", 0, "value"), ["1", "1e99999999"], r"numbers\[0\]\.value"),
    (("numbers", 0, "value"), "1" * 10_000, r"numbers\[0\]\.value"),
    (("numbers", 0, "value"), "NaN", r"numbers\[0\]\.value"),
    (("numbers", 0, "value"), 20, r"numbers\[0\]\.value"),
    (("numbers", 0, "value"), ["1"], r"numbers\[0\]\.value"),
    (("tokens", 0, "end"), 9, r"tokens\[1\] must be after the one before"),
    (("tokens", 2, "clitics"), [[0, 999]], r"tokens\[2\]\.clitics"),
    (("tokens", 2, "clitics"), 5, r"tokens\[2\]\.clitics"),
    (("tokens", 0), 5, r"tokens\[0\] must be an object"),
    (("tokens",), {}, "tokens must be a list"),
    (("sentences", 0), {}, r"sentences\[0\] lacks 'start'"),
    (("names", 0, "mentions", 0, "end"), 1000, r"names\[0\]\.mentions\[0\]"),
    (("normalized", "edits"), [[0, 1, 5]], "normalized"),
    (("normalized", "text"), 5, "normalized"),
    (("normalized", "steps"), [5], "normalized"),
    (("id",), [], "id"),
    (("id",), 10**5000, "id"),
    (("reference",), "x", "reference"),
    (("warnings",), [5], "warnings"),
    (("text",), "short", "normalized: edits"),
]


@pytest.mark.parametrize(
    ("place", "value", "message"), WRONG, ids=lambda value: str(value)[:30] if value != 10**5000 else ""
)
def test_what_is_wrong_is_named_with_its_place(place, value, message):
    with pytest.raises(ConfigError, match=message):
        an.Doc.from_dict(changed(place, value))


PLAIN = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inside: st.lists(inside, max_size=3) | st.dictionaries(st.text(max_size=5), inside, max_size=3),
    max_leaves=5,
)


@st.composite
def places(draw):
    place, part = [], DATA
    while isinstance(part, (dict, list)) and part and (not place or draw(st.booleans())):
        key = draw(st.sampled_from(list(part) if isinstance(part, dict) else range(len(part))))
        place.append(key)
        part = part[key]
    return tuple(place)


@example(("normalized", "steps", 0), "step-of-another-version")
@given(places(), PLAIN)
def test_what_is_read_keeps_its_promises(place, value):
    try:
        doc = an.Doc.from_dict(changed(place, value))
    except ConfigError:
        return
    for layer in (doc.sentences, doc.tokens, doc.numbers, doc.entities):
        last = 0
        for span in layer:
            assert last <= span.start <= span.end <= len(doc.text)
            last = span.end
    assert an.Doc.from_json(doc.to_json()) == doc
    doc.to_html()
