"""Makes the records that readers give: a quantity and the position after its words."""

from arabnews_nlp.numbers._decimals cimport EXACT, ONE
from arabnews_nlp.numbers._parser cimport Parser
from arabnews_nlp.numbers._word_stream cimport word_at

from arabnews_nlp.document.records import Quantity


cpdef tuple quantity(
    Parser parser, Py_ssize_t start, Py_ssize_t following, str label,
    value=None, str unit=None, str timex=None, str modifier=None,
):
    """A quantity from the offset ``start`` to the word before ``following``, and that position."""
    if value is not None:
        value = tuple([_plain_whole(v) for v in value]) if isinstance(value, tuple) else _plain_whole(value)
    return (
        Quantity(parser.text, start, word_at(parser, following - 1).end, label, value, unit, timex, modifier), following
    )


cpdef tuple date_quantity(Parser parser, Py_ssize_t start, Py_ssize_t following, str timex):
    """The same for a date."""
    return quantity(parser, start, following, "DATE", None, None, timex)


cdef _plain_whole(value):
    """A whole number without decimals and exponent (2500000, not 2500000.0); other values as they are."""
    if str(value).isdigit():
        return value
    whole = value.to_integral_value()
    return EXACT.quantize(whole, ONE) if whole == value else value
