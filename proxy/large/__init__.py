"""Files too large to be read at once: they wait in a spool, are read window by window, and leave from a spool."""
