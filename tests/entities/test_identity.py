"""Which entities of a document are one thing: examples, properties, and articles with annotated mentions."""

import random
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.case_files import records
from tests.entities import plain_identity
from tests.entities.drawn_spans import drawn, spans_of

import arabnews_nlp as an
from arabnews_nlp.document.records import Mention, Name
from arabnews_nlp.entities.identity import identified
from arabnews_nlp.testing import mixed_news

ARTICLES = records("identities.jsonl")
"""Articles of the ANT Corpus v2.1 (Apache-2.0) with mentions of people and organizations, each with its cluster."""
FORMS = (
    *("علي", "حسن", "وحسن", "محمد حسن", "علي محمد حسن", "علي وحسن", "نتنياهو", "نتانياهو", "سام ألتمان"),
    *("الجدعان", "جدعان", "دونالد ترامب بومبيو", "ترامب", "شركة", "شركة النور", "شركة النور القابضة"),
    *("شركة القابضة", "النور", "لنور", "للنور", "الاتحاد الدولي لكرة القدم", "فيفا", "FIFA", "OpenAI"),
    *("أوبن إيه آي", "بالاتحاد", "ـ", "اتحـــاد\u00a0دولي", "دولي\nاتحاد"),
)
"""Names that share words, weak letters, articles, clitics and rows of the tables, and some odd ones."""
BLANKS = (" ", " (", ") ", ' (["', '") ', " ل", " ال", "\u00a0", "،")
"""What stands between them."""


def clusters(text):
    found = {}
    for entity in an.load()(text).entities:
        found.setdefault(entity.cluster, []).append(entity.text)
    return [texts for texts in found.values() if len(texts) > 1]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("قال سام ألتمان أمس ذلك. وأضاف ألتمان الكثير.", ["سام ألتمان", "ألتمان"]),
        ("أعلن وزير المالية محمد الجدعان ذلك. وأكد الجدعان الأمر.", ["محمد الجدعان", "الجدعان"]),
        ("أعلن بنك أبوظبي الأول أرباحه. وقال أبوظبي الأول إنها زادت.", ["بنك أبوظبي الأول", "أبوظبي الأول"]),
        ("أعلن الاتحاد الدولي لكرة القدم القرار. وقال فيفا إن القرار نهائي.", ["الاتحاد الدولي لكرة القدم", "فيفا"]),
        ("قال حلف شمال الأطلسي أمس ذلك. وأضاف الناتو أنه مستعد.", ["حلف شمال الأطلسي", "الناتو"]),
        ("قالت OpenAI ذلك، وأكدت أوبن إيه آي الأمر.", ["OpenAI", "أوبن إيه آي"]),
    ],
)
def test_one_thing(text, expected):
    assert expected in clusters(text)


def test_a_surname_of_two_people_belongs_to_neither():
    doc = an.load()("التقى بيل كلينتون أمس هيلاري كلينتون. وقال كلينتون إن اللقاء جيد.")
    numbers = {entity.text: entity.cluster for entity in doc.entities}
    assert len({numbers["بيل كلينتون"], numbers["هيلاري كلينتون"]}) == 2


def test_of_two_people_run_together_the_first_is_named():
    text = "أرسل دونالد ترامب بومبيو أمس، وقال بومبيو ذلك. ووصل مايك بومبيو، وقال ترامب ذلك."
    forms = ("دونالد ترامب بومبيو", "بومبيو", "مايك بومبيو", "ترامب")
    places = [(form, text.index(form)) for form in forms[:1]] + [(form, text.rindex(form)) for form in forms[2:]]
    second = text.index("بومبيو", places[0][1] + len(forms[0]))
    places.insert(1, (forms[1], second))
    spans = spans_of([(start, start + len(form), "PER", 0.9) for form, start in places])
    both, surname, full, trump = (entity.cluster for entity in identified(spans, text, ()))
    assert both == trump and surname == full != both


@pytest.mark.parametrize("canonical", [None, "Cairo"])
def test_an_entity_alone_is_the_first_of_several(canonical):
    text = "القاهرة ثم بغداد"
    alone, other = (0, 7, "LOC", 0.9, canonical), (11, 16, "LOC", 0.9)
    assert identified(spans_of([]), text, ()) == []
    [entity] = identified(spans_of([alone]), text, ())
    assert entity == identified(spans_of([alone, other]), text, ())[0]
    assert (entity.cluster, entity.canonical) == (0, canonical)


