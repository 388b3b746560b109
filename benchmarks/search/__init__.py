"""What a search finds in four indexes of the same articles."""
