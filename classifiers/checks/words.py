"""Lists of words and of phrases, each as one readable text."""


def words(text: str) -> frozenset[str]:
    """The words of a text that are separated by white space."""
    return frozenset(text.split())


def phrases(text: str) -> tuple[str, ...]:
    """The phrases between the bars of a text, in its order; blanks at their ends are part of them."""
    return tuple(text.split("|"))
