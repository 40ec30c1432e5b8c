"""A refusal of a connection, raised by a hook."""


class Refused(Exception):
    """A hook's own refusal of a connection; the message is ours and quotes nobody."""
