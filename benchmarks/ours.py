"""arabnews-nlp itself."""

PACKAGE = "arabnews-nlp"
STEPS = ("dediacritize", "tatweel", "alef", "alef_maqsura", "ta_marbuta")


def _normalize():
    import arabnews_nlp as an

    return an.Normalizer(steps=STEPS).normalize


def _aligned():
    import arabnews_nlp as an

    return an.Normalizer(steps=STEPS)


def _search():
    import arabnews_nlp as an

    return an.Normalizer("search").normalize


def _function(name):
    def load():
        import arabnews_nlp as an

        return getattr(an, name)

    return load


def _number():
    import arabnews_nlp as an

    def run(text):
        found = an.parse_numbers(text)
        return found[0].value if len(found) == 1 and found[0].text == text else None

    return run


def _match():
    import arabnews_nlp as an

    return lambda text: an.batch_match([line.split("\t") for line in text.splitlines()])


def _pipeline():
    import arabnews_nlp as an

    nlp = an.load()
    return lambda text: nlp(text).to_json()


def _two_processes():
    import arabnews_nlp as an

    nlp = an.load()

    def run(text):
        return nlp(text).to_json()

    def all_texts(texts):
        for doc in nlp.pipe(texts, n_process=2, batch_size=5):
            doc.to_json()

    run.all_texts = all_texts
    run.inputs = ("seed x100",)
    return run


TASKS = {
    "normalize": _normalize,
    "profile search": _search,
    "transliterate": _function("transliterate"),
    "tokens": _function("tokenize"),
    "sentences": _function("split_sentences"),
    "numbers": _function("parse_numbers"),
    "number words": _number,
    "names": _function("align_names"),
    "entities": _function("find_entities"),
    "match": _match,
    "pipeline": _pipeline,
}
"""What rivals are compared with, by task: each loads and returns a candidate."""

VARIANTS = {("normalize", "with alignment"): _aligned, ("pipeline", "2 processes"): _two_processes}
"""Further candidates of a task."""
