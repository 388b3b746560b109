"""Documents in the formats of other annotation tools; every offset stays a code point into the original text."""

from arabnews_nlp.export.brat import to_brat
from arabnews_nlp.export.conll2003 import to_conll2003
from arabnews_nlp.export.conllu import to_conllu
from arabnews_nlp.export.labelstudio import LABELING_CONFIG, to_label_studio
from arabnews_nlp.export.webannotation import to_web_annotations

__all__ = ["LABELING_CONFIG", "to_brat", "to_conll2003", "to_conllu", "to_label_studio", "to_web_annotations"]
