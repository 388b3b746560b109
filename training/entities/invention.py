"""Mixed-script sentences: Latin names, invented and known, in the place of Arabic ones, with clitics attached.

The corpora hold almost no Latin script. A tagger learns what stands around a name and what a name looks like only from
sentences that have both, so sentences are rewritten anew in every epoch.
"""

from __future__ import annotations

import random
from pathlib import Path

from arabnews_nlp.names.tables import brands

from .corpora import OPEN, Sentence
from .lists import latin_places, personal_names

_ONSETS = [
    "b",
    "c",
    "d",
    "f",
    "g",
    "h",
    "j",
    "k",
    "l",
    "m",
    "n",
    "p",
    "q",
    "r",
    "s",
    "t",
    "v",
    "w",
    "z",
    "br",
    "ch",
    "cl",
    "cr",
    "dr",
    "fl",
    "gl",
    "gr",
    "kr",
    "ph",
    "pl",
    "pr",
    "sh",
    "sk",
    "sl",
    "sn",
    "sp",
    "st",
    "th",
    "tr",
    "tw",
]
_VOWELS = ["a", "e", "i", "o", "u", "ai", "ea", "ee", "io", "oo", "ou", "y", "a", "e", "i", "o", "u"]
_CODAS = ["l", "m", "n", "r", "s", "t", "x", "ck", "ft", "ll", "nd", "ng", "nt", "rd", "rk", "ss", "st", "n", "r", "s"]
_BODIES = [
    "Group",
    "Labs",
    "Inc",
    "Corp",
    "Bank",
    "Capital",
    "Media",
    "Systems",
    "Studios",
    "Airlines",
    "Motors",
    "Energy",
    "Technologies",
    "Software",
    "Holdings",
    "Partners",
    "Institute",
    "University",
    "Times",
    "Post",
    "News",
    "AI",
]
_MODELS = [
    "Pro",
    "Max",
    "Plus",
    "Mini",
    "Ultra",
    "Turbo",
    "Lite",
    "Copilot",
    "Assistant",
    "Cloud",
    "OS",
    "Studio",
    "Chat",
    "Watch",
    "Pad",
    "Phone",
    "Drive",
    "Mail",
    "Maps",
    "Pay",
    "Play",
    "Note",
    "Air",
    "X",
    "Go",
    "One",
    "Book",
]
_GATHERINGS = [
    "Cup",
    "Open",
    "Summit",
    "Expo",
    "Conference",
    "Games",
    "Forum",
    "Festival",
    "Week",
    "Awards",
    "League",
    "Show",
]
_TECHNICAL = [
    "API",
    "GPU",
    "CPU",
    "HTTP",
    "SMS",
    "USB",
    "LED",
    "OLED",
    "PDF",
    "HTML",
    "CSS",
    "SQL",
    "GPS",
    "NFC",
    "RAM",
    "SIM",
    "VPN",
    "URL",
    "LLM",
    "AI",
    "IoT",
    "VR",
    "AR",
    "IPO",
    "CEO",
    "GDP",
    "HD",
    "LTE",
    "SDK",
    "OS",
    "PC",
    "TV",
    "IP",
]

_TEMPLATES = Path(__file__).with_name("templates.tsv")


