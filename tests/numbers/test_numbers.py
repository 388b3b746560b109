"""Numbers with their values, by example and by property."""

from datetime import date, datetime
from decimal import Decimal, Inexact, Overflow, Rounded, getcontext, localcontext
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

import arabnews_nlp as an
from arabnews_nlp._files.tables import read_table
from arabnews_nlp.errors import ArgumentTypeError, ArgumentValueError, UnknownNameError
from arabnews_nlp.numbers import PREFERENCES
from arabnews_nlp.numbers._decimals import digits_value
from arabnews_nlp.numbers.spellout import _nouns, _subunits
from arabnews_nlp.testing import messy_text, mixed_news

CASES = Path(__file__).parents[1] / "cases" / "numbers.tsv"
REFERENCE = datetime(2023, 8, 30, 10)


def cases():
    """Cases of the table as test parameters."""
    for line in CASES.read_text("utf-8").splitlines():
        if not line.startswith("#"):
            text, expected, *_ = line.split("\t")
            yield pytest.param(text.removeprefix("@"), REFERENCE if text[0] == "@" else None, expected, id=text)


def described(quantity):
    """A quantity as the table has it; ``?`` is no value."""
    value = quantity.timex
    if value is None and quantity.value is None:
        value = "?"
    elif value is None:
        value = quantity.value
        value = "..".join(f"{v:f}" for v in value) if isinstance(value, tuple) else f"{value:f}"
        value = value.rstrip("0").rstrip(".") if "." in value and ".." not in value else value
    return f"{quantity.text}={quantity.label}:{value}" + (f" {quantity.unit}" if quantity.unit else "")


@pytest.mark.parametrize(("text", "reference", "expected"), list(cases()))
def test_case(text, reference, expected):
    assert " ;; ".join(described(q) for q in an.parse_numbers(text, reference)) == expected


class TestScope:
    @pytest.mark.parametrize("text", ["وصل أمس", "العام الماضي", "استمر شهرين", "واحد", "دفع دولارين", "قبل عامين"])
    def test_explicit_leaves_out_what_has_no_number_word(self, text):
        assert an.parse_numbers(text, scope="explicit") == []
        assert len(an.parse_numbers(text)) == 1

    def test_relative_expressions_without_a_reference_are_found_but_have_no_value(self):
        assert [(q.text, q.timex) for q in an.parse_numbers("غادر أمس")] == [("أمس", None)]

    def test_the_pipeline_reads_explicit_quantities(self):
        assert [q.text for q in an.load()("أمس باع 5 كتب في الأسبوع الماضي").numbers] == ["5"]


class TestModifier:
    @pytest.mark.parametrize(
        ("text", "modifier"),
        [
            ("نحو 20 شخصا", "APPROX"),
            ("20 شخصا", None),
            ("بأكثر من 20 شخصا", "MORE_THAN"),
            ("ما لا يقل عن 20 شخصا", "EQUAL_OR_MORE"),
            ("لا يتجاوز 20 شخصا", "EQUAL_OR_LESS"),
            ("أقل من 20 شخصا", "LESS_THAN"),
            ("20 دولارا على الأقل", "EQUAL_OR_MORE"),
        ],
    )
    def test_stands_outside_the_span(self, text, modifier):
        (found,) = an.parse_numbers(text)
        assert found.text.startswith("20")
        assert found.modifier == modifier

    def test_rates_name_what_they_are_per(self):
        (found,) = an.parse_numbers("30 دولارًا لكل مستخدم شهريًا")
        assert (found.text, found.per) == ("30 دولارًا", "لكل مستخدم شهريًا")


