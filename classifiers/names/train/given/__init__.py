"""First names beyond those that the names model was trained with, for its judge; see ``__main__.py``."""
