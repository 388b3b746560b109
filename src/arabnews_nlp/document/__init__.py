"""A text with its layers of annotation: records, offsets, alignment; it knows no feature."""
