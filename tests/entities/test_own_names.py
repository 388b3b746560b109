"""Names of the user's own."""

import time

import pytest

import arabnews_nlp as an
from arabnews_nlp.entities.own_names import Gazetteer
from arabnews_nlp.errors import ArabNewsError, ConfigError, UnknownNameError

ROWS = "مركز الفلك\tORG\tAstronomy Centre\nQuux Deck\tPRODUCT\n"


def test_names_of_a_file_win_in_the_pipeline(tmp_path):
    path = tmp_path / "names.tsv"
    path.write_text(ROWS, "utf-8")
    nlp = an.load({"stages": ["entities"], "stage": {"entities": {"gazetteer": str(path)}}})
    doc = nlp("زار الوزير مركز الفلك وجرب Quux Deck")
    found = {e.text: (e.label, e.canonical, e.score) for e in doc.entities}
    assert found["مركز الفلك"] == ("ORG", "Astronomy Centre", 1.0)
    assert found["Quux Deck"] == ("PRODUCT", None, 1.0)


def test_clitics_and_spelling_do_not_hide_a_name():
    [hit] = Gazetteer([("إذاعة الشرق", "ORG", None)]).find("نقلت واذاعه الشرق")
    assert (hit.start, hit.end) == (6, 17)


def test_the_longest_name_wins():
    gazetteer = Gazetteer([("بنك", "ORG", None), ("بنك النور", "ORG", "Noor")])
    assert [hit.canonical for hit in gazetteer.find("في بنك النور")] == ["Noor"]


@pytest.mark.parametrize(("content", "message"), [("اسم\tORGAN\n", "line 1"), ("\n\tORG\n", "line 2")])
def test_a_wrong_line_is_named(tmp_path, content, message):
    path = tmp_path / "names.tsv"
    path.write_text(content, "utf-8")
    with pytest.raises(ConfigError, match=message):
        Gazetteer.from_file(path)


def test_a_missing_file_is_a_config_error(tmp_path):
    with pytest.raises(ConfigError, match=r"none\.tsv"):
        Gazetteer.from_file(tmp_path / "none.tsv")


def test_an_unknown_type_is_named_with_the_valid_ones():
    with pytest.raises(UnknownNameError, match="PRODUCT"):
        Gazetteer([("اسم", "THING", None)])


@pytest.mark.parametrize("form", ["mapping", "pair", "rows", "path", "text path", "gazetteer"])
def test_own_names_come_in_many_forms(tmp_path, form):
    path = tmp_path / "names.tsv"
    path.write_text("\ufeffمركز الفلك\tORG\tAstronomy Centre\n", "utf-8")
    rows = [("مركز الفلك", "ORG", "Astronomy Centre")]
    forms = {
        "mapping": {"مركز الفلك": "ORG"},
        "pair": {"مركز الفلك": ("ORG", "Astronomy Centre")},
        "rows": (row for row in rows),
        "path": path,
        "text path": str(path),
        "gazetteer": Gazetteer(rows),
    }
    (entity,) = an.find_entities("زار مركز الفلك", forms[form])
    assert (entity.text, entity.label) == ("مركز الفلك", "ORG")
    assert entity.canonical == (None if form == "mapping" else "Astronomy Centre")


@pytest.mark.parametrize(
    "wrong",
    [5, b"x", object(), "missing.tsv", "a\0b", ["x"], [("x",)], [(1, "ORG")], {"x": 1}, {"x": "ORGAN"}, {"": "ORG"}],
)
def test_what_is_no_list_of_names_is_an_error_of_this_library(wrong):
    with pytest.raises(ArabNewsError):
        an.find_entities("زار مركز الفلك", wrong)


def test_time_does_not_grow_with_the_longest_name():
    text = "كلمة أخرى " * 4000
    took = []
    for words in (1, 50):
        gazetteer = Gazetteer([("اسم " * words, "ORG", None)])
        begun = time.process_time()
        gazetteer.find(text)
        took.append(time.process_time() - begun)
    assert took[1] < 2 * took[0]
    with pytest.raises(ArabNewsError, match="1 to 50 words"):
        Gazetteer([("كلمة " * 500, "ORG", None)])
