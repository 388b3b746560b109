"""The version, which packaging reads without importing the library."""

__version__ = "0.1.0"
