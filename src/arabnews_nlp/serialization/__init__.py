"""How a document travels: as JSON, and as compact bytes between processes."""
