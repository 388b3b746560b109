"""Arabic news text for search, NLP and RAG."""
