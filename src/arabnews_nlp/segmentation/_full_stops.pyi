from arabnews_nlp._core.pretokens import KeyMap

WORD_CLASSES: dict[str, int]
CONTINUES_AFTER: dict[str, int]

class Rules:
    def __init__(self, words: KeyMap, openers: KeyMap, resumers: KeyMap, continuers: KeyMap) -> None: ...
