"""Anthropic messages: the API, its wrappers on other hosts, and Claude Code."""
