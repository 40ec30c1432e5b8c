"""Mistral: what its API has beside chat completions, which are OpenAI's."""
