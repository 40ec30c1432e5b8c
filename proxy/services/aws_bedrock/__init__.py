"""Amazon Bedrock: the runtime with Converse and the vendors' own bodies, its agents, and Q Business."""
