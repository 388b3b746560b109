"""What is measured: every stage of the library, what its input is, and which quality figure stands beside its speed."""

from __future__ import annotations

from typing import NamedTuple


class Task(NamedTuple):
    """One thing that candidates are compared in.

    :ivar unit: what is counted per second: ``MB`` of UTF-8 text, ``numbers`` or ``pairs``.
    :ivar quality: measures of :mod:`benchmarks.quality` for its candidates.
    :ivar comparable: whether a candidate does the same only if it returns the very same text.
    :ivar clock: ``cpu`` counts seconds of processor time, which other load hardly touches; ``wall`` those that pass,
        for candidates of several processes.
    """

    name: str
    arabic: str
    does: str
    unit: str = "MB"
    quality: tuple[str, ...] = ()
    comparable: bool = False
    clock: str = "cpu"


TASKS = {
    task.name: task
    for task in (
        Task("normalize", "التطبيع", "diacritics, tatweel, alef, alef maqsura and ta marbuta", comparable=True),
        Task("profile search", "التطبيع للبحث", "all steps of the profile `search`"),
        Task("transliterate", "النقل الحرفي", "Buckwalter's scheme", comparable=True),
        Task(
            "tokens",
            "الكلمات",
            "words, digits and punctuation; this library also gives kinds, normal forms and clitics",
        ),
        Task("sentences", "الجمل", "sentence boundaries", quality=("PUD sentences, F1", "news sentences, F1")),
        Task("numbers", "الأعداد", "numbers, money, dates in running text", quality=("news numbers, F1",)),
        Task(
            "number words", "الأعداد كتابةً", "the value of a number in words", "numbers", ("number words read, share",)
        ),
        Task("names", "الأسماء", "names linked across scripts", quality=("news name links, F1",)),
        Task("entities", "الكيانات", "PER ORG LOC PRODUCT EVENT", quality=("news entities, F1",)),
        Task(
            "match", "مطابقة الأسماء", "is one name the other's transliteration?", "pairs", ("best of 50 names, share",)
        ),
        Task("pipeline", "كل المراحل", "all stages, to JSON; by the clock on the wall", clock="wall"),
    )
}
"""The tasks by name, in the order of the reports."""
