"""Cardinals and fractions, in digits and in words.

Arabic number words are groups below a thousand, each with its scale word, from the largest down, joined by و; within a
group the unit stands before the tens (ثلاثمئة وخمسة وعشرون ألفا ومئتان). Digits may stand for any group.
"""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

from arabnews_nlp.numbers.digits import digits_value, vulgar_fraction
from arabnews_nlp.numbers.reading import ARABIC, DIGIT, LATIN, Reading

__all__ = ["Number", "read_number"]

_MOST_GROUPS = 9
"""Groups of digits that one number written with blanks has at most."""

_KEPT = 256
"""Numbers of a text that are kept while readings that start nearby ask for them again."""

_ZERO, _ONE = Decimal(0), Decimal(1)
_THIN_SPACES = "\u00a0\u2009\u202f"
_LARGEST_POWER = 300
_ARABIC_DIGITS = "٠١٢٣٤٥٦٧٨٩"
_JOINERS = frozenset("-._/\\#@:=&?+~")
_HEADWORDS = frozenset(("رقم", "الرقم", "بند", "ماده", "الماده"))


class Number(NamedTuple):
    """A number that was read: where its text starts, the position after it, its value."""

    start: int
    next: int
    value: Decimal
    in_words: bool
    label: str = "CARDINAL"


def read_number(r: Reading, i: int) -> Number | None:
    """The number at position ``i``, with its sign, scale words, fraction and decimals in words; read once."""
    if i in r.numbers:
        known: Number | None = r.numbers[i]
        return known
    if len(r.numbers) > _KEPT:
        r.numbers.clear()
    found = r.numbers[i] = _number(r, i)
    return found


def _number(r: Reading, i: int) -> Number | None:
    word = r.word(i)
    if word.kind != DIGIT and word.kind != ARABIC:
        value = vulgar_fraction(word.form) if len(word.form) == 1 else None
        return None if value is None else _scaled_fraction(r, Number(word.start, i + 1, value, False, "FRACTION"))
    if "minus" in word.senses:
        inner = None if "minus" in r.word(i + 1).senses else read_number(r, i + 1)
        return None if inner is None or inner.value < 0 else inner._replace(start=word.begin, value=-inner.value)
    found = _digits(r, i) if word.kind == DIGIT else (_cardinal(r, i) or _part(r, i))
    if found is None or found.label == "FRACTION":
        return found
    return _with_decimals(r, found) or _with_fraction(r, i, found) or found


def _digits(r: Reading, i: int) -> Number | None:
    """Digits with their sign, groups parted by spaces, power or fraction, and the groups that و joins."""
    word = r.word(i)
    if _inside_name(r, i):
        return None
    value = digits_value(r.text[word.start : word.end])
    if value is None:
        return None
    start, at = word.start, i + 1
    before = r.word(i - 1)
    if i and word.glued and before.form == "." and not before.glued and r.text[word.start : word.end].isdigit():
        value, start = value.scaleb(word.start - word.end), before.start
    following = r.word(at)
    if following.kind == DIGIT:
        value, at = _spaced_groups(r, i, value)
        following = r.word(at)
    if following.glued:
        if following.form == "/" and (fraction := _slashed(r, i)) is not None:
            return _signed(r, i, fraction)
        if following.form == "^" and (power := _power(r, at, value)) is not None:
            return _signed(r, i, power._replace(start=start))
        if following.form == "e" and (power := _scientific(r, at, value)) is not None:
            return _signed(r, i, power._replace(start=start))
        half = vulgar_fraction(following.form)
        if half is not None and value == value.to_integral_value():
            return _signed(r, i, Number(start, at + 1, value + half, False, "FRACTION"))
        if following.kind == LATIN and "measure" not in following.senses and "money" not in following.senses:
            return None
        if following.form in ("_", "#", "@") or (following.form == ":" and r.word(at + 1).glued):
            return None
    elif following.kind == DIGIT and (fraction := _slashed(r, at)) is not None and value == value.to_integral_value():
        return _signed(r, i, fraction._replace(start=start, value=value + fraction.value))
    return _signed(r, i, _groups(r, Number(start, at, value, False)))


