from arabnews_nlp._core.pretokens import KeyMap
from arabnews_nlp.document.records import Entity
from arabnews_nlp.entities._spans import Mentions, Spans
from arabnews_nlp.names._name_table import KnownNames

class Evidence:
    def __init__(self, known: KnownNames, expansions: KeyMap, given: KeyMap, heads: KeyMap) -> None: ...
    def identified(self, spans: Spans, text: str, mentions: Mentions) -> list[Entity]: ...
