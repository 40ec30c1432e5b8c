"""Microsoft Copilot for consumers: JSON events on a socket, as copilot.microsoft.com speaks them."""