def _signed(r: Reading, i: int, found: Number) -> Number:
    """With the minus sign that stands right before the digits and after nothing but a blank or a bracket."""
    sign = r.word(i - 1)
    if i and r.word(i).glued and sign.form in ("-", "−", "\u2013") and (not sign.glued or r.word(i - 2).form in "(["):
        return found._replace(start=sign.start, value=-found.value)
    if i == 1 and sign.form == "-":
        return found._replace(start=sign.start, value=-found.value)
    return found


def _inside_name(r: Reading, i: int) -> bool:
    """Whether the digits belong to a name, an address, a telephone number, a tag (GPT-3.5, Office 365, #5)."""
    word, before, after = r.word(i), r.word(i - 1), r.word(i + 1)
    if "versioned" in before.senses or r.has(i - 2, "versioned"):
        return word.glued or not _counts(r, i + 1)
    if word.glued and i:
        if before.kind == LATIN and "symbol" not in before.senses:
            return True
        if before.form in _JOINERS and before.glued and i > 1 and r.word(i - 2).kind in (LATIN, DIGIT):
            return r.word(i - 2).kind == LATIN or before.form not in "-/:" or _in_address(r, i)
        if before.form in "#@_" or (before.form == "+" and word.end - word.start > 6):
            return True
    elif before.kind == LATIN and i and "symbol" not in before.senses and "measure" not in before.senses:
        return before.end + 1 == word.start and not _counts(r, i + 1)
    if r.text[word.start] in "0٠" and word.end - word.start >= 8 and r.text[word.start : word.end].isdigit():
        return True
    return after.glued and after.form in "-./_" and r.word(i + 2).glued and r.word(i + 2).kind == LATIN


def _in_address(r: Reading, i: int) -> bool:
    """Whether the characters before the digits up to the last blank hold an address."""
    start = r.word(i).start
    before = r.text[max(0, start - 200) : start].rsplit(None, 1)[-1:]
    return bool(before) and ("://" in before[0] or "www." in before[0])


def _counts(r: Reading, at: int) -> bool:
    """Whether the word after digits shows that they count (Microsoft 10 ملايين)."""
    return bool(r.word(at).senses) and r.has(at, "scale", "percent", "money", "measure", "period", "month")


def _spaced_groups(r: Reading, i: int, value: Decimal) -> tuple[Decimal, int]:
    """1 234 567 as one number: one to three digits, then groups of three, one blank between.

    A longer row of groups is a list of numbers, not one number.
    """
    word = r.word(i)
    if word.end - word.start > 3 or r.text[word.start] in "0٠" or not r.text[word.start : word.end].isdigit():
        return value, i + 1
    if not r.row[0] <= i < r.row[1]:
        r.row = i, _row_end(r, i + 1)
    at = r.row[1]
    if at == i + 1 or at - i > _MOST_GROUPS:
        return value, i + 1
    form = "".join([r.text[r.word(k).start : r.word(k).end] for k in range(i, at)])
    whole = digits_value(form)
    return (value, i + 1) if whole is None else (whole, at)


def _row_end(r: Reading, at: int) -> int:
    """Position after the groups of three digits from ``at`` on; one with decimals is the last."""
    while True:
        group = r.word(at)
        surface = r.text[group.start : group.end]
        if (
            group.kind != DIGIT
            or group.start != r.word(at - 1).end + 1
            or not surface[:3].isdigit()
            or len(surface) < 3
            or surface[3:4].isdigit()
        ):
            return at
        at += 1
        if len(surface) > 3:
            return at


def _slashed(r: Reading, i: int) -> Number | None:
    """A proper or improper fraction 3/4 of whole numbers, nothing glued around it.

    The whole part of a mixed number stands after it where it is typed as it is read, from the right (١/٤ ٢).
    """
    top, slash, bottom = r.word(i), r.word(i + 1), r.word(i + 2)
    if slash.form != "/" or not slash.glued or not bottom.glued or bottom.kind != DIGIT:
        return None
    if r.word(i + 3).glued and r.word(i + 3).form in "/-:" and r.word(i + 4).glued:
        return None
    above, below = digits_value(r.text[top.start : top.end]), digits_value(r.text[bottom.start : bottom.end])
    if above is None or not below or below != below.to_integral_value():
        return None
    whole = r.word(i + 3)
    surface = r.text[whole.start : whole.end]
    if whole.kind == DIGIT and whole.start == bottom.end + 1 and above < below and surface[0] in _ARABIC_DIGITS:
        value = digits_value(surface)
        if value is not None and surface.isdigit() and not r.word(i + 4).glued and not r.word(i + 4).senses:
            return Number(top.start, i + 4, value + above / below, False, "FRACTION")
    return Number(top.start, i + 3, above / below, False, "FRACTION")


