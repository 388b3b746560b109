from arabnews_nlp._core.pretokens import KeyMap
from arabnews_nlp.names._name_table import KnownNames

class NameTables:
    def __init__(self, known: KnownNames, groups: list[tuple[int, ...]], letters: KeyMap, common: KeyMap) -> None: ...
