"""OpenAI responses: the API, Azure, and Codex on the ChatGPT host."""
