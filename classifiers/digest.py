"""Digests that stay the same from process to process."""

from hashlib import blake2b


def digest_of(*parts: str) -> str:
    """A short stable digest of texts, in order."""
    running = blake2b(digest_size=16)
    for part in parts:
        encoded = part.encode()
        running.update(len(encoded).to_bytes(8, "big"))
        running.update(encoded)
    return running.hexdigest()
