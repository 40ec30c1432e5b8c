"""Pdf files: their pages and their other parts, and a new file without the values that were found."""
