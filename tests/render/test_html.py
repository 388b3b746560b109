"""The HTML view: the text is reproduced exactly, marks nest, every layer is there, nothing of the input is markup."""

import re
import time
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

import arabnews_nlp as an
from arabnews_nlp.document.records import Entity, Mention, Name, Quantity, Span
from arabnews_nlp.render import to_fragment, to_html
from arabnews_nlp.render.direction import is_ltr, ltr_runs
from arabnews_nlp.render.markdown import headings, markdown_marks
from arabnews_nlp.testing import messy_text, mixed_news

nlp = an.load()

VOID = {"meta", "input"}
ELEMENTS = {"p", "bdi", "mark", "span", "strong", "em"}
ATTRIBUTES = {"class", "data-k", "data-n", "data-v", "data-s", "data-to", "data-cut", "tabindex", "title", "id"} | {
    "dir",
    "lang",
    "aria-hidden",
    "role",
    "aria-level",
}


class Page(HTMLParser):
    """A page as read by a strict reader: elements must close in order."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.opened: list[tuple[str, dict[str, str | None]]] = []
        self.lines: list[str] = []
        self.marked: dict[str, set[int]] = {}
        """Positions in the text under each value of data-n."""
        self.marks: list[dict[str, str | None]] = []
        self.elements: set[str] = set()
        self.attributes: set[str] = set()
        self.scripts: list[str] = []
        self.title = ""
        self.feed(page)
        self.close()
        assert self.opened == []

    @property
    def text(self) -> str:
        return "\n".join(self.lines)

    def inside(self, element: str) -> bool:
        return any(name == element for name, _ in self.opened)

    def handle_starttag(self, element, attributes):
        given_ = dict(attributes)
        assert len(given_) == len(attributes)
        if self.inside("article"):
            self.elements.add(element)
            self.attributes |= given_.keys()
            if element == "p":
                self.lines.append("")
            if element == "mark":
                self.marks.append(given_)
        if element not in VOID:
            self.opened.append((element, given_))

    def handle_endtag(self, element):
        assert self.opened.pop()[0] == element

    def handle_data(self, data):
        if self.inside("script"):
            self.scripts.append(data)
        elif self.inside("title"):
            self.title += data
        elif self.inside("p") and self.inside("article"):
            start = len(self.text)
            self.lines[-1] += data
            for _, attributes in self.opened:
                if "data-n" in attributes:
                    self.marked.setdefault(attributes["data-n"], set()).update(range(start, start + len(data)))


def shown(text: str) -> str:
    """What a page can hold of a text: line breaks part paragraphs, NUL and lone surrogates are replaced."""
    return re.sub("[\x00\ud800-\udfff]", "\ufffd", re.sub(r"\r\n?", "\n", text))


def article(doc: an.Doc) -> str:
    page = doc.to_html()
    return page[page.index("<article>") + 9 : page.index("</article>")]


@st.composite
def annotated(draw):
    """A document with any spans: nested, crossing, equal, empty, over line breaks, outside the text."""
    text = draw(messy_text()).replace("\r", "")
    doc = an.Doc(text)
    place = st.integers(-2, len(text) + 2)
    label = st.sampled_from(["PER", "ORG", "x\"'<&>"])

    def spans(make):
        return draw(st.lists(st.tuples(place, place, label).map(lambda s: make(text, *s)), max_size=6))

    doc.entities = spans(lambda t, a, b, k: Entity(t, a, b, label=k, canonical=k))
    doc.numbers = spans(lambda t, a, b, k: Quantity(t, a, b, label=k, timex=k, per=k))
    doc.sentences = spans(lambda t, a, b, k: Span(t, a, b))
    doc.names = [Name(k, tuple(spans(lambda t, a, b, k: Mention(t, a, b)))) for k in ("<b>", '"')]
    if draw(st.booleans()):
        doc.normalized = an.Normalizer("search")(text)
    return doc


@given(st.one_of(mixed_news(), messy_text()))
def test_without_tags_the_article_is_the_text(text):
    assert Page(nlp(text).to_html()).text == shown(text)


@given(annotated())
def test_any_spans_give_well_formed_markup_of_the_text(doc):
    for page in (doc.to_html(), doc._repr_html_()):
        read = Page(page)
        assert read.text == shown(doc.text)
        assert read.elements <= ELEMENTS
        assert read.attributes <= ATTRIBUTES


@given(annotated())
def test_every_mention_of_a_cluster_is_marked_and_nothing_else(doc):
    marked = Page(doc.to_html()).marked
    for number, name in enumerate(doc.names, start=1):
        places = {i for m in name.mentions for i in range(max(m.start, 0), min(m.end, len(doc.text)))}
        assert marked.get(str(number), set()) == {i for i in places if doc.text[i] != "\n"}


def test_every_mention_in_the_article_carries_the_mark_of_its_cluster(seed):
    doc = nlp(seed)
    page = Page(doc.to_html())
    assert len(doc.names) > 3
    for number, name in enumerate(doc.names, start=1):
        firsts = [m for m in page.marks if m.get("data-n") == str(number) and "data-cut" not in m]
        assert len(firsts) == len(name.mentions)
        assert page.marked[str(number)] == {i for m in name.mentions for i in range(m.start, m.end)}


def test_a_name_inside_a_longer_entity_keeps_its_number():
    doc = an.Doc("في شركة Apple العالمية")
    doc.entities = [Entity(doc.text, 3, 22, label="ORG")]
    doc.names = [Name("Apple", (Mention(doc.text, 8, 13, script="latin"),))]
    assert article(doc) == (
        '<p>في <mark class="e" data-k="ORG" id="entity-3" tabindex="0" title="\u2068شركة Apple العالمية\u2069\n'
        'منظمة ORG">شركة <bdi>'
        '<mark class="n" data-n="1" id="name-1" tabindex="0" title="\u2068Apple\u2069\n'
        'اسم 1: \u2068Apple\u2069 — variant, 1">Apple</mark></bdi> العالمية</mark></p>\n'
    )


def test_marks_that_cross_are_split_and_labelled_once():
    doc = an.Doc("ابت")
    doc.entities = [Entity(doc.text, 0, 2, label="PER"), Entity(doc.text, 1, 3, label="LOC")]
    per, loc = 'class="e" data-k="PER"', 'class="e" data-k="LOC"'
    assert article(doc) == (
        f'<p><mark {per} id="entity-0" tabindex="0" title="\u2068اب\u2069\nشخص PER" data-cut>ا</mark>'
        f'<mark {loc} id="entity-1" tabindex="0" title="\u2068بت\u2069\nمكان LOC"><mark {per}>ب</mark>ت</mark></p>\n'
    )


def test_marks_of_the_same_stretch_are_one_stop_of_the_keyboard_that_tells_all():
    marks = Page(nlp("قالت Microsoft إن مايكروسوفت ربحت 5 دولارات").to_html()).marks
    assert [(m["class"], m.get("tabindex"), (m.get("title") or "").split("\n")) for m in marks] == [
        (
            "n",
            "0",
            ["\u2068Microsoft\u2069", "اسم 1: \u2068Microsoft\u2069 — variant, 2", "منظمة ORG: \u2068Microsoft\u2069"],
        ),
        ("e", None, [""]),
        (
            "n",
            "0",
            [
                "\u2068مايكروسوفت\u2069",
                "اسم 1: \u2068Microsoft\u2069 — transliteration, 2",
                "منظمة ORG: \u2068Microsoft\u2069",
            ],
        ),
        ("e", None, [""]),
        ("q", "0", ["\u20685 دولارات\u2069", "مبلغ MONEY: \u20685 USD\u2069"]),
    ]


@pytest.mark.parametrize(
    ("line", "runs"),
    [
        ("مثل Microsoft Bing و5G", ["Microsoft Bing", "5G"]),
        ("من OpenAI، ChatGPT (GPT-3.5 Turbo)", ["OpenAI", "ChatGPT", "GPT-3.5 Turbo"]),
        ("لغة C++ و«U.S.» وAT&T.", ["C++", "U.S.", "AT&T"]),
        ("في https://x.org/a?b=1 و@user", ["https://x.org/a?b=1", "@user"]),
        ("قبل 100 iPhone 15 بنسبة 38%", ["iPhone 15"]),
        ("نص عربي 12", []),
    ],
)
def test_left_to_right_runs(line, runs):
    assert [line[a:b] for a, b in ltr_runs(line, 0, len(line))] == runs


def test_a_run_ends_where_a_sentence_or_an_arabic_amount_begins():
    def runs(text):
        return [re.sub("<[^>]*>", "", run) for run in re.findall("(?s)<bdi>(.*?)</bdi>", article(nlp(text)))]

    assert runs("باع iPhone 15 مليون") == ["iPhone"]
    assert runs("باع iPhone 15 في السوق") == ["iPhone 15"]
    assert runs("هذا من Microsoft. OpenAI شركة أخرى.") == ["Microsoft", "OpenAI"]


def test_a_line_of_latin_runs_left_to_right_and_all_others_right_to_left():
    lines = article(an.Doc("Only Latin.\nعربي Latin\n\n38%")).splitlines()
    assert [line[: line.index(">") + 1] for line in lines] == ['<p dir="ltr" lang="">', "<p>", "<p>", "<p>"]


@given(messy_text())
def test_a_line_has_one_direction(text):
    assert not (is_ltr(text) and any("\u0621" <= c <= "\u064a" for c in text))


def test_changed_words_say_their_normalized_form_and_steps_are_counted():
    page = nlp("قالَ  **أمل**").to_html()
    assert 'data-to="قال"' in page and 'data-to="امل"' in page
    steps = re.findall(r'<th scope="row"><bdi>(\w+)</bdi></th>.*?<td>(\d+)</td>', page)
    assert steps == [("markdown", "2"), ("dediacritize", "1"), ("alef", "1"), ("whitespace", "1")]
    assert "<bdi>أ</bdi> ← <bdi>ا</bdi> <small>(1)</small>" in page
    assert "<bdi>◌َ</bdi> ← <bdi>∅</bdi>" in page


def test_without_changes_normalization_is_left_out():
    page = nlp("قالَ").to_html(changes=False)
    assert "data-to=" not in page and "<caption>التطبيع" not in page


def test_sentences_are_numbered():
    markup = article(nlp("زار دبي. ثم عاد."))
    assert re.findall(r'data-s="(\d)"|class="(z)"', markup) == [("1", ""), ("", "z"), ("2", ""), ("", "z")]


def test_each_layer_that_is_there_has_a_switch():
    doc = nlp("قالت Microsoft إن مايكروسوفت ربحت 5 دولارات.")
    assert re.findall(r'class="show-(\w)"', doc.to_html()) == ["s", "e", "q", "n", "c", "v", "l"]
    assert re.findall(r'class="show-(\w)"', an.Doc("نص").to_html()) == []


def test_text_labels_and_title_are_never_markup():
    bad = "</title><script>alert(1)</script>\"'&\x00\ud800"
    doc = an.Doc(bad)
    doc.entities = [Entity(bad, 0, 9, label=bad, canonical=bad)]
    doc.numbers = [Quantity(bad, 9, 12, label=bad, timex=bad, unit=bad, per=bad, modifier=bad)]
    doc.names = [Name(bad, (Mention(bad, 0, 5, kind=bad, script="latin"),))]
    doc.warnings = [bad]
    page = doc.to_html(title=bad)
    page.encode()
    read = Page(page)
    assert read.title == shown(bad)
    assert read.text == shown(bad)
    assert len(read.scripts) == 1 and "alert" not in read.scripts[0]
    assert page.count("<script>") == 1
    assert Page(doc._repr_html_()).scripts == []


def test_the_page_loads_nothing_and_allows_only_its_own_style_and_script():
    page = nlp("قالت OpenAI").to_html()
    assert "default-src 'none'; style-src 'sha256-" in page
    assert not re.search(r"""\b(src|srcset|action)=|url\(|@import|https?:|href="[^#]""", page)


