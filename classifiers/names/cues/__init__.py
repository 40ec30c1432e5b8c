"""Words and shapes that tell what a name is, one topic a file; nothing here decides."""
