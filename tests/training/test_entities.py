"""Training of the entity tagger in small: the whole course, and the compiled tagger against the trained network."""

import lzma
import random
from argparse import Namespace

import pytest
import torch
from training.entities import __main__ as course
from training.entities import corpora
from training.entities.examples import Reader
from training.entities.invention import Inventor, text_of
from training.entities.network import Batch, Network, decode

from arabnews_nlp._core.pretokens import PreTokens
from arabnews_nlp.entities._features import scan_units
from arabnews_nlp.entities.tagger import TAGS, read_model
from arabnews_nlp.names.spans import latin_mentions

pytestmark = pytest.mark.slow

NEWS = """زار	O
الرئيس	O
سليم	B-PER
حداد	I-PER
مدينة	O
بيروت	B-LOC
امس	O
.	O

قالت	O
شركة	B-ORG
نور	I-ORG
في	O
عمان	B-LOC
.	O

"""


@pytest.fixture(scope="module")
def trained(tmp_path_factory):
    folder = tmp_path_factory.mktemp("training")
    for name in ("newsfane_coarse_train", "wikifane_gold_coarse", "aqmar_train", "aqmar_dev"):
        (folder / f"{name}.conll").write_text(NEWS * 200, "utf-8")
    for name in ("ar2en-train", "arabnamer-train"):
        (folder / f"{name}.txt").write_text("سليم\tsalim\nحداد\thaddad\n", "utf-8")
    text = folder / "raw.txt.xz"
    rng = random.Random(3)
    words = [w.split("\t")[0] for w in NEWS.split("\n") if w]
    with lzma.open(text, "wt", encoding="utf-8") as file:
        file.writelines(" ".join(rng.choices(words, k=12)) + "\n" for _ in range(2000))
    options = Namespace(
        corpora=folder,
        translit=folder,
        text=[text],
        apart=[],
        work=folder / "work",
        teachers=1,
        teacher_hidden=16,
        hidden=16,
        teacher_epochs=5,
        epochs=5,
        vector_epochs=1,
        silver=30,
        limit=200,
        seed=5,
        leave_out=None,
        threads=1,
        only=None,
        first_teacher=0,
        output=folder / "tagger.bin",
    )
    options.work.mkdir()
    course.train(options)
    return options


def test_the_course_ends_in_a_model_that_has_learnt_its_corpus(trained):
    model = read_model(trained.output.read_bytes())
    sentence = "زار الرئيس سليم حداد مدينة بيروت امس ."
    tags = [(first, last, TAGS[tag]) for first, last, tag, _ in model.network.tag(units(model, sentence))]
    assert tags == [(2, 4, "B-PER"), (5, 6, "B-LOC")]


def units(model, text):
    pretokens = PreTokens(text)
    names = latin_mentions(pretokens)
    return scan_units(pretokens, names, model.lexicon)


def test_the_compiled_tagger_gives_the_tags_of_the_network(trained):
    model = read_model(trained.output.read_bytes())
    reader = Reader(model.lexicon)
    state = torch.load(trained.work / "tagger-best.pt")
    network = Network(torch.zeros(len(state["words.weight"]) - 1, 96), trained.hidden, 0.4)
    network.load_state_dict(state)
    network.eval()
    inventor = Inventor(trained.translit, 11)
    pool = list(corpora.read(trained.corpora / "aqmar_dev.conll", corpora.TAGS["newsfane"]))
    sentences = [inventor.from_template() for _ in range(40)] + [inventor.mixed(s) for s in pool[:40]]
    for sentence in sentences:
        examples = list(reader.examples([sentence]))
        expected, begin = set(), 0
        for example in examples:
            [tags] = decode([network], Batch([example], reader.types))
            for i, tag in enumerate(tags):
                if tag % 2:
                    last = i + 1
                    while last < len(tags) and tags[last] and tags[last] % 2 == 0:
                        last += 1
                    expected.add((begin + i, begin + last, tag))
            begin += len(example.types)
        found = model.network.tag(units(model, text_of(sentence)[0]))
        assert {row[:3] for row in found} == expected
        assert all(0 <= row[3] <= 1 for row in found)


def test_a_finished_run_is_taken_up_and_gives_the_same_file(trained):
    before = trained.output.read_bytes()
    course.train(trained)
    assert trained.output.read_bytes() == before


def test_titles_are_outside_and_open_tags_stay_open():
    sentence = corpora.Sentence(["وشركة", "نور"], [(0, 2, "ORG")])
    assert corpora.without_heads(sentence).spans == [(1, 2, "ORG")]
    assert corpora.TAGS["aqmar"]["MISC"] == corpora.OPEN


def test_invented_sentences_keep_their_spans(trained):
    inventor = Inventor(trained.translit, 1)
    for _ in range(300):
        text, spans = text_of(inventor.from_template())
        assert all(text[start:end].strip() == text[start:end] != "" for start, end, _ in spans)
