from arabnews_nlp.entities._spans import Spans

class Kinds:
    def __init__(self, spans: Spans, text: str) -> None: ...
