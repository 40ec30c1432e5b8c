"""The client policy of a fresh home: safe defaults."""

STARTER_CLIENT = """\
# The policy of one client. `promptward policy check` reads it, `promptward policy test` runs its examples.
client: default
name: Default client
packs: [baseline]
"""
