"""Cohere: the chat, embedding and rerank API in its two versions."""