class TestReference:
    def test_partial_dates_are_the_nearest_ahead(self):
        reference = datetime(2013, 2, 12, 4, 30)
        assert an.parse_numbers("في 1 يناير", reference)[0].timex == "2014-01-01"
        assert an.parse_numbers("في مارس", reference)[0].timex == "2013-03"
        assert an.parse_numbers("يوم الأربعاء", reference)[0].timex == "2013-02-13"

    def test_days_of_the_month_of_the_reference_are_of_its_year(self):
        assert an.parse_numbers("في 1 فبراير", datetime(2013, 2, 12))[0].timex == "2013-02-01"

    @pytest.mark.parametrize(
        ("reference", "timex"), [(datetime(2016, 11, 7), "2016-04-21"), (datetime(2021, 5, 1), "2021-04-16")]
    )
    def test_three_pairs_of_digits_start_with_the_year_of_the_reference(self, reference, timex):
        assert an.parse_numbers("في 16/04/21", reference)[0].timex == timex

    @pytest.mark.parametrize(
        ("text", "future", "past", "nearest"),
        [
            ("قتل الأربعاء", "2023-08-30", "2023-08-30", "2023-08-30"),
            ("في 29 أغسطس", "2023-08-29", "2023-08-29", "2023-08-29"),
            ("في 15 يوليو", "2024-07-15", "2023-07-15", "2023-07-15"),
            ("في أكتوبر", "2023-10", "2022-10", "2023-10"),
            ("في مارس الماضي", "2023-03", "2023-03", "2023-03"),
            ("في أكتوبر المقبل", "2023-10", "2023-10", "2023-10"),
            ("من 3 إلى 5 مايو", "2024-05-03/2024-05-05", "2023-05-03/2023-05-05", "2023-05-03/2023-05-05"),
        ],
    )
    def test_words_decide_before_the_preference(self, text, future, past, nearest):
        moment = datetime(2023, 8, 30) if "الأربعاء" not in text else datetime(2023, 8, 31)
        for prefer, timex in (("future", future), ("past", past), ("nearest", nearest)):
            assert [q.timex for q in an.parse_numbers(text, moment, prefer=prefer)] == [timex]

    @pytest.mark.parametrize(
        ("text", "timex"),
        [
            ("من المقرر أن تنطلق الأربعاء", "2023-09-06"),
            ("ابتداء من 15 يوليو", "2024-07-15"),
            ("وقع. من المقرر. قتل الأربعاء", "2023-08-30"),
            ("الأربعاء الساعة 5 مساء", "2023-08-30T17"),
        ],
    )
    def test_words_before_the_date_say_that_it_is_ahead(self, text, timex):
        assert [q.timex for q in an.parse_numbers(text, datetime(2023, 8, 31), prefer="past")] == [timex]

    @pytest.mark.parametrize(
        ("text", "timex"),
        [
            ("الأحد", "2023-09-03"),
            ("قتل الأحد", "2023-08-27"),
            ("أعلن أن المباراة الأحد", "2023-09-03"),
            ("سيصل الاثنين", "2023-09-04"),
            ("سيرغي لافروف الاثنين", "2023-08-28"),
            ("أمس الأحد", "2023-08-27"),
            ("وقع في 20 يناير", "2023-01-20"),
            ("قرر السفر في 20 يناير", "2024-01-20"),
            ("منذ يناير", "2023-01"),
            ("أكثر من المتوقع في مايو", "2023-05"),
            ("من المتوقع أن يصل في مايو", "2024-05"),
            ("ابتداء من مايو", "2023-05"),
            ("جرى تعليق الرسوم حتى أول أكتوبر", "XXXX-10-01"),
            ("وفي يناير، توصلت اللجنة", "2023-01"),
            ("والأحد أثار ترامب شكوكا", "2023-08-27"),
            ("في 8 مايو (1987)", "1987-05-08"),
            ("أعلن السبت أن اجتماعا يعقد الاثنين", "2023-09-04"),
        ],
    )
    def test_words_before_the_date_decide_before_the_nearer_one(self, text, timex):
        found = an.parse_numbers(text, datetime(2023, 8, 31), scope="explicit", prefer="nearest")
        assert timex in [q.timex for q in found if q.label == "DATE"]

    def test_the_stage_leaves_partial_what_is_not_evident_unless_told_to_prefer(self):
        for options, timex in (({}, "XXXX-03"), ({"prefer": "future"}, "2024-03"), ({"prefer": "past"}, "2023-03")):
            nlp = an.load({"stages": ["numbers"], "stage": {"numbers": options}})
            assert nlp("في مارس", reference="2023-08-30").numbers[0].timex == timex

    def test_a_few_are_marked(self):
        (found,) = an.parse_numbers("قبل بضعة أيام", REFERENCE)
        assert (found.timex, found.modifier) == ("2023-08-27", "APPROX")

    def test_an_unknown_preference_names_the_choices(self):
        with pytest.raises(UnknownNameError, match="nearest"):
            an.parse_numbers("5", prefer="some")

    @pytest.mark.parametrize("reference", [datetime(1, 1, 1), datetime(9999, 12, 31, 23, 59)])
    @pytest.mark.parametrize(
        "text", ["أمس", "غدا", "الأحد القادم", "29 فبراير", "قبل 900 قرن", "الثلاثاء الثالث", "الساعة 1"]
    )
    def test_the_ends_of_the_calendar_do_not_raise(self, text, reference):
        assert len(an.parse_numbers(text, reference)) == 1

    @pytest.mark.parametrize("reference", [datetime(1, 1, 1), datetime(9999, 12, 31, 23, 59)])
    @pytest.mark.parametrize("text", ["الربع الأول", "الربع الرابع", "النصف الثاني", "يناير العام {}", "2 مايو"])
    def test_parts_of_a_year_at_the_ends_of_the_calendar_stay_in_it(self, text, reference):
        text = text.format("الماضي" if reference.year == 1 else "المقبل")
        for prefer in PREFERENCES:
            found = an.parse_numbers(text, reference, prefer=prefer)
            assert found[0].timex[:4] in ("XXXX", f"{reference.year:04d}"), prefer


