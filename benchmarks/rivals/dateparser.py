"""dates searched in running text"""

PACKAGE = "dateparser"


def _numbers():
    from dateparser.search import search_dates

    return lambda text: search_dates(text, languages=["ar"])


TASKS = {"numbers": _numbers}
PART = {"numbers": "dates only"}
