"""Sphinx configuration; builds offline."""

import sys
from pathlib import Path

from arabnews_nlp import __version__

sys.path.insert(0, str(Path(__file__).parent / "_ext"))

project = "arabnews-nlp"
author = copyright = "the arabnews-nlp authors"
version = release = __version__
extensions = [
    "myst_parser",
    "sphinx.ext.autodoc",
    "sphinx.ext.napoleon",
    "sphinx.ext.doctest",
    "sphinx_copybutton",
    "bidi",
    "fragments",
]
html_theme = "furo"
html_title = "arabnews-nlp"
html_static_path = ["_static"]
html_css_files = ["arabic.css"]
autodoc_member_order = "bysource"
autodoc_typehints = "signature"
myst_enable_extensions = ["colon_fence", "deflist", "attrs_inline"]
myst_heading_anchors = 3
copybutton_prompt_text = r">>> |\.\.\. |\$ "
copybutton_prompt_is_regexp = True
exclude_patterns = ["_build"]
# No inventory of the standard library or of other packages is fetched, so their names cannot be linked; nor can a few
# types of the compiled core that stand in signatures only.
OTHER_MODULES = "os|types|pathlib|collections|datetime|decimal|typing|importlib|sqlite3"
OTHER_MODULES += "|sklearn|langchain_core|msgspec|hypothesis|st"
BUILT_IN = "str|int|float|bool|bytes|dict|list|tuple|type|object|Exception|[A-Z][a-z]+Error"
TYPING = "Any|Self|Decimal|Iterable|Iterator|Mapping|Sequence|Callable|Literal|ClassVar|NamedTuple|None"
CORE = r"(arabnews_nlp\._core\.(char_table|pretokens)\.)?(CharTable|PreTokens)"
UNLISTED = rf"StepClass|Edit|{CORE}|arabnews_nlp\.pipeline\.pipeline\.Context|arabnews_nlp\.pipeline\.config\.Spec"
UNLISTED += r"|arabnews_nlp\.pipeline\.items\.Options"
nitpick_ignore_regex = [
    ("py:.*", rf"({OTHER_MODULES})\..*"),
    ("py:.*", rf"({BUILT_IN}|{TYPING}|{UNLISTED})"),
    ("py:exc", r"[A-Z]\w+Error"),
]
