"""Names of the user's own."""

import pytest

import arabnews_nlp as an
from arabnews_nlp.entities.reference import Reference
from arabnews_nlp.errors import ConfigError, UnknownNameError

ROWS = "مركز الفلك\tORG\tAstronomy Centre\nQuux Deck\tPRODUCT\n"


def test_names_of_a_file_win_in_the_pipeline(tmp_path):
    path = tmp_path / "names.tsv"
    path.write_text(ROWS, "utf-8")
    nlp = an.load({"stages": ["entities"], "stage": {"entities": {"reference": str(path)}}})
    doc = nlp("زار الوزير مركز الفلك وجرب Quux Deck")
    found = {e.text: (e.label, e.canonical, e.score) for e in doc.entities}
    assert found["مركز الفلك"] == ("ORG", "Astronomy Centre", 1.0)
    assert found["Quux Deck"] == ("PRODUCT", None, 1.0)


def test_clitics_and_spelling_do_not_hide_a_name():
    [hit] = Reference([("إذاعة الشرق", "ORG", None)]).find("نقلت واذاعه الشرق")
    assert (hit.start, hit.end) == (6, 17)


def test_the_longest_name_wins():
    reference = Reference([("بنك", "ORG", None), ("بنك النور", "ORG", "Noor")])
    assert [hit.canonical for hit in reference.find("في بنك النور")] == ["Noor"]


@pytest.mark.parametrize(("content", "message"), [("اسم\tORGAN\n", "line 1"), ("\n\tORG\n", "line 2")])
def test_a_wrong_line_is_named(tmp_path, content, message):
    path = tmp_path / "names.tsv"
    path.write_text(content, "utf-8")
    with pytest.raises(ConfigError, match=message):
        Reference.from_file(path)


def test_a_missing_file_is_a_config_error(tmp_path):
    with pytest.raises(ConfigError, match=r"none\.tsv"):
        Reference.from_file(tmp_path / "none.tsv")


def test_an_unknown_type_is_named_with_the_valid_ones():
    with pytest.raises(UnknownNameError, match="PRODUCT"):
        Reference([("اسم", "THING", None)])
