"""Adversarial texts and the time that the pipeline and each of its stages take for them.

usage: python -m fuzz.worst_cases [--megabytes 1 2 4] [--family NAME ...]

Time must grow with the text: twice the text takes at most 2.2 times as long, and no family is slower than
300 kB/s in the whole pipeline.
"""

from __future__ import annotations

import argparse
import gc
import itertools
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from itertools import islice

import arabnews_nlp as an
from arabnews_nlp.document.doc import Doc
from arabnews_nlp.pipeline import Pipeline

__all__ = ["FAMILIES", "GROWTH", "SLOWEST", "rounds", "text_of"]

GROWTH = 2.2
"""Most that twice the text may take."""
SLOWEST = 0.3
"""Fewest megabytes (UTF-8) a second in the whole pipeline."""
MOST_TURNS = 6
"""Rounds of all sizes, the fastest of which counts, before time that grows too fast is reported: the machine's own
speed may double from one second to the next."""


def _repeated(unit: str) -> Callable[[int], str]:
    return lambda size: unit * max(1, size // len(unit.encode("utf-8", "surrogatepass")))


def _joined(parts: Callable[[], Iterator[str]]) -> Callable[[int], str]:
    def text(size: int) -> str:
        taken, length = [], 0
        for part in parts():
            taken.append(part)
            length += len(part.encode("utf-8", "surrogatepass"))
            if length >= size:
                break
        return "".join(taken)

    return text


def _nested(size: int) -> str:
    return "(" * (size // 2) + ")" * (size - size // 2)


def _latin_names() -> Iterator[str]:
    for number in itertools.count():
        letters, rest = "", number
        for _ in range(4):
            letters, rest = letters + "bdfgklmnprst"[rest % 12] + "aeiou"[rest // 12 % 5], rest // 7
        yield f"{letters.capitalize()}{'xyz'[number % 3]} قال "


def _both_scripts() -> Iterator[str]:
    for number, name in enumerate(_latin_names()):
        latin = name.split(" ")[0]
        arabic = "".join("ابتثجحخدرزسشصطعغفقكلمنهوي"[(number // 25**k) % 25] for k in range(4))
        yield f"{latin} ({arabic}) "


def _numbered(line: str) -> Callable[[int], str]:
    """A line over and over, with another number each time."""
    return _joined(lambda: (line.format(number) for number in itertools.count()))


def _arabic_names(line: str) -> Callable[[int], str]:
    """A line over and over, with another word each time."""
    letters = "ابتثجحخدرزسشصطعغفقكلمنهوي"
    words = ("".join(letters[(number * 7919 // 25**k) % 25] for k in range(5)) for number in itertools.count())
    return _joined(lambda: (line.format(word) for word in words))


def _within(left: str, right: str, text: str = "") -> Callable[[int], str]:
    """Brackets within brackets."""
    pair = len((left + right).encode())
    return lambda size: left * (size // pair) + text + right * (size // pair)


def _zalgo() -> Iterator[str]:
    for i in itertools.count():
        yield "ابجد "[i % 5] + "".join(chr(0x64B + (i * j) % 8) + chr(0x300 + (i + j) % 40) for j in range(12))


FAMILIES: dict[str, Callable[[int], str]] = {
    "one Arabic letter": _repeated("ا"),
    "one Latin letter": _repeated("A"),
    "small Latin letter": _repeated("a"),
    "no spaces": _repeated("كلمة،كلمة-Word_"),
    "no stops": _repeated("كلمة أخرى هنا "),
    "digits": _repeated("7"),
    "Arabic digits": _repeated("٧"),
    "open brackets": _repeated("("),
    "nested brackets": _nested,
    "square brackets": _repeated("["),
    "bracket pairs": _repeated("()"),
    "spaced groups": _repeated("100 "),
    "long spaced groups": _repeated("1 " + "000 " * 8),
    "comma groups": _repeated("1,000,"),
    "decimal chains": _repeated("1.5."),
    "zalgo": _joined(_zalgo),
    "marks alone": _repeated("\u064e"),
    "combining accents": _repeated("\u0301"),
    "bidi bombs": _repeated("\u202e\u2066ا\u202b"),
    "bidi marks": _repeated("\u200f"),
    "Latin names": _joined(_latin_names),
    "both scripts": _joined(_both_scripts),
    "one Latin name": _repeated("Microsoft "),
    "capitals": _repeated("Aa Bb "),
    "camel case": _repeated("aB"),
    "acronyms": _repeated("ABC (شركة) "),
    "scripts in turn": _repeated("اa"),
    "scripts and blanks in turn": _repeated("ا a "),
    "one long address": lambda size: "http://" + "a/" * (size // 2),
    "addresses": _repeated("http://a.b/c?d "),
    "address heads": _repeated("http://"),
    "mail heads": _repeated("a@"),
    "mentions": _repeated("@a"),
    "slashes": _repeated("/"),
    "hyphens": _repeated("-"),
    "letters and hyphens": _repeated("ا-"),
    "dots": _repeated("."),
    "spaced dots": _repeated(". "),
    "dates of slashes": _repeated("1/"),
    "dates of slashes and blanks": _repeated("1/1/1 "),
    "ranges": _repeated("5-"),
    "spaced ranges": _repeated("5 - "),
    "percent signs": _repeated("%"),
    "percentages": _repeated("5% "),
    "colons": _repeated("12:30:"),
    "quotes": _repeated('"'),
    "guillemets": _repeated("«"),
    "apostrophes": _repeated("a'"),
    "emoji chains": _repeated("👨\u200d"),
    "emoji": _repeated("😀"),
    "flags": _repeated("🇸"),
    "hashtags": _repeated("#ا"),
    "long hashtag": _repeated("#ا_"),
    "abbreviations": _repeated("د. "),
    "initials": _repeated("J. "),
    "dotted initials": _repeated("U.S."),
    "half half": _repeated("نصف "),
    "half and": _repeated("نصف و"),
    "and": _repeated("و "),
    "and glued": _repeated("و"),
    "million": _repeated("مليون "),
    "thousand thousand": _repeated("الف "),
    "thousand and": _repeated("ألف و"),
    "hundred": _repeated("مئة "),
    "number words": _repeated("خمسة وعشرون "),
    "million and": _repeated("مليون و5 "),
    "from to": _repeated("من 5 إلى "),
    "between": _repeated("بين "),
    "minus": _repeated("سالب "),
    "point": _repeated("خمسة فاصلة "),
    "out of": _repeated("جزء من "),
    "months": _repeated("مارس "),
    "days and months": _repeated("5 مارس و"),
    "weekdays": _repeated("الأحد "),
    "durations": _repeated("سنة و"),
    "money": _repeated("5 دنانير "),
    "currencies": _repeated("دولار "),
    "dollar signs": _repeated("$"),
    "hour": _repeated("الساعة "),
    "before": _repeated("قبل "),
    "articles": _repeated("ال"),
    "prepositions": _repeated("لل"),
    "tags": _repeated("<a>"),
    "comments": _repeated("<!--"),
    "entities of HTML": _repeated("&amp;"),
    "images": _repeated("![a](b"),
    "asterisks": _repeated("*"),
    "line breaks": _repeated("\n"),
    "blanks": _repeated(" "),
    "headings": _repeated("# "),
    "short lines": _repeated("سطر قصير من الكلام هنا لا غير\n"),
    "sentences without stops": _repeated("قال الرئيس إن الشركة نمت\nثم عاد "),
    "entities": _repeated("الرئيس محمد علي في القاهرة "),
    "ministries": _repeated("وزارة "),
    "conferences": _repeated("مؤتمر "),
    "surrogates": _repeated("\ud800"),
    "NULs": _repeated("\x00"),
    "joiners": _repeated("ا\u200d"),
    "tatweel": _repeated("ـ"),
    "tatweel and marks": _repeated("ـ\u064e"),
    "starred letters": _repeated("*a"),
    "starred words": _repeated("**نص** "),
    "percent-encoded text": _repeated("%d8%a7"),
    "paths of names": _repeated("std::vector::x::"),
    "letters and percent signs": _repeated("B%"),
    "initials and signs": _repeated("U.S.^"),
    "open tags": _repeated("<a "),
    "small words in names": _repeated("Of "),
    "one mark": lambda size: "نص عربي " * (size // 15) + "\u0653",
    "soft hyphens": _repeated("ا\u00ad"),
    "no-break spaces": _repeated("ا\u00a0"),
    "keycaps": _repeated("1\ufe0f\u20e3"),
    "underscores": _repeated("_ا"),
    "code marks": _repeated("`ا"),
    "ligatures": _repeated("ﷺ"),
    "powers": _repeated("10^"),
    "exponents": _repeated("1e9"),
    "numbers and names": _repeated("GPT-4 "),
    "brands": _repeated("Google غوغل "),
    "quotations within quotations": _within("«", "»", "ا"),
    "brackets of all kinds within each other": _within("([{«", "»}])"),
    "words in brackets within brackets": _within("(ا ", " ب)"),
    "open quotations": _repeated("«ا "),
    "straight quotations": _repeated('"ا" '),
    "elements within elements": _within("<div>", "</div>", "نص"),
    "objects within objects": _within('{"a":', "}", "5"),
    "quoted lines within each other": _repeated("> "),
    "a list of one name": _repeated("محمد علي، "),
    "a list of one Latin name": _repeated("Microsoft, "),
    "words never seen": _arabic_names("{} "),
    "presidents never seen": _arabic_names("الرئيس {} "),
    "companies never seen": _arabic_names("شركة {} (AB) "),
    "addresses never seen": _numbered("http://a.b/{} "),
    "numbers never seen": _numbered("{} "),
    "amounts never seen": _numbered("{} دولار، "),
    "versions never seen": _numbered("GPT-{} "),
    "paragraphs never seen": _arabic_names("قال {} إن السعر سيرتفع\n\n"),
    "one paragraph": _repeated("قال محمد إن السعر سيرتفع بنسبة 5% في العام المقبل\n\n"),
    "sentences of one word": _repeated("نعم. "),
    "sentences of one Latin word": _repeated("Yes! "),
    "lines of one letter": _repeated("ا\n"),
    "lines of one dash": _repeated("- ا\n"),
    "numbered lines": _numbered("{}. نص\n"),
    "rows of a table": _repeated("| ا | 5 |\n"),
    "grouped digits": _repeated("123,"),
    "zeros": _repeated("0"),
    "digits and a point": lambda size: "5" * (size // 2) + "." + "5" * (size // 2),
    "fractions": _repeated("1/2 "),
    "roman numerals": _repeated("XIV "),
    "one word of Latin letters": _repeated("a"),
    "combining marks": _repeated("\u0301"),
    "embeddings": _repeated("\u202b"),
    "isolates within isolates": _within("\u2067", "\u2069", "a"),
    "isolates": _repeated("\u2068a\u2069"),
    "ends of isolates": _repeated("\u2069"),
    "Latin marks in turn": _repeated("a\u200fا\u200e"),
    "no-break hyphens": _repeated("ا\u2011"),
    "one emoji among many letters": lambda size: "ا" * (size // 2) + "😀",
    "two names in turn": _repeated("مايكروسوفت Microsoft غوغل Google "),
    "possessives": _repeated("OpenAI's "),
    "hosts": _repeated("وللمحمد "),
    "durations of all units": _repeated("سنة وشهر ويوم وساعة "),
    "ranges of dates": _repeated("من 5 إلى 7 مارس 2024 "),
    "before and after": _repeated("قبل يومين من الأحد "),
    "signs of the currency": _repeated("$5-€6 "),
}
"""Text of about so many bytes of UTF-8, by the name of its family."""


def text_of(family: str, size: int) -> str:
    """The text of a family, of about ``size`` bytes of UTF-8."""
    return FAMILIES[family](size)


def rounds(nlp: Pipeline, family: str, sizes: Sequence[int]) -> Iterator[list[dict[str, float]]]:
    """Round after round, the fewest seconds of processor time so far of each stage, and of the ``pipeline``, for the
    text of each size; the sizes take turns."""
    texts = [text_of(family, size) for size in sizes]
    fewest: list[dict[str, float]] = [{} for _ in sizes]
    while True:
        for text, best in zip(texts, fewest, strict=True):
            doc, times = Doc(text), {}
            gc.collect()
            for stage in nlp.stages:
                begun = time.process_time()
                doc = stage(doc)
                times[stage.name] = time.process_time() - begun
            times["pipeline"] = sum(times.values())
            best.update({name: min(t, best.get(name, t)) for name, t in times.items()})
        yield fewest


def beyond(sizes: list[int], times: list[dict[str, float]]) -> Iterator[str]:
    """What takes more than ``GROWTH`` for twice the text, by stage."""
    for (small, before), (large, after) in itertools.pairwise(zip(sizes, times, strict=True)):
        for name in after:
            if after[name] > GROWTH * large / small / 2 * before[name] + 0.05:
                yield f"{name} ×{after[name] / before[name]:.1f} for ×{large / small:.0f}"


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m fuzz.worst_cases")
    parser.add_argument("--megabytes", type=float, nargs="+", default=[1, 2, 4])
    parser.add_argument("--repeats", type=int, default=1, help="rounds at least, of which the fastest counts")
    parser.add_argument("--family", nargs="+", choices=FAMILIES, default=list(FAMILIES))
    arguments = parser.parse_args()
    nlp = an.load()
    nlp("أعلنت OpenAI في القاهرة عن 5 ملايين")
    stages = [stage.name for stage in nlp.stages]
    print(
        f"{'MB/s at ' + str(arguments.megabytes[-1]) + ' MB':28s}", *(f"{name:>10s}" for name in [*stages, "pipeline"])
    )
    failures = 0
    for family in arguments.family:
        sizes = [int(megabytes * 1e6) for megabytes in arguments.megabytes]
        for turn, times in enumerate(islice(rounds(nlp, family, sizes), MOST_TURNS)):
            notes = list(beyond(sizes, times))
            if turn + 1 >= arguments.repeats and not notes:
                break
        speed = {name: sizes[-1] / 1e6 / max(t, 1e-9) for name, t in times[-1].items()}
        if speed["pipeline"] < SLOWEST:
            notes.append("slow")
        failures += bool(notes)
        print(f"{family:28s}", *(f"{speed[n]:10.2f}" for n in [*stages, "pipeline"]), *notes, flush=True)
    print(f"{len(arguments.family)} families, {failures} beyond the bounds")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