def _power(r: Reading, at: int, base: Decimal) -> Number | None:
    """The power after a caret: 10^6, 2.5^-1."""
    found = _exponent(r, at + 1) if base else None
    return None if found is None else Number(0, found[1], base ** found[0], False)


def _scientific(r: Reading, at: int, base: Decimal) -> Number | None:
    """The power of ten after e: 12.32e+14."""
    found = _exponent(r, at + 1)
    return None if found is None else Number(0, found[1], base.scaleb(found[0]), False)


def _exponent(r: Reading, i: int) -> tuple[int, int] | None:
    """A whole exponent with its signs (6, -1, --23) and the position after it."""
    sign, at = 1, i
    while at < i + 2 and r.word(at).form in ("-", "+") and r.word(at).glued:
        sign, at = -sign if r.word(at).form == "-" else sign, at + 1
    size = _small(r, at)
    return None if size is None else (sign * size, at + 1)


def _small(r: Reading, i: int) -> int | None:
    word = r.word(i)
    if word.kind != DIGIT or not word.glued:
        return None
    value = digits_value(r.text[word.start : word.end])
    return None if value is None or value > _LARGEST_POWER or value != value.to_integral_value() else int(value)


def _below_hundred(r: Reading, i: int) -> tuple[Decimal, int] | None:
    senses = r.word(i).senses
    unit = senses.get("unit")
    if unit is not None:
        following = r.word(i + 1)
        if "ten" in following.senses and following.begin == following.start and not following.article and unit:
            return unit + 10, i + 2
        tens = _joined_tens(r, i + 1)
        if tens is not None and unit:
            return unit + tens[0], tens[1]
        return unit, i + 1
    for sense in ("ten", "teen", "tens"):
        value = senses.get(sense)
        if value is not None:
            return value, i + 1
    return None


def _joined_tens(r: Reading, i: int) -> tuple[Decimal, int] | None:
    at = r.joined(i)
    value = None if at is None else r.word(at).senses.get("tens")
    return None if value is None or at is None else (value, at + 1)


def _below_thousand(r: Reading, i: int) -> tuple[Decimal, int] | None:
    senses = r.word(i).senses
    hundreds = senses.get("hundred")
    at = i + 1
    if hundreds is None:
        unit, following = senses.get("unit"), r.word(at)
        if (
            unit is None
            or not 3 <= unit <= 9
            or following.senses.get("hundred") != 100
            or following.begin != following.start
        ):
            return _below_hundred(r, i)
        hundreds, at = unit * 100, at + 1
    rest = r.joined(at)
    if rest is not None and "fraction" not in r.word(rest).senses:
        part = _below_hundred(r, rest)
        if part is not None and part[0] and not _goes_on(r, part):
            return hundreds + part[0], part[1]
    elif rest is None and r.word(at).begin == r.word(at).start and "unit" in r.word(at).senses:
        part = _below_hundred(r, at)
        if part is not None and part[0] > 20:
            return hundreds + part[0], part[1]
    return hundreds, at


def _goes_on(r: Reading, part: tuple[Decimal, int]) -> bool:
    """Whether a unit starts what follows the hundreds: hundreds of its own, or parts (مئة وثلاثة أرباع)."""
    following = r.word(part[1]).senses
    return part[0] < 10 and (following.get("hundred") == 100 or "parts" in following)


def _group(r: Reading, i: int) -> tuple[Decimal, Decimal, int] | None:
    """One group with its scale words: value, scale, position after it."""
    word = r.word(i)
    if word.kind == DIGIT:
        value = digits_value(r.text[word.start : word.end])
        if value is None or (r.word(i + 1).form in ("/", ":", "-") and r.word(i + 1).glued):
            return None
        at = i + 1
        if r.word(at).senses.get("hundred") == 100 and value < 10 and r.word(at).begin == r.word(at).start:
            value, at = value * 100, at + 1
            rest = r.joined(at)
            part = None if rest is None else (_below_hundred(r, rest) or _two_digits(r, rest))
            if part is not None and part[0]:
                value, at = value + part[0], part[1]
    else:
        pair = word.senses.get("dual")
        if pair is not None:
            return _scales(r, i + 1, pair, pair / 2)
        below = _below_thousand(r, i)
        if below is None:
            return _scales(r, i + 1, word.senses["scale"], word.senses["scale"]) if "alone" in word.senses else None
        value, at = below
    return _scales(r, at, value, _ONE)


