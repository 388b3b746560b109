"""What each step does, by example."""

import pytest

from arabnews_nlp import Normalizer


def apply(step, text):
    return Normalizer(steps=[step]).normalize(text)


@pytest.mark.parametrize(
    ("step", "before", "after"),
    [
        ("dediacritize", "مُحَمَّدٌ قَالَ رَحْمٰن", "محمد قال رحمن"),
        ("harakat", "مُحَمَّدٌ", "محمّدٌ"),
        ("tanwin", "كتابًا", "كتابا"),
        ("shadda", "محمّد", "محمد"),
        ("superscript_alef", "هٰذا", "هذا"),
        ("quranic_marks", "قالۖ", "قال"),
        ("tatweel", "عـــربي", "عربي"),
        ("alef", "أحمد إلى آخر ٱلله", "احمد الى اخر الله"),
        ("alef_maqsura", "على", "علي"),
        ("ta_marbuta", "مدرسة", "مدرسه"),
        ("hamza", "مسؤول رئيس", "مسوول رييس"),
        ("drop_hamza", "سماء", "سما"),
        ("persian_urdu", "کی ہے", "كي هي"),
        ("persian_letters", "گچپژ", "كجبز"),
        ("mask_hashtags", "في #كأس_العالم", "في [وسم]"),
        ("mask_emoji", "نعم 👍🏽", "نعم [رمز]"),
        ("remove_emails", "راسل a.b@c.com", "راسل "),
        ("remove_mentions", "قال @user_1: نعم", "قال : نعم"),
        ("digits_ascii", "٢٠٢٣ و۱۲", "2023 و12"),
        ("digits_arabic", "2023", "٢٠٢٣"),
        ("number_separators", "٣٫٥ ١٬٠٠٠", "٣.٥ ١,٠٠٠"),
        ("percent", "٥٪", "٥%"),
        ("punctuation", "نعم، لا؛ هل؟", "نعم, لا; هل?"),
        ("punctuation_arabic", "نعم, هل?", "نعم، هل؟"),
        ("quotes", "«نعم» “لا”", '"نعم" "لا"'),
        ("dashes", "2019–2021 — نعم", "2019-2021 - نعم"),
        ("invisible", "\u200fنعم\u200c\ufeff\u00ad", "نعم"),
        ("spaces", "نعم\u00a0لا\u3000", "نعم لا "),
        ("whitespace", "  نعم   لا \n\n\n\nهل ", "نعم لا\n\nهل"),
        ("elongation", "هههههه جداااا", "هه جداا"),
        ("elongation", "AAA VIII XXX IEEE www.bbc.com", "AAA VIII XXX IEEE www.bbc.com"),
        ("elongation", "تتتابع تتتبع تشتتت محرر تتتتت", "تتتابع تتتبع تشتتت محرر تت"),
        ("latin_accents", "Beyoncé Citroën Škoda Gdańsk Łódź", "Beyonce Citroen Skoda Gdansk Lodz"),
        ("latin_accents", "Ørsted Straße œuvre Þór e\u0301", "Orsted Strasse oeuvre THor e"),
        ("persian_letters", "أݣادير أڭادير ڨابس ڥيلا ڤيلا گلف", "أكادير أكادير قابس فيلا فيلا كلف"),
        ("quranic_marks", "قال\u06dd \u06de \u06e9", "قال  "),
        ("invisible", "بي\x00ت أ\u034fب ❤\ufe0f \u3164س\ufffc", "بيت أب ❤ س"),
        (
            "mask_mentions",
            "شكرا لـ@user و@user2 شكرا@user RT@user",
            "شكرا لـ[مستخدم] و[مستخدم] شكرا[مستخدم] RT[مستخدم]",
        ),
        ("mask_mentions", "a@b.com و x.y@news.example.org @a@b", "a@b.com و x.y@news.example.org [مستخدم][مستخدم]"),
        ("mask_hashtags", "بـ#الرياض و#السعودية لـ#كأس_العالم C#x", "بـ[وسم] و[وسم] لـ[وسم] C#x"),
        ("hashtags", "بـ#الرياض و#كأس_العالم", "بـالرياض وكأس العالم"),
        ("mask_urls", "https://ar.wikipedia.org/wiki/مصر_(توضيح) <https://a.com/x>", "[رابط] <[رابط]>"),
        ("mask_urls", "bbc.com/arabic pic.twitter.com/AbC t.me/channel Node.js", "[رابط] [رابط] [رابط] Node.js"),
        ("mask_urls", "(https://x.com/a_(b)) وhttps://a.com، www.a.com.", "([رابط]) و[رابط]، [رابط]."),
        ("html_tags", "<script>x=1</script>نص <STYLE>p{}</STYLE >ثان<script>", " نص  ثان "),
        ("html_tags", "<https://a.com/x> <b>نعم</b>", "<https://a.com/x>  نعم "),
        (
            "html_entities",
            "&lt;b&gt;نص&lt;/b&gt; 1 &lt; 2 &gt; 1 &amp;lt;i&amp;gt;",
            "&lt;b&gt;نص&lt;/b&gt; 1 < 2 > 1 &lt;i&gt;",
        ),
        (
            "remove_emoji",
            "1\ufe0f\u20e3 أولا #\u20e3 🏴\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f",
            " أولا  ",
        ),
        ("presentation_forms", "5 ﷼", "5 ريال"),
        ("compatible_latin", "ＡＢ１ ⒶⓀ", "AB1 AK"),
        ("lowercase", "OpenAI É", "openai é"),
        ("presentation_forms", "ﷲ ﻻ ﷺ ﺍﻟﻌ", "الله لا صلى الله عليه وسلم الع"),
        ("html_entities", "&quot;نعم&quot; &amp;amp; &#1606;", '"نعم" & ن'),
        ("html_tags", "<b>نعم</b><!-- لا -->", " نعم  "),
        ("html_tags", "<b <i> >نعم</b> 1 < 2 > 1", " نعم  1 < 2 > 1"),
        ("markdown", "# عنوان\n**نعم** __لا__\n> قول\n* بند", "عنوان\nنعم لا\nقول\nبند"),
        ("mask_urls", "زر https://a.com/x?y=1. الآن", "زر [رابط]. الآن"),
        ("remove_urls", "زر www.a.com الآن", "زر  الآن"),
        ("mask_emails", "راسل a.b@c.com الآن", "راسل [بريد] الآن"),
        ("mask_mentions", "قال @user_1: نعم", "قال [مستخدم]: نعم"),
        ("hashtags", "#كأس_العالم بدأ", "كأس العالم بدأ"),
        ("remove_emoji", "نعم 👍🏽😀", "نعم "),
        ("nfc", "ا\u0653 e\u0301", "آ é"),
        ("nfkc", "ﬁ ½ ﻻ", "fi 1⁄2 لا"),
    ],
)
def test_step(step, before, after):
    assert apply(step, before) == after


def test_a_dollar_two_is_still_one_span():
    result = Normalizer(steps=["presentation_forms"])("قال ﷺ لهم")
    start = result.text.index("صلى")
    assert result.to_original(start, start + 3) == (4, 5)
    assert result.to_normalized(4, 5) == (4, 22)


@pytest.mark.parametrize("piece", ["\u0300", "\u0327\u0301", "\u0301\u0327", "ﷺ", "e\u0301", "\u1100\u1161", "¨"])
def test_normal_forms_are_linear(piece, assert_linear):
    """Also for runs of marks in the wrong order."""
    assert_linear(Normalizer(steps=["nfkc"]), "a" + piece * 10_000, "a" + piece * 40_000)


def test_long_runs_of_marks_are_ordered_canonically():
    import unicodedata

    text = "a" + "\u0301\u0327" * 50
    assert apply("nfc", text) == unicodedata.normalize("NFC", text)
