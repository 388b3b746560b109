"""Training of the entity tagger in small: the whole course, and the compiled tagger against the trained network."""

import lzma
import random
from itertools import pairwise

import numpy
import pytest
import torch
from training.entities import __main__ as course
from training.entities import arrays, corpora
from training.entities.arrays import SOURCES, grams_of
from training.entities.device import columns_of
from training.entities.invention import Inventor, text_of
from training.entities.lists import Names
from training.entities.network import begin, partition, start_tables, take_up
from training.entities.packing import pack
from training.entities.recurrence import SimpleRecurrentUnits
from training.entities.teaching import Material, viterbi
from training.entities.transformer import Vocabulary, restored

from arabnews_nlp._core.pretokens import PreTokens, fold
from arabnews_nlp.entities._features import BUCKETS, Lexicon, scan_tagger_tokens
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
        (folder / f"{name}.conll").write_text(NEWS * 205, "utf-8")
    for name in ("ar2en-train", "arabnamer-train"):
        (folder / f"{name}.txt").write_text("سليم\tsalim\nحداد\thaddad\n", "utf-8")
    tables = {
        "person-name-words": "سليم\tSalim\t\tLB\tgiven\t3\tw\nحداد\tHaddad\t\tLB\tsurname\t3\tw\n",
        "person-names": "سليم حداد\tSalim Haddad\ten\tLB\t1\tw\n",
        "wikidata-name-words": "حداد\thaddad\t4\n",
        "wikipedia-labels": "sports/Clubs_key.json\tnoor\tنادي النور\n",
    }
    for name, rows in tables.items():
        (folder / f"{name}.tsv.xz").write_bytes(lzma.compress(rows.encode()))
    (folder / "annotated").mkdir()
    (folder / "annotated" / "own.jsonl").write_text(
        '{"id": "1", "text": "وصل سليم حداد إلى بيروت.", "entities": [[4, 13, "PER"], [18, 23, "LOC"]]}\n' * 20, "utf-8"
    )
    text = folder / "raw.txt.xz"
    rng = random.Random(3)
    words = [w.split("\t")[0] for w in NEWS.split("\n") if w]
    with lzma.open(text, "wt", encoding="utf-8") as file:
        file.writelines(" ".join(rng.choices(words, k=12)) + "\n" for _ in range(1500))
    given = ["--corpora", folder, "--translit", folder, "--lists", folder, "--annotated", folder / "annotated"]
    given += ["--text", text, "--work", folder / "work", "--output", folder / "entities.model", "--seed", 5]
    given += ["--vector-epochs", 1, "--limit", 80, "--variants", 1, "--templates", 20]
    given += ["--silver", 40, "--renamed", 0.02, "--batch", 0.01]
    given += ["--shape", 16, 32, 1, 2, "--transformers", 2, "--pretraining-epochs", 1, "--transformer-epochs", 1]
    given += ["--teacher-states", 16, "--teacher-epochs", 10, "--hidden", 16, "--seeds", 1, "--epochs", 10]
    given += ["--further-epochs", 2]
    options = course.parser().parse_args([str(value) for value in given])
    options.work.mkdir()
    course.train(options)
    return options


def units(model, text):
    pretokens = PreTokens(text)
    return scan_tagger_tokens(pretokens, latin_mentions(pretokens), model.lexicon)


def test_the_course_ends_in_a_model_that_has_learnt_its_corpus(trained):
    model = read_model(trained.output.read_bytes())
    sentence = "زار الرئيس سليم حداد مدينة بيروت امس ."
    tags = [(first, last, TAGS[tag]) for first, last, tag, _ in model.network.tag(units(model, sentence))]
    assert tags == [(2, 4, "B-PER"), (5, 6, "B-LOC")]


def test_the_compiled_tagger_gives_the_tags_of_the_network(trained):
    model = read_model(trained.output.read_bytes())
    state = course.average(trained.work, [1])
    features = len(state["features.weight"][0])
    start = start_tables(trained.work / "start.npz")
    network = begin(start, BUCKETS, SimpleRecurrentUnits, trained.hidden, features, list(TAGS), 0.4)
    network.load_state_dict({name: torch.from_numpy(value).float() for name, value in state.items()})
    network.eval()
    test = columns_of(arrays.load(trained.work / "tests.xz"), "aqmar")
    vocabulary = Vocabulary(trained.work, BUCKETS, torch.device("cpu"))
    material = Material(test, {"features": [""] * features, "lists": []}, torch.device("cpu"))
    offset = sum(share * network.sources.weight[SOURCES.index(name)] for name, share in course.HABITS.items())
    network.sources.weight.data[0] = offset.detach()
    picked = material.rows(test.starts()[:2], test.lengths[:2].astype(numpy.int64), numpy.zeros(2, numpy.int64))
    with torch.no_grad():
        found = viterbi(network(picked, vocabulary, 0), network.chain(), picked.there.sum(1))
    for row, sentence in enumerate(corpora.read(trained.corpora / "aqmar_dev.conll", corpora.TAGS["aqmar"])):
        if row == 2:
            break
        scanned = units(model, text_of(sentence)[0])
        tags = [0] * len(scanned)
        for first, last, tag, score in model.network.tag(scanned):
            tags[first:last] = [tag] + [tag + 1] * (last - first - 1)
            assert 0 <= score <= 1
        assert tags == found[row][: len(tags)].tolist()