def _two_digits(r: Reading, i: int) -> tuple[Decimal, int] | None:
    word = r.word(i)
    value = digits_value(r.text[word.start : word.end]) if word.kind == DIGIT and word.end - word.start <= 2 else None
    return None if value is None else (value, i + 1)


def _scales(r: Reading, at: int, value: Decimal, scale: Decimal) -> tuple[Decimal, Decimal, int]:
    """Multiplied by the scale words that follow: مئة ألف مليون."""
    word = r.word(at)
    factor = word.senses.get("scale")
    while (
        factor is not None and word.begin == word.start and (not word.article or r.word(at - 1).article or scale == 1)
    ):
        if word.article and not r.word(at - 1).article and r.word(at - 1).kind != DIGIT:
            break
        value, scale, at = value * factor, scale * factor, at + 1
        word = r.word(at)
        factor = word.senses.get("scale")
    return value, scale, at


def _groups(r: Reading, first: Number) -> Number:
    """A number with the smaller groups that و joins to it: مليون و762 ألف."""
    value, scale, at = _scales(r, first.next, first.value, _ONE)
    if scale == _ONE and r.word(at).senses.get("hundred") == 100 and first.value < 10 and not first.in_words:
        again = _group(r, first.next - 1)
        if again is not None:
            value, scale, at = again
    return _more(r, first.start, first.in_words, value, scale, at)


def _more(r: Reading, start: int, in_words: bool, value: Decimal, scale: Decimal, at: int) -> Number:
    while scale > 12:
        following = r.joined(at)
        if following is None:
            break
        word = r.word(following)
        if "fraction" in word.senses:
            break
        group = _group(r, following)
        if group is None or group[0] >= scale or group[1] >= scale or not group[0]:
            break
        if word.kind == DIGIT and (_ends_differently(r, group) or _inside_name(r, following)):
            break
        value, scale, at = value + group[0], group[1], group[2]
    dozens = r.joined(at) if scale == _ONE and value > 24 else None
    if dozens is not None and ("dual" in r.word(dozens).senses or "alone" in r.word(dozens).senses):
        group = _group(r, dozens)
        if group is not None and group[1] == 12 and group[0] < value:
            value, at = value + group[0], group[2]
    return Number(start, at, value, in_words)


def _ends_differently(r: Reading, group: tuple[Decimal, Decimal, int]) -> bool:
    """Whether digits joined by و go with a month or a percent sign of their own."""
    return group[0] != group[0].to_integral_value() or r.has(group[2], "month", "percent")


def _cardinal(r: Reading, i: int) -> Number | None:
    """A cardinal that starts with a number word."""
    word = r.word(i)
    if "never" in word.senses and word.form in ("لست", "فست"):
        return None
    group = _group(r, i)
    if group is None:
        twice = word.senses.get("construct")
        if twice is not None and _construct(r, i):
            return Number(word.begin, i + 1, twice, True)
        return None
    if group[2] == i + 1 and "scale" in word.senses and "unit" not in word.senses and "construct" in word.senses:
        return None
    found = _more(r, word.begin, True, *group)
    if found.value < 11 and found.next == i + 1 and "fifth" in word.senses and _reads_as_fraction(r, i):
        return None
    return found


def _construct(r: Reading, i: int) -> bool:
    """Whether ألفا is the dual before its noun (ألفا دولار) and no accusative (ألفًا) or name."""
    word, following = r.word(i), r.word(i + 1)
    return "\u064b" not in r.text[word.start : word.end] and (
        "money" in following.senses or "measure" in following.senses
    )


def _reads_as_fraction(r: Reading, i: int) -> bool:
    """Whether خمس is a fifth: before a singular noun with the article or before a period with it."""
    following = r.word(i + 1)
    return "period" in following.senses and following.article


