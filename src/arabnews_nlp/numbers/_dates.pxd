from arabnews_nlp.numbers._numeric_dates cimport Day
from arabnews_nlp.numbers._parser cimport Parser

cpdef Day day_of_month(Parser parser, Py_ssize_t i)
