"""The shipped model: validated before use, light to load."""

import struct
import subprocess
import sys
import time
import zlib
from importlib.resources import files

import pytest

from arabnews_nlp._core.pretokens import PreTokens
from arabnews_nlp.entities._features import BUCKETS, FEATURES, scan_tagger_tokens
from arabnews_nlp.entities._network import Tagger
from arabnews_nlp.entities.tagger import KIND, PARTS, load_model, read_model
from arabnews_nlp.errors import ModelFormatError
from arabnews_nlp.names.spans import latin_mentions

DATA = files("arabnews_nlp.entities").joinpath("data", "entities.model").read_bytes()


def test_it_fits_the_wheel():
    assert len(DATA) <= 12 * 1024 * 1024


@pytest.mark.parametrize("end", [0, 3, 11, 40, len(DATA) // 2, len(DATA) - 1])
def test_a_truncated_file_is_refused(end):
    with pytest.raises(ModelFormatError):
        read_model(DATA[:end])


@pytest.mark.parametrize("place", [0, 5, 9, 20, 300, len(DATA) // 3, len(DATA) - 2])
def test_a_changed_bit_is_refused(place):
    damaged = bytearray(DATA)
    damaged[place] ^= 4
    with pytest.raises(ModelFormatError):
        read_model(bytes(damaged))


def test_another_version_is_named():
    with pytest.raises(ModelFormatError, match="version 9"):
        read_model(DATA[:4] + struct.pack("<H", 9) + DATA[6:])


@pytest.mark.parametrize("part", ["words", "letters", "inputs", "peepholes", "output", "chain", "sizes", "features"])
def test_parts_that_do_not_fit_together_are_refused(part):
    sections = KIND.unpack(DATA)
    for changed in (sections | {part: sections[part][:-4]}, {k: v for k, v in sections.items() if k != part}):
        with pytest.raises(ModelFormatError):
            read_model(KIND.pack(changed))


def test_a_section_that_claims_more_than_it_holds_is_refused():
    body = struct.pack("<16sII", b"words", 1 << 25, 3) + b"abc"
    with pytest.raises(ModelFormatError):
        read_model(struct.pack("<4sHHI", b"ANEM", 1, 1, zlib.crc32(body)) + body)


def tags_of(network, text):
    model, pretokens = load_model(), PreTokens(text)
    return list(network.tag(scan_tagger_tokens(pretokens, latin_mentions(pretokens), model.lexicon)))


def network_of(size, hidden, tags, number, **others):
    """A network whose numbers are all the same, but for other ones in some parts."""
    outputs = 12 * hidden
    counts = {
        "word_scales": 3,
        "letter_scales": BUCKETS,
        "features": len(FEATURES) * size,
        "input_scales": outputs,
        "bias": outputs,
        "peepholes": 4 * hidden,
        "output": 2 * hidden * 16,
        "output_bias": 16,
        "chain": (tags + 1) * tags,
    }
    sections = {part: struct.pack("<f", others.get(part, number)) * count for part, count in counts.items()}
    sections |= {"words": b"\x7f\x80" * (3 * size // 2), "letters": b"\x01\xff" * (BUCKETS * size // 2)}
    sections["inputs"] = b"\x80\x7f" * (outputs * size // 2)
    return Tagger(size, hidden, tags, *(sections[part] for part in PARTS))


SIZES = pytest.mark.parametrize(("size", "hidden", "tags"), [(512, 512, 15), (2, 16, 1)])


@SIZES
@pytest.mark.parametrize("number", [0, 0.05, 2000, -2000, 3e38])
def test_networks_of_any_size_and_numbers_run(seed, size, hidden, tags, number):
    network = network_of(size, hidden, tags, number)
    assert all(0 <= first < last for first, last, *_ in tags_of(network, seed[:3000]))


@SIZES
@pytest.mark.parametrize("part", ["word_scales", "features", "input_scales", "bias", "peepholes", "output", "chain"])
@pytest.mark.parametrize("number", [float("nan"), float("inf")])
def test_numbers_that_are_none_are_refused(size, hidden, tags, part, number):
    with pytest.raises(ValueError, match=f"{part}: not a number, or infinite"):
        network_of(size, hidden, tags, 0.05, **{part: number})


def test_it_loads_in_less_than_150_ms():
    times = []
    for _ in range(5):
        start = time.process_time()
        read_model(DATA)
        times.append(time.process_time() - start)
    assert min(times) < 0.150


def test_it_adds_less_than_60_mb_of_memory():
    code = """
import resource
import arabnews_nlp as an
an.tokenize("نص")
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
an.find_entities("قالت Microsoft في القاهرة")
print((resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024)
"""
    added = float(subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout)
    assert added < 60
