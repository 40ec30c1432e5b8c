"""Names in prose: the built-in model, or what an administrator puts in its place.

Nothing heavy is imported before ``load`` is called with a choice that needs it.
"""

from classifiers.detector import Combiner, Detector, Sieve

BUILT_IN = "built-in"
NONE = ("", "none")


def load(choice: str) -> Detector | None:
    """The detector of a choice: ``built-in``, ``none`` (or empty), ``transformers:NAME-OR-PATH``, or the name or
    path of an installed spaCy pipeline, with ``spacy:`` before it or without. Raises DetectorFault.
    """
    if choice in NONE:
        return None
    if choice == BUILT_IN:
        from classifiers.names import detector

        return detector.NamesDetector()
    if choice.startswith("transformers:"):
        from classifiers.names import transformer

        return transformer.load(choice.removeprefix("transformers:"))
    from classifiers.names import pipeline

    return pipeline.load(choice.removeprefix("spacy:"))


def combiners(choice: str) -> list[Combiner]:
    """What combines the names of a choice: beside the built-in model the one of facts. Raises DetectorFault."""
    if choice != BUILT_IN:
        return []
    from classifiers.names import told

    return told.combiners()


def sieves(choice: str) -> list[Sieve]:
    """What takes away from the names of a choice."""
    if choice != BUILT_IN:
        return []
    from classifiers.names import told

    return told.sieves()
