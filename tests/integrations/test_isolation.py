"""Adapters without their libraries, and without a network."""

import subprocess
import sys

import pytest

BLOCKED = """
import sys
class Block:
    def find_spec(self, name, path=None, target=None):
        first = name.partition(".")[0]
        if first in "pyarrow spacy sklearn datasets datatrove rensa stanza camel_tools pyarabic".split():
            raise ImportError(name)
sys.meta_path.insert(0, Block())
import arabnews_nlp as an
from arabnews_nlp.errors import MissingExtraError
try:
    {code}
except MissingExtraError as error:
    print(error)
"""

OFFLINE = """
import socket
def refuse(*_, **__):
    raise AssertionError("network")
socket.socket.connect = socket.socket.connect_ex = socket.getaddrinfo = socket.create_connection = refuse
import arabnews_nlp as an, pyarrow, spacy, datasets
from arabnews_nlp.integrations.arrow import arrow_batch
from arabnews_nlp.integrations.sklearn import ArabicNewsNormalizer
from arabnews_nlp.integrations.datatrove import ArabNewsAnnotator
text = "أعلنت OpenAI ذلك."
assert arrow_batch(pyarrow.record_batch({"text": [text]})).num_rows == 1
nlp = spacy.blank("ar"); nlp.add_pipe("arabnews")
assert nlp(text).ents
pipe = an.load()
data = datasets.Dataset.from_dict({"text": [text]})
assert len(data.map(pipe.map_batch, batched=True, features=pipe.hf_features(data.features))) == 1
assert ArabicNewsNormalizer().fit_transform([text])
for stage, backend in (("tokens", "camel"), ("normalize", "camel"), ("normalize", "pyarabic")):
    an.load({"steps": [stage], "step": {stage: {"backend": backend}}})(text)
print("done")
"""


def run(code):
    return subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout


@pytest.mark.parametrize(
    ("code", "extra"),
    [
        ("import arabnews_nlp.integrations.arrow", "dataframe"),
        ("import arabnews_nlp.integrations.spacy", "spacy"),
        ("an.load()('نص').to_spacy(None)", "spacy"),
        ("import arabnews_nlp.integrations.sklearn", "sklearn"),
        ("an.load().hf_features()", "datasets"),
        ("import arabnews_nlp.integrations.datatrove", "datatrove"),
        ("an.Doc('نص').fingerprint()", "dedup"),
        ("an.load({'steps': ['duplicates']})", "dedup"),
        ("an.load({'steps': ['tokens'], 'step': {'tokens': {'backend': 'stanza'}}})", "stanza"),
        ("an.load({'steps': ['tokens'], 'step': {'tokens': {'backend': 'camel'}}})", "camel"),
        ("an.load({'steps': ['normalize'], 'step': {'normalize': {'backend': 'pyarabic'}}})", "pyarabic"),
    ],
)
def test_a_missing_library_is_told_with_what_to_install(code, extra):
    out = run(BLOCKED.format(code=code))
    assert out.count("\n") == 1
    assert f"pip install 'arabnews-nlp[{extra}]'" in out


def test_adapters_ask_no_network():
    assert run(OFFLINE).strip() == "done"
