from arabnews_nlp._core.pretokens import KeyMap, PreTokens
from arabnews_nlp.segmentation._full_stops import Rules
from arabnews_nlp.segmentation._token_columns import Tokens

def scan_tokens(pretokens: PreTokens, rules: Rules, words: KeyMap) -> Tokens: ...
