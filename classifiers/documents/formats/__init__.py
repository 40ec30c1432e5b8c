"""One format a module; see ``classifiers/documents/contract.py`` for what a module holds."""
