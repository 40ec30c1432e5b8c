"""What may happen with it? Clients, classes, packs, decisions, users, placeholders."""