class TestExplicitScope:
    """What only the other scope reads leaves no wrong number behind."""

    @pytest.mark.parametrize("text", ["في 25 من الشهر المقبل", "وصل أول أمس", "حتى 31 من الشهر نفسه", "إلى 15 الجاري"])
    def test_relative_dates_give_nothing(self, text):
        assert an.parse_numbers(f"{text} إلى المدينة", "2023-08-30", scope="explicit") == []

    def test_now_has_no_time_where_the_reference_has_none(self):
        assert an.parse_numbers("يصل الآن", "2023-08-30", scope="all")[0].timex == "2023-08-30"


class TestDatesOfReports:
    """Which day or month a sentence of a report means; its date is Thursday 2023-08-31."""

    @pytest.mark.parametrize(
        ("text", "timex"),
        [
            ("ووصف المتحدث باسم الوزارة مساء الثلاثاء تقارير الصحف المحلية بأنها غير دقيقة", "2023-08-29"),
            ("وتوصلت اللجنة المشتركة الثلاثاء إلى تفاهم أولي على إعادة فتح الطريق الساحلي", "2023-08-29"),
            ("الوثيقة التي وقعتها البلدان الثلاثاء تنص على تبادل الخبراء والطلاب بين الجامعات", "2023-08-29"),
            ("وكان الفريق قد سافر الثلاثاء إلى المدينة التي تستضيف البطولة في نسختها الجديدة", "2023-08-29"),
            ("كان من المقرر افتتاح المتحف مساء الثلاثاء لكن الأعمال لم تكتمل في الوقت المحدد", "2023-08-29"),
            ("وأوضح المدرب أن مباراة الثلاثاء كانت صعبة على اللاعبين الشباب في بداية الموسم", "2023-08-29"),
            ("غارات مكثفة على أطراف المدينة ومحيط المطار القديم ليل الثلاثاء الأربعاء وفق سكان", "2023-08-29"),
            ("ويلتقي المنتخبان السبت على الملعب الكبير في ختام مباريات المجموعة الأولى للبطولة", "2023-09-02"),
            ("أعلنت الشركة عزمها طرح الهاتف الجديد في الأسواق السبت بعد تأخير دام ستة أسابيع", "2023-09-02"),
            ("ولم تشارك البلاد في الدورة التي أقيمت في 20 مايو بسبب خلاف على مكان تنظيمها", "2023-05-20"),
            ("وزاد إنتاج المصنع من الدراجات الكهربائية في مايو بعد تشغيل خط التجميع الثاني", "2023-05"),
            ("وفرض المجلس في 20 يوليو رسوما جديدة على استيراد الأقمشة والخيوط الصناعية", "2023-07-20"),
            ("أعلن الوزير في 20 يوليو خطة لترميم الجسور القديمة على النهر في المحافظات الشرقية", "2023-07-20"),
            ("من المتوقع أن يصل عدد الزوار إلى ذروته في الفترة من أكتوبر إلى ديسمبر وفق الهيئة", "2023-10"),
        ],
    )
    def test_verbs_say_which_one(self, text, timex):
        found = an.parse_numbers(text, datetime(2023, 8, 31), prefer="evident")
        assert next(q.timex for q in found if q.label == "DATE") == timex

    @pytest.mark.parametrize(
        ("text", "timex"),
        [
            ("تقرير مفصل عن أوضاع المزارعين في المحافظات الجنوبية، السبت، وما يحتاجون إليه", "XXXX-WXX-6"),
            ("أعلن المدرب تشكيلة الفريق لمباراة السبت أمام صاحب المركز الثالث في الترتيب العام", "XXXX-WXX-6"),
            ("قررت اللجنة انطلاق السباق الدولي للدراجات الجمعة من أمام مبنى البلدية القديم", "XXXX-WXX-5"),
            ("اتفاقية بين الوزارتين في يناير على تمويل أعمال ترميم الجسور في المحافظات الشرقية", "XXXX-01"),
            ("كانت الحرب في عام 2003. ودخلت القوات المدينة في 9 أبريل بعد قتال دام أسبوعين", "XXXX-04-09"),
            ("ويحتفل سكان القرية كل 30 مارس بذكرى تأسيسها على يد أول العائلات التي سكنتها", "XXXX-03-30"),
            ("وأقيم الحفل في ملعب 5 يوليو بحضور آلاف المشجعين الذين قدموا من المدن المجاورة", "XXXX-07-05"),
        ],
    )
    def test_without_a_word_that_says_so_the_date_stays_partial(self, text, timex):
        found = an.parse_numbers(text, datetime(2023, 8, 31), prefer="evident")
        assert timex in [q.timex for q in found if q.label == "DATE"]

    @pytest.mark.parametrize(
        ("text", "future", "past", "nearest"),
        [
            ("تقرير مفصل عن أوضاع المزارعين في المحافظات، السبت", "2023-09-02", "2023-08-26", "2023-09-02"),
            ("السبت", "2023-09-02", "2023-08-26", "2023-09-02"),
            ("في 20 يناير", "2024-01-20", "2023-01-20", "2024-01-20"),
            ("اجتماع الثلاثاء", "2023-09-05", "2023-08-29", "2023-08-29"),
        ],
    )
    def test_without_a_word_that_says_so_the_date_is_what_is_preferred(self, text, future, past, nearest):
        for prefer, timex in (("future", future), ("past", past), ("nearest", nearest)):
            assert [q.timex for q in an.parse_numbers(text, datetime(2023, 8, 31), prefer=prefer)] == [timex]

    @pytest.mark.parametrize(
        ("text", "reference", "dates"),
        [
            ("يرتفع في الفترة من يوليو إلى سبتمبر", "2018-08-16", ["2018-07", "2018-09"]),
            ("من نوفمبر إلى فبراير", "2018-01-16", ["2017-11", "2018-02"]),
            (
                "في الفترة الممتدة من 3 نوفمبر وحتى 4 فبراير ارتفعت المبيعات في متاجر البلاد",
                "2018-03-16",
                ["2017-11-03", "2018-02-04"],
            ),
            ("من يونيو إلى مايو", "0001-01-01", ["XXXX-06", "0001-05"]),
        ],
    )
    def test_the_ends_of_a_range_are_in_order(self, text, reference, dates):
        assert [q.timex for q in an.parse_numbers(text, reference)] == dates

    @given(
        st.sampled_from(["ووصلت", "وسيصل", "تقرير عن", "وكان", "أعلن", "قبل مباراة", "ليل", "كل", "منذ", "من المقرر"]),
        st.sampled_from(["", "الوفد الرسمي الذي يضم عددا من الوزراء والخبراء في شؤون الاقتصاد"]),
        st.sampled_from(["السبت", "الثلاثاء", "الأربعاء الخميس", "20 يناير", "مارس", "من يوليو إلى سبتمبر"]),
        st.sampled_from(["", "الماضي", "المقبل", "إلى العاصمة", "كانت", "سيعود"]),
        st.datetimes(datetime(2000, 1, 1), datetime(2030, 12, 31)),
        st.sampled_from(PREFERENCES),
    )
    def test_a_date_is_whole_at_its_own_grain_or_stays_as_it_was(self, verb, rest, day, after, moment, prefer):
        text = " ".join((verb, rest, day, after))
        partial = [q.timex for q in an.parse_numbers(text, scope="explicit")]
        whole = [q.timex for q in an.parse_numbers(text, moment, scope="explicit", prefer=prefer)]
        assert len(partial) == len(whole)
        for before, now in zip(partial, whole, strict=True):
            if before and before.startswith("XXXX-WXX") and now != before:
                assert date.fromisoformat(now).isoweekday() == int(before[-1])
            elif before:
                assert now == before or now[4:] == before[4:]


