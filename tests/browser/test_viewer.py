"""The HTML view as a browser shows it: direction, size, highlighting, switches, contrast, print, copying."""

import pytest

import arabnews_nlp as an
from arabnews_nlp.document.records import Entity, Mention, Name, Quantity, Span

nlp = an.load()

# Rectangles of the characters of the nth occurrence of a string in the text.
PLACES = """
const [wanted, nth] = arguments;
const walker = document.createTreeWalker(document.querySelector("article"), NodeFilter.SHOW_TEXT);
const nodes = [], starts = [];
let text = "";
while (walker.nextNode()) {
  nodes.push(walker.currentNode);
  starts.push(text.length);
  text += walker.currentNode.data;
}
let at = -1;
for (let n = 0; n <= nth; n++) at = text.indexOf(wanted, at + 1);
if (at < 0) return null;
const boxes = [];
for (let i = at; i < at + wanted.length; i++) {
  const k = starts.findLastIndex((start) => start <= i);
  if (i === at) nodes[k].parentElement.scrollIntoView({block: "center"});
  const range = document.createRange();
  range.setStart(nodes[k], i - starts[k]);
  range.setEnd(nodes[k], i - starts[k] + 1);
  const {left, right, top, bottom} = range.getClientRects()[0];
  boxes.push({left, right, top: top + scrollY, bottom: bottom + scrollY});
}
return boxes;
"""

# Least contrast of each kind of text with what is painted behind it, by the WCAG 2 formula.
CONTRAST = """
const canvas = document.createElement("canvas").getContext("2d", {willReadFrequently: true});
function rgba(color) {
  canvas.clearRect(0, 0, 1, 1);
  canvas.fillStyle = color;
  canvas.fillRect(0, 0, 1, 1);
  return [...canvas.getImageData(0, 0, 1, 1).data];
}
function behind(element) {
  for (let e = element; e; e = e.parentElement) {
    const color = rgba(getComputedStyle(e).backgroundColor);
    if (color[3] === 255) return color;
    if (color[3] !== 0) throw new Error("half transparent background");
  }
  throw new Error("no background");
}
function luminance(color) {
  const linear = (v) => (v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);
  const [r, g, b] = color.slice(0, 3).map((v) => linear(v / 255));
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}
function contrast(a, b) {
  const [high, low] = [luminance(a), luminance(b)].sort((x, y) => y - x);
  return (high + 0.05) / (low + 0.05);
}
const least = {};
function note(what, style, element, own) {
  const painted = rgba(style.backgroundColor);
  const value = contrast(rgba(style.color), own && painted[3] === 255 ? painted : behind(element));
  least[what] = Math.min(least[what] ?? 99, value);
}
for (const element of document.querySelectorAll(".arabnews, .arabnews *")) {
  const kind = element.tagName + "." + element.className + (element.dataset.k ?? "");
  note(kind, getComputedStyle(element), element, false);
  for (const pseudo of ["::before", "::after"]) {
    const style = getComputedStyle(element, pseudo);
    if (style.content !== "none") note(kind + pseudo, style, element, true);
  }
}
return least;
"""

LIT = 'return [...document.querySelectorAll(".lit")].map((mark) => mark.dataset.n)'


@pytest.fixture(scope="module")
def article(seed):
    return nlp(seed)


@pytest.fixture(scope="module")
def page(article):
    return article.to_html(title="مقال")


@pytest.fixture(scope="module")
def every_kind():
    """A document with every label and a cluster of each hue, names with entities on them and without."""
    words = [f"كلمة{n}" for n in range(40)]
    text = " ".join(words)
    starts = [text.index(word) for word in words]
    doc = an.Doc(text)
    spans = [(start, start + len(word)) for start, word in zip(starts, words, strict=True)]
    labels = ["PER", "ORG", "LOC", "PRODUCT", "EVENT", "MISC"]
    doc.entities = [Entity(text, *spans[n], label=labels[n % 6]) for n in range(18)]
    doc.names = [Name(words[n], (Mention(text, *spans[n]),)) for n in range(12, 30)]
    doc.numbers = [Quantity(text, *spans[n], label="MONEY", timex="2024") for n in (8, 35)]
    doc.sentences = [Span(text, 0, len(text))]
    doc.normalized = an.Normalizer("search")(text)
    return doc


def places(window, text, nth=0):
    boxes = window.run(PLACES, text, nth)
    assert boxes, f"{text!r} is not on the page"
    return boxes


def same_line(*boxes):
    return max(b["top"] for b in boxes) < min(b["bottom"] for b in boxes)


