"""Hugging Face tokenizers: the BERT pre-tokenizer."""


def _tokens():
    from tokenizers.pre_tokenizers import BertPreTokenizer

    return BertPreTokenizer().pre_tokenize_str


TASKS = {"tokens": _tokens}
