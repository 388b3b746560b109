from typing import final

from arabnews_nlp.names._latin_names import LatinNames

@final
class ConsonantKeys:
    names: LatinNames
    surnames: dict[int, str]
    def __init__(self, names: LatinNames, surnames: dict[int, int] | None = None) -> None: ...
