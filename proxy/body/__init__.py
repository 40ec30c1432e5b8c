"""Bodies that keep every position: read once, edited in the original bytes."""
