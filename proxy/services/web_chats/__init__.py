"""Chat pages and assistants whose wire is known from reimplementations: Perplexity, DeepSeek, Grok and others."""
