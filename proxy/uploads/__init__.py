"""Uploads in several steps: where a file is to be sent, and pieces that are kept until the whole was read."""