def test_arabic_runs_right_to_left_and_a_latin_word_left_to_right(window, page):
    window.show(page)
    arabic, latin = places(window, "في"), places(window, "OpenAI")
    assert same_line(*arabic, *latin)
    assert min(b["left"] for b in arabic) > max(b["right"] for b in latin)
    assert [b["left"] for b in latin] == sorted(b["left"] for b in latin)
    after = places(window, "الإصدار")
    assert same_line(*latin, *after)
    assert max(b["right"] for b in after) < min(b["left"] for b in latin)


@pytest.mark.parametrize(
    ("text", "order"),
    [
        ("من OpenAI، ChatGPT، Bing اليوم", ["من", "OpenAI", "ChatGPT", "Bing", "اليوم"]),
        ("من OpenAI (ChatGPT) اليوم", ["من", "OpenAI", "(", "ChatGPT", ")", "اليوم"]),
        ("باع Apple 15 مليون جهاز", ["باع", "Apple", "15", "مليون"]),
        ("هذا من Microsoft. OpenAI شركة أخرى.", ["من", "Microsoft", "OpenAI", "شركة"]),
    ],
)
def test_items_of_an_arabic_line_stand_from_right_to_left(window, text, order):
    window.show(nlp(text).to_html())
    boxes = [places(window, item) for item in order]
    assert same_line(*(box for item in boxes for box in item))
    rights = [max(b["right"] for b in item) for item in boxes]
    assert rights == sorted(rights, reverse=True)


def test_a_title_that_begins_with_a_latin_name_runs_right_to_left(window):
    window.show(an.Doc("نص").to_html(title="OpenAI وMicrosoft"))
    script = "return [...document.querySelectorAll('h1 bdi bdi')].map((run) => run.getBoundingClientRect().toJSON())"
    first, second = window.run(script)
    assert first["left"] > second["right"]


@pytest.mark.parametrize(
    "text", ["أطلقت Microsoft Bing اليوم", "هاتف iPhone 15 جديد", "Only Latin with Microsoft here"]
)
def test_words_of_a_latin_run_stand_from_left_to_right(window, text):
    window.show(nlp(text).to_html())
    latin = text.strip("ابتثجحخدذرزسشصضطظعغفقكلمنهويءآأؤإئىة ")
    boxes = [b for word in latin.split() for b in places(window, word)]
    assert same_line(*boxes)
    assert [b["left"] for b in boxes] == sorted(b["left"] for b in boxes)


def test_letters_join_over_the_edge_of_a_mark(window):
    text = "قال بمايكروسوفت"
    doc = an.Doc(text)
    window.show(doc.to_html())
    plain = places(window, "بمايكروسوفت")
    doc.entities = [Entity(text, 5, len(text), label="ORG")]
    window.show(doc.to_html())
    marked = places(window, "بمايكروسوفت")
    assert marked[0]["left"] == pytest.approx(marked[1]["right"], abs=0.5)
    assert [b["right"] - b["left"] for b in marked] == pytest.approx([b["right"] - b["left"] for b in plain], abs=0.5)


@pytest.mark.parametrize("width", [360, 1280])
def test_nothing_is_wider_than_the_window(window, page, width):
    window.show(page, width)
    window.run('document.querySelector(".show-c").click()')
    script = """
    for (const p of document.querySelectorAll("article > p")) p.style.contentVisibility = "visible";
    const wide = [...document.querySelectorAll("body *")].filter((element) =>
      [...element.getClientRects()].some((box) => box.left < -0.5 || box.right > innerWidth + 0.5));
    const {scrollWidth, clientWidth} = document.documentElement;
    return [innerWidth, scrollWidth - clientWidth, wide.map((element) => element.outerHTML.slice(0, 80))];
    """
    assert window.run(script) == [width, 0, []]


def test_hover_lights_all_mentions_of_the_cluster_and_only_those(window, page, article):
    from selenium.webdriver.common.action_chains import ActionChains
    from selenium.webdriver.common.by import By

    window.show(page)
    number, name = next((n, name) for n, name in enumerate(article.names, 1) if name.canonical == "Microsoft")
    arabic = next(
        mark
        for mark in window.driver.find_elements(By.CSS_SELECTOR, f'article mark[data-n="{number}"]')
        if mark.get_property("textContent") == "مايكروسوفت"
    )
    assert window.run(LIT) == []
    ActionChains(window.driver).scroll_to_element(arabic).move_to_element(arabic).perform()
    assert window.run(LIT) == [str(number)] * len(name.mentions)
    heading = window.driver.find_element(By.TAG_NAME, "h1")
    ActionChains(window.driver).scroll_to_element(heading).move_to_element(heading).perform()
    assert window.run(LIT) == []