def test_a_finished_run_is_taken_up_and_gives_the_same_file(trained):
    before = trained.output.read_bytes()
    trained.output.unlink()
    course.train(trained)
    assert trained.output.read_bytes() == before


def test_a_network_goes_on_where_the_one_of_a_model_file_is(trained):
    with numpy.load(trained.work / "tagger-1.npz") as file:
        state = {name: value.numpy() for name, value in restored({n: file[n] for n in file.files}).items()}
    start, features = start_tables(trained.output), len(state["features.weight"][0])
    network = begin(start, BUCKETS, SimpleRecurrentUnits, trained.hidden, features, list(TAGS), 0.0)
    take_up(network, trained.output)
    again = {name: value.detach().numpy() for name, value in network.state_dict().items()}
    keys, lists = (trained.work / "vocabulary.bin").read_bytes(), (trained.work / "gazetteer.bin").read_bytes()
    first, second = (read_model(pack(s, keys, lists, habits)) for s, habits in ((state, course.HABITS), (again, {})))
    sentence = "قالت شركة نور في عمان إن سليم حداد زار بيروت ."
    tags, others = (model.network.tag(units(model, sentence)) for model in (first, second))
    assert [row[:3] for row in tags] == [row[:3] for row in others] != []
    assert [row[3] for row in tags] == pytest.approx([row[3] for row in others], abs=0.02)


@pytest.mark.parametrize("length", [1, 2, 3, 8, 13])
def test_the_partition_function_is_the_sum_over_all_taggings(length):
    torch.manual_seed(length)
    scores, chain = torch.randn(4, length, 5), torch.randn(6, 5)
    lengths = torch.randint(1, length + 1, (4,))
    total = scores[:, 0] + chain[-1]
    for t in range(1, length):
        following = torch.logsumexp(total.unsqueeze(2) + chain[:-1], 1) + scores[:, t]
        total = torch.where((t < lengths).unsqueeze(1), following, total)
    there = torch.arange(length)[None] < lengths[:, None]
    assert torch.allclose(partition(scores, chain, there), torch.logsumexp(total, 1), atol=1e-4)


def test_n_grams_are_those_of_the_compiled_scan():
    text = "قال محمد Microsoft 365 Copilot وأنطونيوكاليفورنياالطويلةجدا و 5 ."
    pretokens = PreTokens(text)
    scanned = scan_tagger_tokens(pretokens, latin_mentions(pretokens), Lexicon(b"", b""))
    words = [fold(text[start:end]) for start, end, *_ in (scanned[i] for i in range(len(scanned)))]
    for i, row in enumerate(grams_of(words, BUCKETS)):
        assert sorted(scanned.grams(i)) == [bucket for bucket in row.tolist() if bucket < BUCKETS]


def test_arrays_come_back_from_their_file(tmp_path):
    numbers = numpy.random.default_rng(1).integers(0, 1 << 21, 3000).astype(numpy.uint32)
    arrays.save(tmp_path / "a.xz", types=numbers, features=numbers.astype(numpy.uint64) << numpy.uint64(30))
    back = arrays.load(tmp_path / "a.xz")
    assert (back["types"] == numbers).all()
    assert (back["features"] >> numpy.uint64(30) == numbers).all()


def test_titles_are_outside_and_open_tags_stay_open():
    sentence = corpora.Sentence(["وشركة", "نور"], [(0, 2, "ORG")])
    assert corpora.without_heads(sentence).spans == [(1, 2, "ORG")]
    assert corpora.TAGS["aqmar"]["MISC"] == corpora.OPEN


def test_invented_and_rewritten_sentences_keep_their_spans(trained):
    inventor = Inventor(Names(trained.translit, trained.lists), 1)
    for _ in range(300):
        text, spans = text_of(inventor.from_template())
        assert all(text[start:end].strip() == text[start:end] != "" for start, end, _ in spans)
        after, moved = inventor.rewritten(text, spans) if spans else (text, spans)
        assert all(after[start:end].strip() == after[start:end] != "" for start, end, _ in moved)
        assert all(one[1] <= other[0] for one, other in pairwise(moved))
