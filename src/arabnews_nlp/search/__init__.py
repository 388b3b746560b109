"""Documents and queries as terms that a search engine can index: folded words, hosts, names in both scripts, values."""

from arabnews_nlp.search.query import SearchQuery, search_query
from arabnews_nlp.search.terms import IndexText, SearchTerm, index_text, search_terms

__all__ = ["IndexText", "SearchQuery", "SearchTerm", "index_text", "search_query", "search_terms"]
