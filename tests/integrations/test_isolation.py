"""Adapters without their libraries, and without a network."""

import subprocess
import sys

import pytest

pytestmark = pytest.mark.slow

LIBRARIES = (
    "pyarrow spacy sklearn datasets datatrove rensa stanza camel_tools pyarabic langchain_core llama_index tantivy"
)
BLOCKED = """
import sys
class Block:
    def find_spec(self, name, path=None, target=None):
        first = name.partition(".")[0]
        if first in "{libraries}".split():
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
import os, sys
def refuse(event, arguments):
    local = event == "socket.connect" and isinstance(arguments[1], (str, bytes))
    if event in ("socket.connect", "socket.getaddrinfo", "socket.gethostbyname", "socket.sendto") and not local:
        raise AssertionError(f"network: {event} {arguments}")
sys.addaudithook(refuse)
stanza_models, camel_model, camel_database, os.environ["CAMELTOOLS_DATA"], folder = sys.argv[1:]
import arabnews_nlp as an, pyarrow, spacy, datasets
from datatrove.executor import LocalPipelineExecutor
from arabnews_nlp.integrations.arrow import arrow_batch
from arabnews_nlp.integrations.sklearn import ArabicNewsNormalizer
from arabnews_nlp.integrations.datatrove import ArabNewsAnnotator, ArabNewsFilter, ArabNewsReader
text = "قالت OpenAI إن مايكروسوفت تملك حصة فيها."
assert arrow_batch(pyarrow.record_batch({"text": [text]})).num_rows == 1
nlp = spacy.blank("ar"); nlp.add_pipe("arabnews")
assert nlp(text).ents and an.load()(text).to_spacy(nlp.vocab).ents
pipe = an.load()
data = datasets.Dataset.from_dict({"text": [text]})
assert len(data.map(pipe.map_batch, batched=True, features=pipe.hf_features(data.features))) == 1
assert ArabicNewsNormalizer().fit_transform([text])
assert an.Doc(text).fingerprint()
with open(f"{folder}/a.jsonl", "w") as file:
    print('{"text": "' + text + '"}', file=file)
steps = [ArabNewsReader([f"{folder}/a.jsonl"]), ArabNewsAnnotator(), ArabNewsFilter()]
LocalPipelineExecutor(steps, logging_dir=f"{folder}/logs").run()
with_model = {"model": stanza_models, "backend": "stanza"}
for stage, options in (
    ("tokens", {"backend": "camel"}), ("normalize", {"backend": "camel"}), ("normalize", {"backend": "pyarabic"}),
    ("numbers", {"backend": "pyarabic"}), ("tokens", with_model), ("sentences", with_model), ("entities", with_model),
    ("morphology", with_model), ("entities", {"backend": "camel", "model": camel_model}),
    ("morphology", {"backend": "camel", "database": camel_database}),
):
    assert an.load({"stages": ["tokens", stage] if stage != "tokens" else [stage], "stage": {stage: options}})(text)
print("done")
"""


def run(code, *arguments):
    done = subprocess.run([sys.executable, "-c", code, *map(str, arguments)], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.mark.parametrize(
    ("code", "extra"),
    [
        ("import arabnews_nlp.integrations.arrow", "dataframe"),
        ("import arabnews_nlp.integrations.spacy", "spacy"),
        ("an.load()('نص').to_spacy(None)", "spacy"),
        ("import arabnews_nlp.integrations.sklearn", "sklearn"),
        ("an.load().hf_features()", "datasets"),
        ("import arabnews_nlp.integrations.datatrove", "datatrove"),
        ("import arabnews_nlp.integrations.tantivy", "tantivy"),
        ("import arabnews_nlp.integrations.langchain", "langchain"),
        ("import arabnews_nlp.integrations.llama_index", "llama-index"),
        ("an.Doc('نص').fingerprint()", "dedup"),
        ("an.load({'stages': ['duplicates']})", "dedup"),
        ("an.load({'stages': ['tokens'], 'stage': {'tokens': {'backend': 'stanza'}}})", "stanza"),
        ("an.load({'stages': ['tokens'], 'stage': {'tokens': {'backend': 'camel'}}})", "camel"),
        ("an.load({'stages': ['normalize'], 'stage': {'normalize': {'backend': 'pyarabic'}}})", "pyarabic"),
        ("an.load({'stages': ['numbers'], 'stage': {'numbers': {'backend': 'pyarabic'}}})", "pyarabic"),
        ("an.load({'stages': ['tokens', 'morphology'], 'stage': {'morphology': {'backend': 'camel'}}})", "camel"),
        ("an.load({'stages': ['tokens', 'morphology'], 'stage': {'morphology': {'backend': 'stanza'}}})", "stanza"),
        ("an.load({'stages': ['tokens', 'entities'], 'stage': {'entities': {'backend': 'camel'}}})", "camel"),
        ("an.load({'stages': ['entities'], 'stage': {'entities': {'backend': 'stanza'}}})", "stanza"),
    ],
)
def test_a_missing_library_is_told_with_what_to_install(code, extra):
    out = run(BLOCKED.format(code=code, libraries=LIBRARIES))
    assert out.count("\n") == 1
    assert f"pip install 'arabnews-nlp[{extra}]'" in out


def test_adapters_ask_no_network(stanza_models, camel_model, camel_database, camel_catalogue, tmp_path):
    out = run(OFFLINE, stanza_models, camel_model, camel_database, camel_catalogue, tmp_path)
    assert out.strip().endswith("done")
