"""Mixed-script sentences: Latin names, invented and known, in the place of Arabic ones, with clitics attached.

The corpora hold almost no Latin script. A tagger learns what stands around a name and what a name looks like only from
sentences that have both, so sentences are rewritten anew in every epoch.
"""

from __future__ import annotations

import random
from pathlib import Path

from arabnews_nlp.names.tables import brands

from .corpora import OPEN, Sentence
from .lists import Names, bodies, full_names, latin_places, name_words, personal_names, places, small_places

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
_INSTITUTIONS = Path(__file__).with_name("institutions.tsv")


class Inventor:
    """Rewrites sentences; all chance comes from one seed."""

    def __init__(self, names: Names, seed: int) -> None:
        self.random = random.Random(seed)
        self.people = sorted(n for n in personal_names(names.translit, 1) if n.isascii() and n.isalpha())
        self.given = sorted(n for n in personal_names(names.translit, 0))
        self.first_names = sorted(name_words(names.lists, "given"))
        self.surnames = sorted(name_words(names.lists, "surname"))
        self.full_names = sorted(full_names(names.lists))
        self.places = latin_places()
        self.cities = sorted(places())
        self.towns = sorted(small_places())
        self.bodies = sorted(bodies(names.lists))
        self.institutions: dict[str, list[str]] = {}
        for line in _INSTITUTIONS.read_text("utf-8").splitlines()[1:]:
            part, forms = line.split("\t")
            self.institutions[part] = forms.split("|")
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
        """A name in Arabic script: real ones of the lists, or made of their parts."""
        pick, chance = self.random.choice, self.random.random()
        if label == "PER":
            if chance < 0.4:
                return pick(self.full_names)[0].split()
            if chance < 0.6:
                return [pick(self.first_names), pick(self.surnames)]
            if chance < 0.7:
                return [pick(self.first_names), pick(self.first_names), pick(self.surnames)]
            if chance < 0.8:
                return [pick(self.given), pick(self.given)]
            return [pick(self.surnames if chance < 0.93 else self.first_names)]
        if label == "LOC":
            return pick(self.cities if chance < 0.5 else self.towns).split()
        if label == "ORG" and chance < 0.65:
            return pick(self.bodies).split() if chance < 0.25 else self.institution().split()
        return pick(self.arabic[label]).split() if label in self.arabic else []

    def institution(self) -> str:
        """A long name of an institution: a head, what it is for, perhaps whose or where."""
        pick, chance = self.random.choice, self.random.random
        parts = self.institutions
        kind = chance()
        if kind < 0.3:
            name = pick(parts["of"]) + " " + pick(parts["field"])
            if chance() < 0.4:
                name += " و" + pick(parts["field"])
        elif kind < 0.55:
            name = pick(parts["for"]) + " ل" + pick(parts["field"]).removeprefix("ا")
            if chance() < 0.35:
                name += " و" + pick(parts["field"])
        elif kind < 0.8:
            owner = (
                [pick(self.cities)]
                if chance() < 0.5
                else [pick(self.first_names), pick(self.surnames)]
                if chance() < 0.7
                else pick(self.full_names)[0].split()
            )
            name = " ".join([pick(parts["named"]), *owner])
            if chance() < 0.3:
                name += " ل" + pick(parts["field"]).removeprefix("ا")
        else:
            name = pick(parts["whole"])
            if chance() < 0.5:
                name += " ل" + pick(parts["field"]).removeprefix("ا")
        if chance() < 0.25:
            name += " " + pick(parts["adjective"])
        return name

    def exchanged(
        self, text: str, spans: list[tuple[int, int, str]], share: float
    ) -> tuple[str, list[tuple[int, int, str]]]:
        """A text with a share of its names exchanged; what is attached to a name stays."""
        pieces: list[str] = []
        places: list[tuple[int, int, str]] = []
        at = length = 0
        for start, end, label in spans:
            kept = text[at:start]
            name = text[start:end]
            if label != OPEN and self.random.random() < share:
                latin = self.random.random() < 0.45
                new = self.latin(label) if latin else " ".join(self.arabic_name(label))
                if new:
                    attached = start > 0 and text[start - 1].isalpha()
                    if latin and attached and self.random.random() < 0.4:
                        kept += self.random.choice(["ـ", "ـ ", " "])
                    name = new
            places.append((length + len(kept), length + len(kept) + len(name), label))
            pieces += [kept, name]
            length += len(kept) + len(name)
            at = end
        return "".join([*pieces, text[at:]]), places

    def rewritten(self, text: str, spans: list[tuple[int, int, str]]) -> tuple[str, list[tuple[int, int, str]]]:
        """The text with some of its names exchanged, a Latin name in brackets after some, perhaps a technical term."""
        text, spans = self.exchanged(text, spans, 0.6)
        if self.random.random() < 0.15:
            text, spans = self._glossed(text, spans)
        if self.random.random() < 0.12:
            text, spans = self._with_term(text, spans)
        return text, spans

    def _glossed(self, text: str, spans: list[tuple[int, int, str]]) -> tuple[str, list[tuple[int, int, str]]]:
        """A Latin name in brackets after one of the names."""
        at = self.random.randrange(len(spans))
        _, end, label = spans[at]
        if label == OPEN:
            return text, spans
        name = self.latin(label)
        before, after = self.random.choice([(" (", ")"), (" «", "»"), (' "', '"'), ("، ", "،")])
        more = before + name + after
        inside = (end + len(before), end + len(before) + len(name), label)
        moved = [(a + len(more), b + len(more), kind) for a, b, kind in spans[at + 1 :]]
        return text[:end] + more + text[end:], [*spans[: at + 1], inside, *moved]

    def _with_term(self, text: str, spans: list[tuple[int, int, str]]) -> tuple[str, list[tuple[int, int, str]]]:
        """A technical term, which is no name, between two words outside the names."""
        blanks = [i for i, c in enumerate(text) if c == " " and not any(a <= i < b for a, b, _ in spans)]
        if not blanks:
            return text, spans
        place, term = self.random.choice(blanks), self.random.choice(_TECHNICAL)
        more = f" ({term})" if self.random.random() < 0.3 else f" {term}"
        moved = [(a + len(more), b + len(more), kind) if a > place else (a, b, kind) for a, b, kind in spans]
        return text[:place] + more + text[place:], moved

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
