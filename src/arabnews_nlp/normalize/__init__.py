"""Normalization that never loses the way back."""

from arabnews_nlp.normalize.explanation import Change, Explanation
from arabnews_nlp.normalize.normalized import Normalized
from arabnews_nlp.normalize.normalizer import Normalizer, normalize
from arabnews_nlp.normalize.profiles import Profile, profiles, read_profiles
from arabnews_nlp.normalize.steps import STEPS, Step

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
