"""Runs random strings through every profile and checks the contracts; not part of the test-suite, which runs less.

usage: python tests/stress_profiles.py [--count 2000000] [--seed 1]
"""

import argparse
import random
import sys
import time

from arabnews_nlp import Normalizer, profiles

PIECES = [
    *"ابتثجحخدذرزسشصضطظعغفقكلمنهويءآأؤإئىةپچڤگکیہے",
    *"\u0640\u064b\u064c\u064d\u064e\u064f\u0650\u0651\u0652\u0653\u0654\u0655\u0670\u06d6\u0610",
    *"abcXYZé0123٠١٢۳ \n\r\t.,،؛;؟?!:…*_#>@&/<>-–—\"'«»“”()[]",
    *"\u200b\u200c\u200d\u200e\u200f\u061c\u202a\u202c\u2066\u2069\ufeff\u00ad\u00a0\u2009\u3000\x00\x85\u2028",
    *"ﷲﷺﻻﺍﹰﹱﹲﱞﱟﱠﶗ½²①Ａ１％ﬁﬃŐ\u0301\u0327\u0308¨´｡\u1100\u1161\u11a8가한",
    *"\ud800\udbff\udc00\udfff\uffff\ufffe😀👍🏽🇸🇦\U0001d400\U0001ee00\U0010ffff",
    "http://a.b/c",
    "www.x.y",
    "a@b.co",
    "&amp;",
    "&lt;",
    "&#x41;",
    "&nbsp;",
    "&amp;amp;lt;",
    "<b>",
    "</p>",
    "<!-- -->",
    "**",
    "__",
    "\n# ",
    "\n> ",
    "\n* ",
    "ههههه",
    "@user",
    "#tag_a",
    "[رابط]",
]


def random_text(rng: random.Random) -> str:
    """A short string of pieces that interact, or of any code points."""
    if rng.random() < 0.1:
        return "".join(chr(rng.randrange(0x110000)) for _ in range(rng.randrange(12)))
    return "".join(rng.choices(PIECES, k=rng.randrange(24)))


def violations(normalizers: dict[str, Normalizer], text: str) -> list[str]:
    """Names of the contracts that a text breaks."""
    broken = []
    for name, normalizer in normalizers.items():
        result = normalizer(text)
        plain = normalizer.normalize(text)
        if result.text != plain:
            broken.append(f"{name}: aligned text differs")
        if normalizer.normalize(plain) != plain:
            broken.append(f"{name}: not idempotent")
        alignment = result.alignment
        if (alignment.original_length, alignment.normalized_length) != (len(text), len(plain)):
            broken.append(f"{name}: lengths")
        last = 0
        for i in range(len(plain)):
            start, end = alignment.to_original(i, i + 1)
            if not last <= start <= end <= len(text):
                broken.append(f"{name}: not monotone")
                break
            last = start
    return broken


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--count", type=int, default=2_000_000)
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    rng = random.Random(arguments.seed)
    normalizers = {name: Normalizer(name) for name in profiles()}
    begun, failures = time.time(), 0
    for _ in range(arguments.count):
        text = random_text(rng)
        for problem in violations(normalizers, text):
            failures += 1
            print(f"{problem}: {text!a}", file=sys.stderr)
    print(f"{arguments.count} strings, {len(normalizers)} profiles, {failures} failures, {time.time() - begun:.0f} s")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
