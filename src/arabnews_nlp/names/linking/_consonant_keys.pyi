from arabnews_nlp.names._latin_mentions import LatinNames

class ConsonantKeys:
    names: LatinNames
    def __init__(self, names: LatinNames) -> None: ...
