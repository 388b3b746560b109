"""dateparser: dates searched in running text, Arabic only."""


def _numbers():
    from dateparser.search import search_dates

    def run(text):
        return search_dates(text[:PORTION], languages=["ar"])

    run.portion = PORTION
    return run


PORTION = 2000
"""Characters that it is given: it takes seconds for more."""
TASKS = {"numbers": _numbers}
