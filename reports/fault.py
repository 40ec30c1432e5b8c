"""The fault of the storage: what a ledger cannot do, and what to do about it."""


class LedgerFault(OSError):
    """Storage's fault: the ledger cannot be written or read.

    One line that says what, where and what to do.
    """