class TestNames:
    @pytest.mark.parametrize("text", ["قمة COP28 في دبي", "قمة المناخ (COP28)", "بمؤتمر COP28"])
    def test_letters_glued_to_digits_after_a_noun_of_events_are_no_currency(self, text):
        assert an.parse_numbers(text) == []

    def test_elsewhere_they_are(self):
        assert [(q.value, q.unit) for q in an.parse_numbers("دفع USD100")] == [(100, "USD")]


class TestDatesWithDots:
    @pytest.mark.parametrize("text", ["21.09.2018", "٢١.٠٩.٢٠١٨", "2018.09.21", "21.9.2018م"])
    def test_are_read_where_the_year_has_four_digits(self, text):
        assert [(q.text, q.timex) for q in an.parse_numbers(f"في {text} كان")] == [(text, "2018-09-21")]

    @pytest.mark.parametrize("text", ["1.2.19", "32.09.2018", "1.2.3.2018", "001.2.2018", "21.09.2018.5"])
    def test_versions_and_addresses_are_none(self, text):
        assert an.parse_numbers(f"في {text} كان") == []


class TestBounds:
    """No text makes a number that raises, loses digits or outgrows what is told of it."""

    @pytest.mark.parametrize(
        "text",
        [
            "مليون " * 2000,
            "ألف " * 2000,
            "مئة " * 2000,
            "مليون و" * 2000,
            "خمسة فاصلة " + "مليون " * 800,
            "خمسة فاصلة " + "صفر " * 2000,
            "واحد على " + "مليون " * 400,
            "سنة و" + "مليون " * 300 + "يوم",
            "9" * 320 + "^300 سنة",
            "10^300 مليون يوم",
            "9" * 320 + "e300 دولار",
            "9" * 320 + " مليون ونصف",
            "كل " + "9" * 320 + " يوم",
            "قبل " + "9" * 320 + " سنة",
            "7" * 5000 + ".1.1",
            "الساعة " + "9" * 5000,
            "عام " + "9" * 5000,
            "5" + ".5" * 3000,
            "1,000" * 3000,
        ],
        ids=lambda text: text[:24],
    )
    def test_huge_numbers(self, text):
        for scope in ("all", "explicit"):
            for found in an.parse_numbers(text, REFERENCE, scope=scope):
                for value in found.value if isinstance(found.value, tuple) else (found.value,):
                    assert value is None or (value.is_finite() and abs(value.adjusted()) < 700)
                assert len(found.timex or "") < 1500
                assert "inf" not in (found.timex or "")

    def test_a_row_of_scale_words_is_one_number_as_far_as_ten_to_the_300(self):
        assert [q.value for q in an.parse_numbers("مليون " * 51)] == [10**300, 10**6]
        assert [q.value for q in an.parse_numbers("ألف مليون مليار")] == [10**18]

    @pytest.mark.parametrize(
        ("text", "value"),
        [
            ("-" + "123456789" * 5, -int("123456789" * 5)),
            ("123456789" * 5 + " مليون", int("123456789" * 5) * 10**6),
            ("123456789" * 5 + " مليون و5 آلاف", int("123456789" * 5) * 10**6 + 5000),
            ("123456789" * 5 + " وخمسين", Decimal("123456789" * 5 + ".4")),
        ],
    )
    def test_whole_numbers_keep_all_their_digits(self, text, value):
        assert [q.value for q in an.parse_numbers(text)] == [value]

    def test_long_spans_of_time_are_written_out(self):
        assert [q.timex for q in an.parse_numbers("كل 1234567 يوم", REFERENCE)] == ["P1234567D"]

    def test_the_decimal_context_of_the_caller_does_not_matter(self):
        text = "ثلث مليون و1/3 و12.345 مليون"
        expected = [q.value for q in an.parse_numbers(text)]
        with localcontext(prec=3, traps=[Inexact, Rounded, Overflow]) as context:
            assert [q.value for q in an.parse_numbers(text)] == expected
            assert getcontext() is context

    @pytest.mark.parametrize(
        ("surface", "value"),
        [
            ("1,234.5", "1234.5"),
            ("1.234,5", "1234.5"),
            ("1.234.567", "1234567"),
            ("١٢٫٥", "12.5"),
            ("١٬٢٣٤٫٥", "1234.5"),
            ("3,5", "3.5"),
            ("007", "7"),
            ("1.2.3", None),
            ("1,2,3", None),
            ("1.2,3", None),
            ("9" * 321, None),
        ],
    )
    def test_digits_with_separators_of_both_conventions(self, surface, value):
        assert digits_value(surface) == (None if value is None else Decimal(value))


