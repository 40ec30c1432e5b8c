"""Answers of services: placeholders turned back in JSON and in streams, and refusals in plain shapes."""
