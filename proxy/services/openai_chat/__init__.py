"""OpenAI chat completions, and what speaks like them: Azure OpenAI and some sixty compatible hosts."""