class Inventor:
    """Rewrites sentences; all chance comes from one seed."""

    def __init__(self, translit: Path, seed: int) -> None:
        self.random = random.Random(seed)
        self.people = sorted(n for n in personal_names(translit, 1) if n.isascii() and n.isalpha())
        self.given = sorted(n for n in personal_names(translit, 0))
        self.places = latin_places()
        self.known: dict[str, list[str]] = {}
        self.arabic: dict[str, list[str]] = {}
        for brand in sorted(set(brands().values())):
            self.known.setdefault(brand.type, []).append(brand.latin)
            self.arabic.setdefault(brand.type, []).extend(form for form in brand.arabic if len(form) > 3)
        lines = _TEMPLATES.read_text("utf-8").splitlines()
        self.templates = [line.split() for line in lines if line]

    def word(self, syllables: int) -> str:
        pick = self.random.choice
        return "".join(pick(_ONSETS) + pick(_VOWELS) for _ in range(syllables)) + (
            pick(_CODAS) if self.random.random() < 0.6 else ""
        )

    def latin(self, label: str) -> str:
        """A name in Latin script, three in ten of them known ones."""
        pick, chance = self.random.choice, self.random.random()
        if chance < 0.3 and label in self.known:
            return pick(self.known[label])
        chance = self.random.random()
        if label == "PER":
            first, last = pick(self.people).capitalize(), pick(self.people).capitalize()
            return (
                last
                if chance < 0.25
                else f"{first} {last}"
                if chance < 0.9
                else f"{first} {self.word(1)[0].upper()}. {last}"
            )
        if label == "LOC":
            return pick(self.places)
        stem = self.word(1 if chance < 0.4 else 2).capitalize()
        chance = self.random.random()
        if label == "EVENT":
            return f"{stem} {pick(_GATHERINGS)}" + (f" {self.random.randint(1990, 2030)}" if chance < 0.3 else "")
        if label == "ORG":
            if chance < 0.35:
                return stem
            if chance < 0.5:
                return stem + self.word(1).capitalize()
            if chance < 0.8:
                return f"{stem} {pick(_BODIES)}"
            if chance < 0.9:
                return "".join(self.random.choices("ABCDEFGHIKLMNOPRSTUVW", k=self.random.randint(2, 4)))
            return f"{stem} {self.word(1).capitalize()}"
        if chance < 0.15:
            return stem
        if chance < 0.35:
            return f"{stem} {pick(_MODELS)}"
        if chance < 0.5:
            return f"{stem} {self.random.randint(1, 365)}"
        if chance < 0.6:
            return f"{stem}-{self.random.randint(1, 9)}.{self.random.randint(0, 9)}" + pick(["", " Turbo", " Pro"])
        if chance < 0.7:
            return f"{stem}{self.random.randint(2, 99)}"
        if chance < 0.8:
            return pick("ie") + stem
        if chance < 0.9:
            return f"{stem}{pick(_MODELS)}"
        return f"{stem} {self.word(1).capitalize()} {pick(_MODELS)}"

    def arabic_name(self, label: str) -> list[str]:
        if label == "PER" and self.random.random() < 0.5:
            return [self.random.choice(self.given), self.random.choice(self.given)]
        return self.random.choice(self.arabic[label]).split() if label in self.arabic else []

    def attached(self) -> list[str]:
        """What stands before a Latin name: mostly nothing, else a clitic; ``+`` glues it to what follows."""
        chance = self.random.random()
        if chance < 0.7:
            return []
        if chance < 0.85:
            return [self.random.choice("وبلف") + "+"]
        return [self.random.choice(["لـ", "بـ", "و"])]

    def mixed(self, sentence: Sentence) -> Sentence:
        """The sentence with some of its names in Latin script, or with a Latin name in brackets after them."""
        return self._rewritten(sentence, self._to_latin)

    def swapped(self, sentence: Sentence) -> Sentence:
        """The sentence with some of its names exchanged for others of their type."""
        return self._rewritten(sentence, self._to_other)

    def _to_latin(self, words: list[str], label: str) -> tuple[list[str], list[tuple[int, int]]]:
        name = self.latin(label).split()
        if self.random.random() < 0.2:
            after = len(words) + 1
            return [*words, "(+", *name[:-1], name[-1] + "+", ")"], [(0, len(words)), (after, after + len(name))]
        before = self.attached()
        return [*before, *name], [(len(before), len(before) + len(name))]

    def _to_other(self, words: list[str], label: str) -> tuple[list[str], list[tuple[int, int]]]:
        name = self.arabic_name(label)
        if not name:
            return words, [(0, len(words))]
        if self.random.random() < 0.15:
            name = [self.random.choice("وبل") + name[0], *name[1:]]
        return name, [(0, len(name))]

    def _rewritten(self, sentence: Sentence, change) -> Sentence:  # type: ignore[no-untyped-def]
        words: list[str] = []
        spans: list[tuple[int, int, str]] = []
        at = 0
        for start, end, label in sentence.spans:
            words += sentence.words[at:start]
            at = end
            old = sentence.words[start:end]
            new, places = (old, [(0, len(old))])
            if label != OPEN and self.random.random() < 0.6:
                new, places = change(old, label)
            spans += [(len(words) + a, len(words) + b, label) for a, b in places]
            words += new
        words += sentence.words[at:]
        if self.random.random() < 0.15:
            place = self.random.randint(0, len(words))
            if not any(a < place < b for a, b, _ in spans) and (place == 0 or not words[place - 1].endswith("+")):
                term = self.random.choice(_TECHNICAL)
                more = ["(+", term + "+", ")"] if self.random.random() < 0.3 else [term]
                words[place:place] = more
                spans = [(a + len(more), b + len(more), s) if a >= place else (a, b, s) for a, b, s in spans]
        return Sentence(words, spans)

    def from_template(self) -> Sentence:
        """A sentence of a template with its slots filled, in either script."""
        words: list[str] = []
        spans: list[tuple[int, int, str]] = []
        for piece in self.random.choice(self.templates):
            clitic, slot, label = piece.partition("@")
            if not slot:
                words.append(piece)
                continue
            name = self.arabic_name(label) if self.random.random() < 0.35 else []
            if name:
                name = [clitic.removesuffix("ـ") + name[0], *name[1:]]
            else:
                name = self.latin(label).split()
                if clitic:
                    words.append(clitic + ("+" if self.random.random() < 0.5 else ""))
            spans.append((len(words), len(words) + len(name), label))
            words += name
        return Sentence(words, spans)


def text_of(sentence: Sentence) -> tuple[str, list[tuple[int, int, str]]]:
    """The sentence as a text, and its spans in code points; a word that ends in ``+`` stands close to the next one."""
    text, places = "", []
    for word in sentence.words:
        glued = len(word) > 1 and word.endswith("+") and not word[-2].isdigit()
        word = word[:-1] if glued else word
        places.append((len(text), len(text) + len(word)))
        text += word if glued else word + " "
    return text.rstrip(" "), [(places[a][0], places[b - 1][1], label) for a, b, label in sentence.spans]
