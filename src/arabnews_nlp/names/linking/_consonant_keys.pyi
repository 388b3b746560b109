from arabnews_nlp.names._latin_mentions import LatinNames

class Skeletons:
    names: LatinNames
    def __init__(self, names: LatinNames) -> None: ...
