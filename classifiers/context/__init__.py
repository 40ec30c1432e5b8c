"""Judges of context: what a text says about a person or a client, which a word or a shape alone cannot tell."""
