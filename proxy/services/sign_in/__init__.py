"""Signing in, at any host: what proves who somebody is goes to the service unread."""
