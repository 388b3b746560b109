from typing import final

from arabnews_nlp.names._latin_mentions import LatinNames

@final
class ConsonantKeys:
    names: LatinNames
    def __init__(self, names: LatinNames) -> None: ...