def test_keyboard_focus_lights_the_cluster_and_says_what_it_is(window, page, article):
    from selenium.webdriver.common.action_chains import ActionChains
    from selenium.webdriver.common.keys import Keys

    window.show(page)
    window.run('[...document.querySelectorAll(".switches input, .lists a")].at(-1).focus()')
    ActionChains(window.driver).send_keys(Keys.TAB).perform()
    first = "return [document.activeElement.dataset.k, document.activeElement.matches(':focus-visible')]"
    assert window.run(first) == ["DATE", True]
    assert window.run(LIT) == []
    ActionChains(window.driver).send_keys(Keys.TAB).perform()
    assert window.run("return document.activeElement.textContent") == "OpenAI"
    assert window.run(LIT) == ["1"] * len(article.names[0].mentions)
    outline = "return getComputedStyle(document.activeElement).outlineStyle"
    assert window.run(outline) == "solid"
    told = "const s = getComputedStyle(document.activeElement, '::before'); return [s.content, s.bottom]"
    content, bottom = window.run(told)
    assert "OpenAI" in content and "ORG" in content and bottom == "0px"
    assert window.run("return document.activeElement.closest('p').matches(':focus-within')")


def test_screen_readers_hear_what_a_mark_means(window):
    window.show(nlp("قالت Microsoft إن مايكروسوفت ربحت 5 دولارات").to_html())
    nodes = window.driver.execute_cdp_cmd("Accessibility.getFullAXTree", {})["nodes"]
    told = [node["name"]["value"] for node in nodes if node.get("role", {}).get("value") == "mark"]
    assert any("مايكروسوفت" in name and "اسم 1: \u2068Microsoft" in name and "ORG" in name for name in told)
    assert any("5 دولارات" in name and "MONEY: \u20685 USD" in name for name in told)


LOOK = """
const look = (selector, pseudo) => {
  const element = document.querySelector("article " + selector);
  element.scrollIntoView();
  const s = getComputedStyle(element, pseudo);
  return [s.display, s.content, s.borderBottomWidth, s.backgroundColor, s.textDecorationLine].join();
};
return [[".s"], [".e"], [".e", "::after"], [".q"], [".q", "::after"], [".n"], [".n", "::after"], [".c"]].map(
  (part) => look(...part));
"""
PARTS = {"s": [0], "e": [1, 2], "q": [3, 4], "n": [5, 6], "c": [7], "l": [2, 4]}


@pytest.mark.parametrize("script", [True, False])
@pytest.mark.parametrize("layer", PARTS)
def test_a_switch_hides_its_layer_and_no_other(window, article, layer, script):
    from selenium.webdriver.common.by import By

    window.show(article.to_html(script=script))
    window.run('document.querySelector(".show-c").click()')
    shown = window.run(LOOK)
    switch = window.driver.find_element(By.CSS_SELECTOR, f".show-{layer}")
    switch.find_element(By.XPATH, "..").click()
    hidden = window.run(LOOK)
    assert [n for n in range(8) if shown[n] != hidden[n]] == PARTS[layer]
    tables = [
        window.run(f"return getComputedStyle(document.querySelector('{t}')).display") for t in (".names", ".changes")
    ]
    assert tables == ["none" if layer == "n" else "block", "none" if layer == "c" else "block"]
    switch.find_element(By.XPATH, "..").click()
    assert window.run(LOOK) == shown


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_and_labels_have_contrast(window, every_kind, scheme):
    window.show(every_kind.to_html(), scheme=scheme)
    window.run('document.querySelector(".show-c")?.click()')
    window.run('document.querySelector("article mark[data-n]").focus()')
    least = window.run(CONTRAST)
    for kind in ("MARK.e", "MARK.q", "SPAN.s", "SMALL."):
        assert any(key.startswith(kind) for key in least)
    assert sum("MARK.n" in key and "::after" in key for key in least) >= 2
    assert {kind: round(value, 2) for kind, value in least.items() if value < 4.5} == {}


def test_the_schemes_differ(window, page):
    colours = []
    for scheme in ("light", "dark"):
        window.show(page, scheme=scheme)
        colours.append(window.run("return getComputedStyle(document.querySelector('.arabnews')).backgroundColor"))
    assert colours[0] != colours[1]