class TestSpell:
    @given(
        st.one_of(st.integers(0, 10**6 - 1), st.integers(0, 10**15)),
        st.sampled_from(["masculine", "feminine"]),
        st.sampled_from(["nominative", "accusative", "genitive"]),
    )
    def test_reads_back(self, number, gender, case):
        text = an.spell(number, gender, case)
        (found,) = an.parse_numbers(text)
        assert (found.text, found.value) == (text, number)

    @given(st.decimals(-(10**9), 10**9, places=6))
    def test_decimals_read_back(self, number):
        (found,) = an.parse_numbers(an.spell(number))
        assert found.value == number

    @given(
        st.one_of(st.integers(1, 2300), st.integers(1, 10**9)),
        st.sampled_from(sorted(_nouns())),
        st.sampled_from(["nominative", "accusative", "genitive"]),
    )
    def test_units_read_back(self, number, unit, case):
        text = an.spell(number, case=case, unit=unit)
        (found,) = an.parse_numbers(text)
        assert (found.text, found.value, found.unit) == (text, number, unit)

    @given(st.integers(100, 10**6), st.sampled_from(sorted(_subunits())))
    def test_subunits_read_back(self, cents, unit):
        value = Decimal(cents) / 100
        text = an.spell(value, unit=unit)
        (found,) = an.parse_numbers(text)
        assert (found.text, found.value, found.unit) == (text, value, unit)

    @given(
        st.integers(1, 999),
        st.sampled_from(["masculine", "feminine"]),
        st.sampled_from(["nominative", "accusative", "genitive"]),
    )
    def test_ordinals_read_back(self, number, gender, case):
        text = an.spell(number, gender, case, ordinal=True)
        (found,) = an.parse_numbers(text)
        assert (found.text, found.label, found.value) == (text, "ORDINAL", number)

    @pytest.mark.parametrize(
        ("number", "unit", "text"),
        [
            (200, "USD", "مئتا دولار أمريكي"),
            (2000, "USD", "ألفا دولار أمريكي"),
            (2000000, "EGP", "مليونا جنيه مصري"),
            (200000, None, "مئتا ألف"),
            (11000, "USD", "أحد عشر ألف دولار أمريكي"),
            (101, "USD", "مئة ودولار أمريكي واحد"),
            (102, "USD", "مئة ودولاران أمريكيان"),
            (202000, None, "مئتان وألفان"),
            (5, "EUR", "خمسة يورو"),
            ("199410.959", "KWD", "مئة وتسعة وتسعون ألفًا وأربعمئة وعشرة دنانير كويتية وتسعمئة وتسعة وخمسون فلسًا"),
        ],
    )
    def test_duals_and_tanwin_before_the_counted_noun(self, number, unit, text):
        assert an.spell(number, unit=unit) == text

    @pytest.mark.parametrize(("value", "unit"), [(0, None), (1000, None), ("1.5", None), (5, "USD")])
    def test_what_has_no_ordinal(self, value, unit):
        with pytest.raises(ArgumentValueError):
            an.spell(value, unit=unit, ordinal=True)

    @pytest.mark.parametrize(
        ("arguments", "error"),
        [
            ((5, "neuter"), UnknownNameError),
            ((5, "masculine", "dative"), UnknownNameError),
            ((5, "masculine", "nominative", "XXX"), UnknownNameError),
            ((1.5,), ArgumentTypeError),
            ((True,), ArgumentTypeError),
            (("five",), ValueError),
            ((10**18,), ValueError),
        ],
    )
    def test_wrong_arguments_are_named(self, arguments, error):
        with pytest.raises(error):
            an.spell(*arguments)


