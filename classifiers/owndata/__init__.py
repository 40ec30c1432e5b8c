"""A client's own data: dictionaries, tables and documents, found by keyed hashes of what was registered."""