def _part(r: Reading, i: int) -> Number | None:
    """A fraction word alone: نصف, ثلثا; before a scale word it is a part of that (نصف مليون)."""
    word = r.word(i)
    value = word.senses.get("fraction")
    if value is None:
        value = word.senses.get("fifth")
        if value is None or not (_reads_as_fraction(r, i) or r.alone(i, i + 1)):
            return None
    if word.form == "نص" and not r.everything:
        return None
    if r.has(i, "never"):
        return None
    return _scaled_fraction(r, Number(word.begin, i + 1, value, True, "FRACTION"))


def _scaled_fraction(r: Reading, found: Number) -> Number:
    following = r.word(found.next)
    factor = following.senses.get("scale")
    if factor is None or following.begin != following.start:
        return found
    return found._replace(next=found.next + 1, value=found.value * factor, label="CARDINAL")


def _with_decimals(r: Reading, found: Number) -> Number | None:
    """خمسة فاصلة خمسة; the digits after فاصلة are read one by one where they start with a zero."""
    if "then" not in r.word(found.next).senses:
        return None
    at, zeros = found.next + 1, ""
    while r.word(at).senses.get("unit") == 0:
        zeros, at = zeros + "0", at + 1
    group = _group(r, at)
    if group is None:
        if not zeros:
            return None
        decimals = zeros
    else:
        surface = r.text[r.word(at).start : r.word(at).end]
        written = _more(r, 0, True, *group)
        decimals = zeros + (surface if r.word(at).kind == DIGIT and surface.isascii() else str(int(written.value)))
        at = written.next
    if not decimals.isdigit():
        return None
    value = found.value + Decimal("0." + decimals)
    factor = r.word(at).senses.get("scale")
    if factor is not None:
        value, at = value * factor, at + 1
    return found._replace(next=at, value=value)


def _with_fraction(r: Reading, i: int, found: Number) -> Number | None:
    """Parts after a cardinal: ثلاثة أرباع, ثلاث وعشرون خمسا, واحد ونصف, مليون ونصف, جزء من مئة."""
    word = r.word(found.next)
    if word.senses and word.begin == word.start:
        value = word.senses.get("parts")
        if value is not None and found.value < 100:
            return _scaled_fraction(r, found._replace(next=found.next + 1, value=found.value * value, label="FRACTION"))
        value = word.senses.get("fraction") or word.senses.get("fifth")
        if value is not None and found.in_words and found.value > 10 and "unit" not in r.word(found.next - 1).senses:
            if "ten" not in word.senses and "tens" not in word.senses:
                return found._replace(next=found.next + 1, value=found.value * value, label="FRACTION")
        elif (
            value is not None
            and found.in_words
            and found.next > i + 1
            and found.value > 10
            and "ten" not in word.senses
        ):
            return found._replace(next=found.next + 1, value=found.value * value, label="FRACTION")
    at = r.joined(found.next)
    if at is None:
        return None
    word = r.word(at)
    value = word.senses.get("fraction")
    following = r.word(at + 1)
    if value is not None and value < 1 and (not word.article or "scale" in following.senses):
        last = r.word(found.next - 1).senses
        whole = last.get("scale") or (last["dual"] / 2 if "dual" in last else _ONE)
        at += 1
        if "scale" in following.senses and following.begin == following.start:
            whole, at = following.senses["scale"], at + 1
        elif whole < 1000:
            whole = _ONE
        label = "FRACTION" if whole == _ONE else "CARDINAL"
        return found._replace(next=at, value=found.value + value * whole, label=label)
    unit = word.senses.get("unit")
    if unit is not None and "parts" in following.senses and following.begin == following.start:
        return found._replace(next=at + 2, value=found.value + unit * following.senses["parts"], label="FRACTION")
    if "fifth" in word.senses and "tens" in word.senses and found.value % 100 != 0:
        return found._replace(next=at + 1, value=found.value + word.senses["fifth"], label="FRACTION")
    small = found.in_words and found.value < 10 and found.next == i + 1
    if small and "fifth" in word.senses and "unit" in word.senses and not _ranged(r, i):
        return found._replace(next=at + 1, value=found.value + word.senses["fifth"], label="FRACTION")
    return None


def _ranged(r: Reading, i: int) -> bool:
    return r.word(i - 1).form in ("بين", "مابين") or "period" in r.word(i + 2).senses
