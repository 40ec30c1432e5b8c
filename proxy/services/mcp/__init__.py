"""MCP: tools of any host, asked over JSON-RPC (Model Context Protocol, streamable HTTP)."""
