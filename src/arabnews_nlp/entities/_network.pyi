from arabnews_nlp.entities._features import TaggerTokens
from arabnews_nlp.entities._tagged_runs import TaggedRuns

class Tagger:
    hidden: int
    size: int
    tags: int
    def __init__(
        self,
        size: int,
        hidden: int,
        tags: int,
        words: bytes,
        word_scales: bytes,
        letters: bytes,
        letter_scales: bytes,
        features: bytes,
        inputs: bytes,
        input_scales: bytes,
        bias: bytes,
        peepholes: bytes,
        output: bytes,
        output_bias: bytes,
        chain: bytes,
    ) -> None: ...
    def tag(self, tokens: TaggerTokens) -> TaggedRuns: ...
