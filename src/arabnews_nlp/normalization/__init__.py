"""Normalization that never loses the way back."""

from arabnews_nlp.document.normalized import Normalized
from arabnews_nlp.normalization.explanation import Change, Explanation
from arabnews_nlp.normalization.normalizer import Normalizer, normalize
from arabnews_nlp.normalization.profiles import Profile, profiles, read_profiles
from arabnews_nlp.normalization.steps import STEPS, Step

__all__ = [
    "STEPS",
    "Change",
    "Explanation",
    "Normalized",
    "Normalizer",
    "Profile",
    "Step",
    "normalize",
    "profiles",
    "read_profiles",
]
