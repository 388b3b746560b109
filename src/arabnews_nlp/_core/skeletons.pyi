from arabnews_nlp._core.latin import LatinNames

class Skeletons:
    names: LatinNames
    def __init__(self, names: LatinNames) -> None: ...
