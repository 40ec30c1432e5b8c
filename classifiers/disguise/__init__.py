"""Disguises: what hides a value from a pattern, and the views of a text in which it is taken off.

The contract is in ``view.py`` (a view and its edits) and ``catalog.py`` (one module a family of disguises, found by
its place in this folder); ``peel.py`` takes the layers off one after the other.
"""
