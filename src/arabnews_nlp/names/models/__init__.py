"""Learned spelling: names written in the other script, and matched."""
