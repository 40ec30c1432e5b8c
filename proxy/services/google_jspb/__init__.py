"""Google AI Studio: calls of its own service, whose messages are arrays (protobuf written as JSON)."""