def test_the_script_can_be_left_out():
    page = nlp("قالت OpenAI").to_html(script=False)
    assert "<script" not in page and "script-src" not in page


def test_a_fragment_is_no_page_and_styles_only_itself():
    fragment = nlp("قالت Microsoft إن مايكروسوفت ربحت")._repr_html_()
    assert fragment.startswith('<div class="arabnews" dir="rtl" lang="ar">')
    assert not re.search(r"<(html|head|body|script|title)|\bid=", fragment)
    style = re.sub(r"/\*.*?\*/", "", re.search(r"<style>(.*?)</style>", fragment, re.DOTALL)[1], flags=re.DOTALL)
    selectors = [
        part.strip() for part in re.findall(r"[{}]([^{}]+)\{|^([^{}]+)\{", style) for part in part if part.strip()
    ]
    assert len(selectors) > 30
    for selector in selectors:
        parts = re.split(r",(?![^(]*\))", selector)
        assert selector.startswith("@media") or all(".arabnews" in part for part in parts)
        assert (
            all(part.strip().startswith((".arabnews", "[data-", "[theme", ".vscode-dark .")) for part in parts)
            or "@" in selector
        )
    assert "prefers-color-scheme" not in style


@pytest.mark.parametrize(
    ("doc", "name"),
    [
        (an.Doc("# أرباح الشركة\n\nنمت الشركة.", id="a/b.txt"), "أرباح الشركة"),
        (an.Doc("أرباح الشركة\nنمت.", meta={"title": " عنوان "}), "عنوان"),
        (an.Doc("نمت الشركة.\nنعم.", id="folder/news.2023.txt"), "news.2023"),
        (an.Doc("نمت الشركة.", id=7), "7"),
        (an.Doc("[**أرباح الشركة**](https://a.b/c)\n\nنمت."), "أرباح الشركة"),
        (an.Doc("نمت الشركة."), "arabnews"),
        (an.Doc(""), "arabnews"),
    ],
)
def test_the_title_is_the_name_of_the_document(doc, name):
    page = doc.to_html()
    assert Page(page).title == name
    assert page.count('class="unseen"') == (name == "أرباح الشركة")
    assert Page(doc.to_html(title="غيره")).title == "غيره"


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("## نتائج", '<p class="h" role="heading" aria-level="2"><span class="y">## </span>نتائج</p>'),
        ("قال **نعم** أمس", '<strong class="m"><span class="y">**</span>نعم<span class="y">**</span></strong>'),
        ("و**OpenAI** نمت", '<strong class="m"><span class="y">**</span>'),
        ("قال _نعم_", '<em class="m"><span class="y">_</span>نعم<span class="y">_</span></em>'),
        ("***معا***", '<strong class="m"><em class="m"><span class="y">***</span>معا'),
        ("وسم #عاجل", "<p>وسم #عاجل</p>"),
        ("5*3*2 و snake_case_name", "<p>5*3*2 و <bdi>snake_case_name</bdi></p>"),
        ("نص ** وحده **", "<p>نص ** وحده **</p>"),
        ("نص `**code**` هنا", "<p>نص `**<bdi>code</bdi>**` هنا</p>"),
    ],
)
def test_headings_and_emphasis_are_shown_as_such(line, expected):
    assert expected in article(an.Doc(line))


