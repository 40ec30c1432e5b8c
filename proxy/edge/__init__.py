"""The only place that knows mitmproxy: the hardened engine, the gate and the certificates it serves."""
