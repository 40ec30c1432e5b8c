"""Connect, gRPC and gRPC-web: calls in envelopes or alone, in JSON or in protocol buffers read without a schema."""