@pytest.mark.slow
@pytest.mark.parametrize("piece", ["*", "a *b ", "_x ", "`a", "# ", "**a _b ", "```\n", "# سطر\n"])
def test_marks_of_markdown_take_linear_time(piece, assert_linear):
    assert_linear(lambda text: [headings(text), *markdown_marks(text)], piece * 20_000, piece * 80_000)


def test_code_blocks_have_no_headings():
    assert 'role="heading"' not in article(an.Doc("```\n# x\n```")) and 'role="heading"' in article(an.Doc("# x\n"))


def test_entities_are_listed_by_type_with_their_first_mention():
    doc = nlp("قالت Microsoft إن مايكروسوفت نمت، وأعلنت Google أن سام ألتمان في القاهرة. " + "نعم. " * 500)
    page = doc.to_html()
    table = page[page.index('<section class="entities"') :]
    place = doc.entities[0].start
    assert f'<a href="#entity-{place}"><bdi>Microsoft</bdi></a> <small>(2)</small>' in table
    assert page.count(f'id="entity-{place}"') == 1
    assert re.findall(r'<a href="#(names|entities)">', page) == ["names", "entities"]
    assert 'href="#names"' not in nlp("قالت Microsoft إن مايكروسوفت نمت.").to_html()
    assert 'class="entities"' in doc._repr_html_()


def test_values_and_canonical_names_stand_in_the_page():
    assert 'data-k="ORG" data-v="Microsoft"' in article(nlp("أنفقت مايكروسوفت 3 مليارات دولار"))


def test_a_fragment_of_a_long_text_shows_the_beginning_and_counts_the_rest():
    line = "قالت Microsoft إن مايكروسوفت ربحت.\n"
    text = line * 3000
    fragment = to_fragment(nlp(text))
    start = Page(fragment).text
    assert text.startswith(start) and 49_900 < len(start) <= 50_000
    assert f"… +{len(text) - len(start):,}" in fragment


@pytest.mark.slow
def test_time_is_linear_in_the_text(seed, assert_linear):
    assert_linear(to_html, *(nlp("\n".join([seed] * copies)) for copies in (4, 16)))


@pytest.mark.parametrize("text", ["ا" * 300_000, "a" * 300_000, "a ." * 100_000, "(ا" * 100_000, "\n" * 100_000])
def test_texts_of_one_kind_take_no_longer(text):
    began = time.process_time()
    assert Page(an.Doc(text).to_html()).lines
    assert time.process_time() - began < 20