def grammar_words():
    """Words of the tables and numbers in any order, as they would never be written."""
    words = {"سالب", "-", "5", "٣", "1.5", "1e9", "10^", "½", "%", "/", "2024", "10:30", "99999999999999999999"}
    for name in ("words", "calendar", "units", "currencies"):
        for row in read_table("arabnews_nlp.numbers", f"{name}.tsv"):
            words.update(" ".join(row).replace("_", " ").split())
    return st.lists(st.sampled_from(sorted(words)), min_size=1, max_size=8).map(" ".join)


@example("بعد سالب ٥ شهر", "all", REFERENCE, "future")
@given(
    st.one_of(mixed_news(), messy_text(), grammar_words()),
    st.sampled_from(["all", "explicit"]),
    st.one_of(st.none(), st.datetimes()),
    st.sampled_from(PREFERENCES),
)
def test_any_text_gives_ordered_disjoint_spans(text, scope, reference, prefer):
    last = 0
    for found in an.parse_numbers(text, reference, scope=scope, prefer=prefer):
        assert last <= found.start < found.end <= len(text)
        assert text[found.start : found.end] == found.text
        assert found.value is not None or found.timex is not None or found.label == "DATE"
        last = found.end


NUMBER_WORDS = {
    form
    for kind, value, forms in read_table("arabnews_nlp.numbers", "words.tsv")
    if kind in ("unit", "ten", "teen", "tens", "hundred", "scale", "dual") and value not in ("1", "2")
    for form in forms.split()
}
COUNTED = ["و", "فاصلة", "ونصف", "وربع", "إلا ربعا", "دولار", "ريالا", "بالمئة", "كيلومتر", "سنة", "أيام", "5", "2.5"]


