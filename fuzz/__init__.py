"""Generated strings, damaged files and worst cases, and the contracts that must hold of them (see README.md here)."""