def test_types_differ_without_colour(window, every_kind):
    window.show(every_kind.to_html())
    lines = window.run("""
    return ["PER", "ORG", "LOC", "PRODUCT", "EVENT"].map((kind) => {
      const style = getComputedStyle(document.querySelector(`article .e[data-k=${kind}]`));
      return [style.borderBottomStyle, style.borderImageSource !== "none"].join();
    });
    """)
    assert len(set(lines)) == 5


def test_print_shows_all_layers_and_the_values(window, page):
    window.show(page)
    on_screen = window.run(LOOK)
    window.run('for (const box of document.querySelectorAll(".switches input:checked")) box.click()')
    window.media("print")
    printed = window.run(LOOK)
    for part in (0, 1, 2, 3, 5, 6):
        assert printed[part] == on_screen[part]
    assert "attr" not in printed[4] and "DATE" in printed[4] and "XXXX-08-29" in printed[4]
    assert "underline" in printed[7]
    for section in (".names", ".changes"):
        assert window.run(f"return document.querySelector('{section}').offsetHeight") > 50


def test_copied_text_is_the_text(window, seed, page):
    window.show(page)
    script = """
    getSelection().selectAllChildren(document.querySelector("article"));
    return getSelection().toString();
    """
    assert "\n".join(line for line in window.run(script).split("\n") if line) == "\n".join(
        line for line in seed.split("\n") if line
    )


def test_a_link_of_the_name_table_leads_to_the_first_mention(window, page):
    from selenium.webdriver.common.by import By

    window.show(page)
    link = window.driver.find_element(By.CSS_SELECTOR, ".names a[data-c='2']")
    window.run("arguments[0].scrollIntoView(); arguments[0].click()", link)
    assert window.run("return document.querySelector(':target').textContent") == "Microsoft"


def test_nothing_is_loaded(window, page):
    window.show(page)
    assert window.run("return performance.getEntriesByType('resource').map((entry) => entry.name)") == []
    assert [entry for entry in window.driver.get_log("browser") if entry["level"] == "SEVERE"] == []


def test_values_and_canonical_names_are_shown_when_they_are_asked_for(window):
    window.show(nlp("أنفقت مايكروسوفت 3 مليارات دولار").to_html(script=False))
    shown = """
    return [...document.querySelectorAll("article :is(.e, .q)")].map(
      (mark) => getComputedStyle(mark, "::after").content);
    """
    assert "ORG" in window.run(shown)[0] and "MONEY" in window.run(shown)[1]
    window.run('document.querySelector(".show-v").click()')
    name, amount = window.run(shown)
    assert "Microsoft" in name and "3000000000 USD" in amount
    window.run('document.querySelector(".show-q").click()')
    assert window.run(shown)[1] == "none"


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(
    ("body", "dark"),
    [
        ('data-jp-theme-light="true"', False),
        ('data-jp-theme-light="false"', True),
        ('class="vscode-light"', False),
        ('class="vscode-dark"', True),
        ("", False),
    ],
)
def test_a_fragment_is_as_dark_as_its_notebook(window, scheme, body, dark):
    window.show(f"<!doctype html><meta charset=utf-8><body {body}>{nlp('قالت OpenAI')._repr_html_()}", scheme=scheme)
    color = window.run("return getComputedStyle(document.querySelector('.arabnews')).backgroundColor")
    assert (color == "rgb(23, 24, 26)") is dark


def test_a_link_to_a_table_leads_there_in_a_long_article(window, page):
    window.show(page)
    window.run("document.querySelector('.lists a[href=\"#entities\"]').click()")
    window.run("return new Promise((done) => setTimeout(done, 200))")
    top = window.run("return document.querySelector('#entities').getBoundingClientRect().top")
    assert 0 <= top < 900


def test_a_fragment_leaves_the_page_around_it_alone(window, article):
    around = '<!doctype html><meta charset="utf-8"><p id="outside">text <mark class="e">mark</mark></p>'
    look = """
    return [...document.querySelectorAll("body, #outside, #outside mark")].map((element) => {
      const style = getComputedStyle(element);
      return [style.color, style.backgroundColor, style.fontFamily, style.direction, style.borderBottomWidth].join();
    });
    """
    window.show(around)
    before = window.run(look)
    window.show(around + article._repr_html_() + article._repr_html_())
    assert window.run(look) == before
    window.run('document.querySelector(".show-e").click()')
    widths = window.run("""
    return [...document.querySelectorAll(".arabnews")].map(
      (view) => getComputedStyle(view.querySelector("article .e")).borderBottomWidth);
    """)
    assert widths == ["0px", "3px"]
