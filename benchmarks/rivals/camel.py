"""the functions of camel_tools.utils and its word tokenizer; its entities need a model"""

PACKAGE = "camel-tools"


def _normalize():
    from camel_tools.utils.dediac import dediac_ar
    from camel_tools.utils.normalize import (
        normalize_alef_ar,
        normalize_alef_maksura_ar,
        normalize_teh_marbuta_ar,
    )

    def run(text):
        plain = dediac_ar(text).replace("ـ", "")
        return normalize_teh_marbuta_ar(normalize_alef_maksura_ar(normalize_alef_ar(plain)))

    return run


def _transliterate():
    from camel_tools.utils.charmap import CharMapper

    return CharMapper.builtin_mapper("ar2bw").map_string


def _tokens():
    from camel_tools.tokenizers.word import simple_word_tokenize

    return simple_word_tokenize


def _entities():
    from camel_tools.ner import NERecognizer
    from camel_tools.tokenizers.word import simple_word_tokenize

    recognizer = NERecognizer.pretrained()
    return lambda text: recognizer.predict_sentence(simple_word_tokenize(text))


TASKS = {"normalize": _normalize, "transliterate": _transliterate, "tokens": _tokens, "entities": _entities}
