"""Hugging Face's pre-tokenizer of BERT, in Rust: words and punctuation"""

PACKAGE = "tokenizers"


def _tokens():
    from tokenizers.pre_tokenizers import BertPreTokenizer

    return BertPreTokenizer().pre_tokenize_str


TASKS = {"tokens": _tokens}
