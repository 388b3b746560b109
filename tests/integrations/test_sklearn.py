"""scikit-learn: the transformer in a pipeline and under the common estimator checks."""

import pickle

import pytest
from sklearn.base import clone
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.pipeline import make_pipeline
from sklearn.utils import estimator_checks

import arabnews_nlp as an
from arabnews_nlp.errors import ArgumentTypeError, UnknownNameError
from arabnews_nlp.integrations.sklearn import ArabicNewsNormalizer

TEXTS = ["أعلنت شركةُ OpenAI", "اعلنت شركه openai", "ارتفع السهم"]


def test_it_normalizes_like_the_library():
    assert ArabicNewsNormalizer("ner").fit_transform(TEXTS) == [an.normalize(t, "ner") for t in TEXTS]
    assert ArabicNewsNormalizer(steps=["dediacritize"]).transform(["أَحمد"]) == ["أحمد"]


def test_spellings_of_one_word_meet_in_the_vectorizer():
    vectors = make_pipeline(ArabicNewsNormalizer(), TfidfVectorizer()).fit_transform(TEXTS)
    assert (vectors[0] != vectors[1]).nnz == 0
    assert (vectors[0] != vectors[2]).nnz > 0


def test_clone_and_pickle():
    for other in (clone(ArabicNewsNormalizer("llm")), pickle.loads(pickle.dumps(ArabicNewsNormalizer("llm")))):
        assert other.get_params() == {"profile": "llm", "steps": None}
        assert other.transform(TEXTS) == ArabicNewsNormalizer("llm").transform(TEXTS)


@pytest.mark.parametrize(
    "check",
    [
        "check_estimator_cloneable",
        "check_estimator_repr",
        "check_estimator_tags_renamed",
        "check_get_params_invariance",
        "check_mixin_order",
        "check_no_attributes_set_in_init",
        "check_parameters_default_constructible",
        "check_set_params",
        "check_valid_tag_types",
    ],
)
def test_common_estimator_checks_that_need_no_numbers(check):
    getattr(estimator_checks, check)("ArabicNewsNormalizer", ArabicNewsNormalizer())


def test_wrong_use_is_named():
    with pytest.raises(UnknownNameError, match="did you mean 'search'"):
        ArabicNewsNormalizer("serach").fit(TEXTS)
    with pytest.raises(ArgumentTypeError, match="texts must be an iterable of strings"):
        ArabicNewsNormalizer().transform("نص")
