"""Writes the tables of the documentation from the code, between ``<!-- table: NAME -->`` and ``<!-- end -->``.

``python docs/tables.py`` brings every page up to date; ``python docs/tables.py --check`` only says which pages are
stale, and fails if one is. Every step, profile, scheme, option, command and error has its row, or this program stops.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import tomllib
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

import arabnews_nlp as an
from arabnews_nlp import errors
from arabnews_nlp._files.tables import read_table
from arabnews_nlp.cli.main import _parser
from arabnews_nlp.normalization.steps import STEPS
from arabnews_nlp.pipeline.config import PRESETS
from arabnews_nlp.pipeline.registry import _BUILT_IN, stage_class

PAGES = Path(__file__).parent
Rows = list[Sequence[str]]

STEP_EXAMPLES = {
    "nfc": "a\u0301 ا\u0654",
    "nfkc": "ﷺ ½ ﬁ",
    "presentation_forms": "ﻻ ﺍﻟﻌﺮﺏ",
    "dediacritize": "مُحَمَّدٌ هٰذا",
    "harakat": "مُحَمَّدٌ",
    "tanwin": "كِتابًا",
    "shadda": "مُحَمَّد",
    "superscript_alef": "هٰذا",
    "quranic_marks": "سمآء",
    "tatweel": "عـــاجل",
    "alef": "أحمد إلى آخر",
    "alef_maqsura": "مستشفى",
    "ta_marbuta": "شركة",
    "hamza": "مؤتمر طائرة",
    "drop_hamza": "سماء",
    "persian_urdu": "کتاب یوم",
    "persian_letters": "پاريس ڤيديو",
    "digits_ascii": "٢٠٢٤ ۲۰۲۴",
    "digits_arabic": "2024",
    "number_separators": "١٬٢٣٤٫٥",
    "percent": "٣٪",
    "punctuation": "نعم، لا؛ لماذا؟",
    "punctuation_arabic": "نعم, لماذا?",
    "quotes": "«نعم» “لا” ‘ربما’",
    "dashes": "2019–2021 — نعم",
    "invisible": "قال\u200f OpenAI\u200e\ufeff",
    "spaces": "١٠\u00a0آلاف",
    "whitespace": "نعم   لا ",
    "elongation": "جميييييل",
    "compatible_latin": "ＯｐｅｎＡＩ ①",
    "latin_accents": "Beyoncé, Łódź",
    "lowercase": "OpenAI",
    "html_entities": "AT&amp;T &laquo;نعم&raquo;",
    "html_tags": "<b>عاجل</b>",
    "markdown": "**عاجل** __مهم__",
    "mask_urls": "انظر https://example.com/a.",
    "mask_emails": "راسل a@example.com",
    "mask_mentions": "شكرا @user",
    "remove_urls": "انظر https://example.com/a.",
    "remove_emails": "راسل a@example.com",
    "remove_mentions": "شكرا @user",
    "mask_hashtags": "خبر #كأس_العالم",
    "mask_emoji": "فوز 😀",
    "hashtags": "خبر #كأس_العالم",
    "remove_emoji": "فوز 😀",
}
PROFILE_EXAMPLE = "قالَ «مُحمّد»  إنّ **OpenAI** ربحت ٣٫٥٪ &amp; تابع @user"
SENTENCE_EXAMPLE = "العنوان\nأعلنت الشركة أرباحها. وتراجع السهم؛ لم يعلق أحد"
WRAPPED_EXAMPLE = (
    "أعلنت الشركة الكبرى أرباحها السنوية\nفي القاهرة أمس وتراجع سهمها في\n"
    "التداول المسائي بعد أن قالت إن الطلب\nعلى منتجاتها لم يعد كما كان"
)
LONG_EXAMPLE = "قال المدير إن العام كان صعبا، لكن الطلب عاد"
NAMES_EXAMPLE = "باعت مايكروسوفت حصتها لـ OpenAI، وقالت Microsoft إن أوبن إيه آي دفعت"
SCHEME_EXAMPLE = "قَالَ مُحَمَّدٌ هٰذا شَيْءٌ"
SCHEME_SOURCES = {
    "ala_lc": "ALA-LC romanization table for Arabic (2012), letter by letter",
    "buckwalter": "Buckwalter (2002)",
    "din31635": "DIN 31635, letter by letter",
    "hsb": "Habash, Soudi and Buckwalter (2007)",
    "iso233": "ISO 233-2:1993, letter by letter",
    "safe_buckwalter": "Buckwalter without quotes, brackets and most other signs",
    "xml_buckwalter": "Buckwalter without `<`, `>` and `&`, for XML",
}
TOKEN_EXAMPLES = {
    "arabic": "أطلقت واتس-آب",
    "latin": "OpenAI U.S.",
    "number": "366.78 38%",
    "mixed": "GPT-3.5 Привет",
    "punct": "، «",
    "symbol": "+ ©",
    "url": "https://example.com/a",
    "email": "a@example.com",
    "mention": "@user",
    "hashtag": "#كأس_العالم",
    "emoji": "😀",
}
CLITIC_EXAMPLES = {
    "وMicrosoft": "before Latin script, always",
    "بـ38%": "before digits, always; the tatweel belongs to the clitic",
    "والـ12": "two clitics",
    "وقال": "before Arabic words of the list `clitics.tsv`",
    "بالرياض": "the article, with another clitic before it",
    "للبنك": "لل: the second ل is the article",
    "وزارة": "the first letter is part of the word",
}
QUANTITY_EXAMPLES = {
    "CARDINAL": "باعت 4 ملايين و400 ألف هاتف",
    "ORDINAL": "في المركز الحادي والعشرين",
    "FRACTION": "ثلاثة أرباع المقاعد",
    "PERCENT": "ارتفع 3.4 بالمئة",
    "MONEY": "دفع 17 مليار دولار أمريكي",
    "QUANTITY": "سار 120 كيلومترا",
    "DATE": "في 29 أغسطس 2023",
    "TIME": "الساعة الخامسة مساء",
    "DURATION": "لمدة ساعتين ونصف",
}
ENTITY_EXAMPLES = {
    "PER": "قال الرئيس Sam Altman للصحفيين",
    "ORG": "أعلنت شركة مايكروسوفت أرباحها",
    "LOC": "وصل الوفد إلى القاهرة أمس",
    "PRODUCT": "أطلقت OpenAI خدمة ChatGPT",
    "EVENT": "فازت فرنسا في كأس العالم 2018",
}


def code(text: str) -> str:
    """A text as inline code in a table cell; what cannot be seen is written as its number."""
    shown = "".join(map(_visible, text, " " + text, text[1:] + " "))
    fence = "``" if "`" in shown else "`"
    pad = " " if fence == "``" else ""
    return f"{fence}{pad}{shown}{pad}{fence}".replace("|", "\\|") if shown else "*nothing*"


def _visible(c: str, before: str, after: str) -> str:
    """A character, or a sign or number for one that cannot be seen where it stands."""
    if c == " " and (before == " " or after == " "):
        return "·"
    if c == "\n":
        return "⏎"
    composed = unicodedata.combining(c) and len(unicodedata.normalize("NFC", before + c)) == 1
    return f"⟨U+{ord(c):04X}⟩" if composed or c == "\u00a0" or unicodedata.category(c) in ("Cf", "Co", "Cs") else c


def prose(text: str) -> str:
    """English text in a table cell; a mark keeps its direction where it begins with an Arabic letter."""
    strong = (unicodedata.bidirectional(c) for c in text)
    return "&lrm;" + text if next((b for b in strong if b in ("L", "R", "AL")), "L") != "L" else text


def codes(texts: Iterable[str]) -> str:
    """Several texts as inline code; nothing gives a dash."""
    return " ".join(map(code, texts)) or "–"


def complete(examples: Iterable[str], names: Iterable[str], what: str) -> None:
    """Stops where an example lacks, or is for nothing.

    :raises SystemExit: the two are not the same names.
    """
    if odd := set(examples) ^ set(names):
        sys.exit(f"docs/tables.py: {what} without an example, or example without {what}: {', '.join(sorted(odd))}")


def steps() -> Rows:
    """Each normalization step with a text before and after it."""
    complete(STEP_EXAMPLES, STEPS, "step")
    rows: Rows = [("step", "class", "what it does", "before", "after")]
    for name, step in STEPS.items():
        before = STEP_EXAMPLES[name]
        after = an.Normalizer(steps=[name]).normalize(before)
        if before == after:
            sys.exit(f"docs/tables.py: the example of step {name} shows no change")
        what = step.description.replace("** __ # >", "`**` `__` `#` `>`").replace("&amp;nbsp;", "`&nbsp;`")
        rows.append((code(name), step.kind, prose(what), code(before), code(after)))
    return rows


def profiles() -> Rows:
    """Each profile with its purpose and steps."""
    rows: Rows = [("profile", "what it is for", "steps, in order")]
    for name, profile in sorted(an.profiles().items()):
        rows.append((code(name), profile.description, codes(profile.steps)))
    return rows


def profile_examples() -> Rows:
    """One text under each profile."""
    rows: Rows = [("profile", code(PROFILE_EXAMPLE) + " becomes")]
    rows += [(code(name), code(an.normalize(PROFILE_EXAMPLE, name))) for name in sorted(an.profiles())]
    return rows


def normalizer_options() -> Rows:
    """Each argument of the normalizer."""
    text = "إلى المدرسةِ"
    calls = {
        'Normalizer("ner")': an.Normalizer("ner"),
        'Normalizer(steps=["alef"])': an.Normalizer(steps=["alef"]),
        "Normalizer()": an.Normalizer(),
        'Normalizer("search", ta_marbuta=False)': an.Normalizer("search", ta_marbuta=False),
        'Normalizer("ner", alef=True)': an.Normalizer("ner", alef=True),
    }
    rows: Rows = [("call", "before", "after")]
    rows += [(code(call), code(text), code(made.normalize(text))) for call, made in calls.items()]
    return rows


def sentence_options() -> Rows:
    """Each option of the sentence splitter."""
    calls: list[tuple[str, str, dict[str, object]]] = [
        ('newline="paragraph"', SENTENCE_EXAMPLE, {"newline": "paragraph"}),
        ('newline="paragraph"', WRAPPED_EXAMPLE, {"newline": "paragraph"}),
        ('newline="always"', WRAPPED_EXAMPLE, {"newline": "always"}),
        ('newline="never"', SENTENCE_EXAMPLE, {"newline": "never"}),
        ("split_on_semicolon=False", SENTENCE_EXAMPLE, {"split_on_semicolon": False}),
        ("split_on_semicolon=True", SENTENCE_EXAMPLE, {"split_on_semicolon": True}),
        ("max_chars=None", LONG_EXAMPLE, {"max_chars": None}),
        ("max_chars=32", LONG_EXAMPLE, {"max_chars": 32}),
    ]
    rows: Rows = [("option", "text", "sentences")]
    for call, text, options in calls:
        found = an.split_sentences(text, **options)  # type: ignore[arg-type]
        rows.append((code(call), code(text), "<br>".join(code(s.text) for s in found)))
    return rows


def token_kinds() -> Rows:
    """Each kind of token."""
    rows: Rows = [("kind", "text", "tokens")]
    for kind, text in TOKEN_EXAMPLES.items():
        found = an.tokenize(text)
        if any(t.kind != kind for t in found):
            sys.exit(f"docs/tables.py: {text!r} is not all of kind {kind}")
        rows.append((code(kind), code(text), codes(t.text for t in found)))
    return rows


def clitics() -> Rows:
    """How clitics are shown inside a token."""
    rows: Rows = [("token", "clitics", "`norm`", "rule")]
    for text, rule in CLITIC_EXAMPLES.items():
        (token,) = an.tokenize(text)
        rows.append((code(text), codes(c.text for c in token.clitics), code(token.norm), prose(rule)))
    return rows


def quantity_labels() -> Rows:
    """Each label of a quantity."""
    rows: Rows = [("label", "text", "found", "`value`", "`unit`", "`timex`")]
    for label, text in QUANTITY_EXAMPLES.items():
        (found,) = [q for q in an.parse_numbers(text) if q.label == label]
        value = "" if found.value is None else code(str(found.value))
        rows.append(
            (label, code(text), code(found.text), value, *(code(x) if x else "" for x in (found.unit, found.timex)))
        )
    return rows


def number_cases() -> Rows:
    """The golden cases of numbers that give a reason and in which something is read."""
    return _number_cases(found=True)


def number_cases_left() -> Rows:
    """The golden cases of numbers that give a reason and in which nothing is read."""
    return _number_cases(found=False)


def _number_cases(found: bool) -> Rows:
    rows: Rows = [("text", "found", "why") if found else ("text", "why")]
    for line in Path(__file__).parents[1].joinpath("tests", "cases", "numbers.tsv").read_text("utf-8").splitlines():
        text, _, rest = line.partition("\t")
        expected, _, reason = rest.partition("\t")
        if not reason or line.startswith("#") or bool(expected) != found:
            continue
        spans = [quantity.rpartition("=") for quantity in expected.split(" ;; ") if quantity]
        cell = "<br>".join(f"{code(span)} {value}" for span, _, value in spans)
        shown = code(text.removeprefix("@")) + (" (with the reference)" if text.startswith("@") else "")
        rows.append((shown, cell, reason) if found else (shown, reason))
    return rows


def number_options() -> Rows:
    """Each option of the number parser."""
    text = "وصل أمس ويغادر السبت بعد ساعتين"
    moment = datetime(2023, 8, 30, 10)
    calls: list[tuple[str, dict[str, object]]] = [
        ('scope="all"', {"scope": "all"}),
        ('scope="explicit"', {"scope": "explicit"}),
        ("reference=None", {"reference": None}),
        ("reference=datetime(2023, 8, 30, 10)", {"reference": moment}),
    ]
    rows: Rows = [("option", "text", "found, with `timex`")]
    for call, options in calls:
        found = an.parse_numbers(text, **options)  # type: ignore[arg-type]
        rows.append((code(call), code(text), ", ".join(f"{code(q.text)} {code(q.timex or '?')}" for q in found) or "–"))
    return rows


def spell_options() -> Rows:
    """Each option of spelling."""
    calls: list[tuple[str, dict[str, str]]] = [
        ("spell(13)", {}),
        ('spell(13, gender="masculine")', {"gender": "masculine"}),
        ('spell(13, gender="feminine")', {"gender": "feminine"}),
        ('spell(22, case="nominative")', {"case": "nominative"}),
        ('spell(22, case="accusative")', {"case": "accusative"}),
        ('spell(22, case="genitive")', {"case": "genitive"}),
        ('spell(5, unit="KWD")', {"unit": "KWD"}),
        ('spell(12, unit="length-kilometer")', {"unit": "length-kilometer"}),
    ]
    rows: Rows = [("call", "words")]
    for call, options in calls:
        number = int(re.search(r"\d+", call)[0])  # type: ignore[index]
        rows.append((code(call), code(an.spell(number, **options))))  # type: ignore[arg-type]
    return rows


def render_options() -> Rows:
    """Each way to show linked names."""
    from arabnews_nlp.render.names import NAMES

    doc = an.load({"stages": ["names"]})(NAMES_EXAMPLE)
    rows: Rows = [("`names=`", "view")]
    rows += [(code(f'"{way}"'), code(doc.render(names=way).text)) for way in NAMES]
    return rows


def mention_kinds() -> Rows:
    """What each kind of mention looks like."""
    meanings = {
        "transliteration": "the sound of the name in Arabic letters",
        "translation": "the meaning of the name, the expansion of an acronym above all",
        "acronym": "the Latin acronym of an expansion",
        "variant": "a Latin spelling",
    }
    text = "قالت Microsoft إن مايكروسوفت ستدعم واجهة برمجة التطبيقات (API)"
    found = {m.kind: m.text for n in an.align_names(text) for m in n.mentions}
    complete(found, meanings, "kind of mention")
    rows: Rows = [("kind", "what it is", "example")]
    rows += [(code(kind), meaning, code(found[kind])) for kind, meaning in meanings.items()]
    return rows


def name_tables() -> Rows:
    """The curated tables with the size of each, rounded down."""
    rows: Rows = [("table", "what it holds", "rows")]
    for file, what in (
        ("brands.tsv", "well-known names with their type and usual Arabic spellings"),
        ("listed_names.tsv", "people, clubs and cities of open lists, in the same form"),
        ("surnames.tsv", "surnames that sound alone does not link"),
        ("national_spellings.tsv", "how the Arab countries differ in writing names, for `country=`"),
        ("acronyms.tsv", "acronyms with their Arabic expansions"),
        ("common_words.tsv", "frequent Arabic words, which are no names by sound alone"),
    ):
        size = len(read_table("arabnews_nlp.names", file))
        step = 100 if size >= 1000 else 10
        rows.append((code(file), what, f"over {(size - 1) // step * step:,}"))
    return rows


def schemes() -> Rows:
    """Each transliteration scheme."""
    complete(SCHEME_SOURCES, an.schemes(), "scheme")
    rows: Rows = [("scheme", "source", "and back", code(SCHEME_EXAMPLE) + " becomes")]
    for name in an.schemes():
        form = an.transliterate(SCHEME_EXAMPLE, name)
        try:
            back = "yes" if an.transliterate(form, name, reverse=True) == SCHEME_EXAMPLE else "no"
        except an.ArabNewsError:
            back = "no"
        rows.append((code(name), SCHEME_SOURCES[name], back, code(form)))
    return rows


def alphabet() -> Rows:
    """Each character in each scheme."""
    rows: Rows = [("character", *map(code, an.schemes()))]
    for character, *_ in read_table("arabnews_nlp.transliteration", "schemes.tsv"):
        letter = chr(int(character, 16))
        shown = "◌" + letter if unicodedata.combining(letter) else letter
        forms = [an.transliterate(letter, name) for name in an.schemes()]
        rows.append(
            (
                f"U+{ord(letter):04X} {code(shown)}",
                *("" if not f else code("◌" + f if unicodedata.combining(f[0]) else f) for f in forms),
            )
        )
    return rows


def entity_types() -> Rows:
    """Each type of entity, found in a sentence."""
    rows: Rows = [("type", "text", "found")]
    for label, text in ENTITY_EXAMPLES.items():
        found = [e.text for e in an.find_entities(text) if e.label == label]
        if not found:
            sys.exit(f"docs/tables.py: no {label} in its example")
        rows.append((code(label), code(text), codes(found)))
    return rows


def search_benchmark() -> Rows:
    """What a search finds in each index, by ``python -m benchmarks.search``."""
    rows: Rows = [
        (
            "index", "names: other script", "recall", "precision", "amounts, dates: recall", "precision", "size",
            "to index an article", "a query",
        )
    ]  # fmt: skip
    for kind in ("plain text", "folded", "stemmed", "search terms"):
        found = _figures("search")[kind]
        scores = ("names other script", "names recall", "names precision", "values recall", "values precision")
        rows.append(
            (
                kind, *(f"{found[score]:.3f}" for score in scores), f"{found['megabytes']} MB",
                f"{found['ms an article']} ms", f"{found['ms a query']} ms",
            )
        )  # fmt: skip
    return rows


def search_checks() -> Rows:
    """The same by what people marked and read."""
    measured = _figures("search")
    gold, read = measured["gold"], measured["read by hand"]
    rows: Rows = [("search terms", "names: other script", "recall", "precision", "amounts, dates: recall", "precision")]
    scores = ("names other script", "names recall", "names precision", "values recall", "values precision")
    for kind in ("plain text", "search terms"):
        head = f"{gold['documents']} annotated documents: {kind}"
        rows.append((head, *(f"{gold[f'{kind}: {score}']:.3f}" for score in scores)))
    for kind, names in (("names", ("name",)), ("values", ("amount", "date"))):
        total = {key: sum(read[f"{what} {key}"] for what in names) for key in ("read", "found", "relevant", "right")}
        found = f"{total['right'] / total['relevant']:.3f}", f"{total['right'] / total['found']:.3f}"
        cells = ("–", *found, "–", "–") if kind == "names" else ("–", "–", "–", *found)
        what = ", ".join(f"{name}s" for name in names)
        rows.append((f"{total['read'] // 2} pairs read by hand, each asked both ways: {what}", *cells))
    return rows


def chunk_benchmark() -> Rows:
    """What splitters break, by ``python -m benchmarks.chunks``."""
    names = {
        "Doc.chunks": "`doc.chunks`",
        "LangChain, recursive": "LangChain, `RecursiveCharacterTextSplitter`",
        "LlamaIndex, sentences": "LlamaIndex, `SentenceSplitter`",
    }
    layers = ("sentences", "numbers", "names", "entities")
    rows: Rows = [("splitter", "texts", "chunks", *layers)]
    for what, shown in (("articles", "articles"), ("gold", "annotated documents")):
        for name, found in _figures("chunks")[f"broken in {what}"].items():
            rows.append((names[name], shown, f"{found['chunks']:,}", *(f"{found[layer]:g}" for layer in layers)))
    return rows


def _figures(name: str) -> dict[str, Any]:
    """What a benchmark measured, as it is committed."""
    measured: dict[str, Any] = json.loads(PAGES.with_name("benchmarks").joinpath(*_FIGURES[name]).read_text("utf-8"))
    return measured


_FIGURES = {"search": ("search", "results.json"), "chunks": ("chunks.json",)}


def licences() -> Rows:
    """Each part of the wheel with its licence and where it comes from, by ``REUSE.toml``."""
    rows: Rows = [("files, below `arabnews_nlp/`", "licence", "content")]
    for entry in tomllib.loads(PAGES.with_name("REUSE.toml").read_text("utf-8"))["annotations"]:
        paths = [entry["path"]] if isinstance(entry["path"], str) else entry["path"]
        shown = [path.removeprefix("src/arabnews_nlp/") for path in paths if path.startswith("src/")]
        if shown:
            rows.append((codes(shown), entry["SPDX-License-Identifier"], entry["SPDX-FileComment"]))
        elif paths == ["**"]:
            rows.append(
                ("all that is not named below", entry["SPDX-License-Identifier"], "the code, compiled modules included")
            )
    return rows


def stages() -> Rows:
    """Each built-in stage with its options and their defaults."""
    rows: Rows = [("stage", "adds", "options and defaults")]
    for name in _BUILT_IN:
        stage = stage_class(name)
        options = [f"{field} = {getattr(stage.Config(), field)!r}" for field in stage.Config.__struct_fields__]
        layers = codes(f"doc.{layer}" for layer in sorted(stage.provides))
        rows.append((code(name), layers, "<br>".join(map(code, options)) or "–"))
    return rows


def presets() -> Rows:
    """Each preset with its stages."""
    rows: Rows = [("preset", "stages")]
    rows += [(code(name), codes(stage.name for stage in an.load(name).stages)) for name in PRESETS]
    return rows


def commands() -> Rows:
    """Each command of the command line."""
    rows: Rows = [("command", "what it does")]
    (choices,) = [a for a in _parser()._actions if isinstance(a, argparse._SubParsersAction)]
    rows += [(code(f"arabnews {a.dest}"), a.help or "") for a in choices._choices_actions]
    return rows


def error_codes() -> Rows:
    """Each error class with its code and meaning."""
    rows: Rows = [("code", "class", "also a", "meaning")]
    classes = [found for name in errors.__all__ if isinstance(found := getattr(errors, name), type)]
    for each in sorted(classes, key=lambda c: c.code):
        parents = [b.__name__ for b in each.__mro__[1:] if b.__name__ in vars(errors) or b.__module__ == "builtins"]
        meaning = (each.__doc__ or "").partition("\n\n")[0].replace("\n", " ").strip()
        also = codes(p for p in parents[: parents.index("Exception")] if p != "ArabNewsError")
        rows.append((each.code, code(each.__name__), also, re.sub(" +", " ", meaning).replace("``", "`")))
    return rows


TABLES: dict[str, Callable[[], Rows]] = {
    make.__name__.replace("_", "-"): make
    for make in (
        steps, profiles, profile_examples, normalizer_options, sentence_options, token_kinds, clitics, quantity_labels,
        number_cases, number_cases_left, number_options, spell_options, render_options, mention_kinds, name_tables,
        schemes, alphabet,
        entity_types, stages, presets, commands, error_codes, licences,
        search_benchmark, search_checks, chunk_benchmark,
    )
}  # fmt: skip
BLOCK = re.compile(r"(<!-- table: ([a-z-]+) -->\n)(.*?)(<!-- end -->)", re.DOTALL)


def markdown(rows: Rows) -> str:
    """The rows as a Markdown table, the first one as its head."""
    head, *body = ["| " + " | ".join(row) + " |" for row in rows]
    return "\n".join(["", head, "|" + "---|" * len(rows[0]), *body, "", ""])


def current(page: str) -> str:
    """A page with its tables as the code has them now.

    :raises SystemExit: a table that does not exist.
    """

    def table(match: re.Match[str]) -> str:
        if match[2] not in TABLES:
            sys.exit(f"docs/tables.py: no table {match[2]!r}; there are {', '.join(sorted(TABLES))}")
        return match[1] + markdown(TABLES[match[2]]()) + match[4]

    return BLOCK.sub(table, page)


def main(check: bool) -> int:
    """Bring the pages up to date, or say which are not."""
    stale = []
    for path in sorted(PAGES.glob("*.md")):
        page = path.read_text("utf-8")
        if (new := current(page)) != page:
            stale.append(path.name)
            if not check:
                path.write_text(new, "utf-8")
    if stale:
        print(f"{'stale' if check else 'written'}: {', '.join(stale)}")
    return 1 if stale and check else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:] == ["--check"]))
