"""Any other request to an AI host: every string of a readable body is a place; the rest is opaque."""
