"""Chat pages whose wire is known from reimplementations: Perplexity, DeepSeek, Grok, Le Chat, Qwen, Pi, Duck.ai."""