def number_phrases():
    """Words of numbers, of parts and of what is counted, in any order."""
    words = sorted(NUMBER_WORDS) + ["و" + word for word in sorted(NUMBER_WORDS)]
    word = st.one_of(st.sampled_from(words), st.sampled_from(words), st.sampled_from(COUNTED))
    return st.lists(word, min_size=2, max_size=7).map(" ".join)


@settings(max_examples=500)
@example("اثنان فاصلة خمسة مليار دولار")
@example("خمسة فاصلة مليون")
@example("خمسة فاصلة ألف مليون")
@example("مليون دولار ونصف")
@example("صفر ملايين ونصف")
@example("صفر مليار فاصلة أربعمئة")
@example("صفر آلاف ومئة")
@given(number_phrases())
def test_every_number_word_in_a_span_contributes_to_its_value(text):
    """Without the word, the rest of the span does not have the same value.

    A scale word may be said again after a part of it (ملياران ونصف مليار); twice a million has a form of one word; a
    zero among decimals may be the last.
    """
    for found in an.parse_numbers(text):
        words = found.text.split()
        for i, word in enumerate(words):
            after_part = i > 0 and words[i - 1] in ("ونصف", "وربع")
            before_part = i + 2 < len(words) and words[i + 1] in ("ونصف", "وربع")
            zero_decimal = "صفر" in word and "فاصلة" in words[:i]
            if not found.value or len(words) == 1 or word.removeprefix("و") not in NUMBER_WORDS:
                continue
            if after_part or before_part or zero_decimal:
                continue
            rest = " ".join(words[:i] + words[i + 1 :])
            for other in an.parse_numbers(rest):
                same = (other.label, other.value, other.timex) == (found.label, found.value, found.timex)
                assert not (same and other.text == rest), (found.text, word)


@given(st.integers(0, 10**12), st.sampled_from(["{:,}", "{}", "{:,}.25"]))
def test_digits_read_back(number, form):
    text = form.format(number)
    (found,) = an.parse_numbers(f"نحو {text} شخصا")
    assert found.value == Decimal(text.replace(",", ""))


FAMILIES = {
    "digits": "1",
    "grouped": "1,",
    "words": "ألف و",
    "number words": "خمسة وعشرون ",
    "spaced groups": "100 ",
    "slashes": "1/",
    "colons": "12:30:",
    "ranges": "5-",
    "durations": "سنة و",
    "fractions": "نصف و",
    "minus": "سالب ",
    "months": "مارس ",
    "money": "5 دنانير ",
    "pieces": "جزء من ",
    "ago": "قبل ",
    "carets": "2^",
}


@pytest.mark.parametrize("family", FAMILIES)
def test_time_is_linear(family, assert_linear):
    assert_linear(an.parse_numbers, FAMILIES[family] * 2000, FAMILIES[family] * 8000)


@pytest.mark.parametrize(("text", "reference", "scope"), [(5, None, "all"), ("5", 2023, "all")])
def test_wrong_types_are_named(text, reference, scope):
    with pytest.raises(ArgumentTypeError):
        an.parse_numbers(text, reference, scope=scope)


def test_an_unknown_scope_names_the_choices():
    with pytest.raises(UnknownNameError, match="explicit"):
        an.parse_numbers("5", scope="some")
