"""Ollama: local and cloud models behind the same API."""