def test_mentions_of_a_name_take_its_canonical_form():
    text = "Acme وأكمي وعلي"
    spans = spans_of([(0, 4, "ORG", 1.0), (6, 10, "ORG", 1.0, "other"), (12, 15, "LOC", 0.5, "Ali")])
    name = Name("Acme Corp", (Mention(text, 0, 4), Mention(text, 6, 10), Mention(text, 11, 15)))
    entities = identified(spans, text, [name])
    assert [e.canonical for e in entities] == ["Acme Corp", "Acme Corp", "Ali"]
    assert [e.text for e in entities] == ["Acme", "أكمي", "علي"]


class Quoted(Mention, frozen=True):
    by: str = ""


class Place:
    """A mention by what it has, of no class of ours."""

    def __init__(self, start, end):
        self.start, self.end = start, end


def test_mentions_may_be_of_any_class():
    text = "Acme وأكمي وآكمي"
    spans = spans_of([(0, 4, "ORG", 1.0), (6, 10, "ORG", 1.0), (12, 16, "ORG", 1.0)])
    name = Name("Acme Corp", (Quoted(text, 0, 4), Place(6, 10), Mention(text, 12, 16)))
    assert [(e.cluster, e.canonical) for e in identified(spans, text, [name])] == [(0, "Acme Corp")] * 3


def drawn_names(rng, text, rows):
    """Names some of whose mentions are spans, or end where spans do."""
    names = []
    for number in range(rng.choice((0, 0, 1, 3))):
        mentions = [
            Mention(text, start + rng.choice((0, 0, 1)), end) for start, end, *_ in rng.sample(rows, min(2, len(rows)))
        ]
        names.append(Name(f"name {number}", tuple(m for m in mentions if m.start < m.end)))
    return names


@pytest.mark.parametrize("seed", range(400))
def test_the_groups_are_those_of_plain_python(seed):
    rng = random.Random(seed)
    forms = rng.sample(FORMS, rng.choice((3, 6, len(FORMS))))
    text, rows = drawn(rng, rng.choice((1, 4, 15)), forms, BLANKS[: rng.choice((1, len(BLANKS)))])
    names = drawn_names(rng, text, rows)
    assert identified(spans_of(rows), text, names) == plain_identity.identified(rows, text, names)


@given(
    st.lists(st.tuples(st.text(min_size=1), st.sampled_from(("PER", "ORG", "LOC")), st.text(max_size=3)), max_size=12)
)
def test_the_groups_of_any_text_are_those_of_plain_python(parts):
    text, rows = "", []
    for form, label, blank in parts:
        rows.append((len(text), len(text) + len(form), label, 0.9, None))
        text += form + blank
    assert identified(spans_of(rows), text, ()) == plain_identity.identified(rows, text, ())


def test_entities_have_the_number_and_form_of_their_name():
    doc = an.load()("قال سام ألتمان (Sam Altman) ذلك. وأضاف ألتمان الكثير.")
    (name,) = doc.names
    people = [entity for entity in doc.entities if entity.label == "PER"]
    assert len(people) == 3
    assert {(entity.cluster, entity.canonical) for entity in people} == {(name.id, "Sam Altman")}


@given(st.one_of(mixed_news(), st.text()))
def test_every_entity_has_a_number_and_names_have_theirs_in_order(text):
    doc = an.load()(text)
    assert [name.id for name in doc.names] == list(range(len(doc.names)))
    assert all(entity.cluster is not None and entity.cluster >= 0 for entity in doc.entities)
    forms = {}
    for entity in doc.entities:
        assert forms.setdefault(entity.cluster, entity.canonical) == entity.canonical


def pairs(numbers):
    places = range(len(numbers))
    return {(a, b) for a, b in combinations(places, 2) if numbers[a] is not None and numbers[a] == numbers[b]}


def scores(number_of):
    """Precision, recall and F1 of the pairs of mentions that are one, when an entity has the number that is given."""
    right = found = wanted = 0
    for article in ARTICLES:
        entities = an.load()(article["text"]).entities
        numbers = []
        for start, end, _ in article["mentions"]:
            over = [e for e in entities if e.start < end and start < e.end]
            best = max(over, key=lambda e: (min(end, e.end) - max(start, e.start), e.start - e.end), default=None)
            numbers.append(None if best is None else number_of(best))
        gold, ours = pairs([cluster for *_, cluster in article["mentions"]]), pairs(numbers)
        right, found, wanted = right + len(gold & ours), found + len(ours), wanted + len(gold)
    return right / found, right / wanted, 2 * right / (found + wanted)


def test_annotated_articles():
    precision, _, f1 = scores(lambda entity: entity.cluster)
    *_, of_last_words = scores(lambda entity: entity.text.split()[-1])
    assert precision >= 0.98
    assert f1 >= 0.9
    assert f1 >= of_last_words + 0.03
