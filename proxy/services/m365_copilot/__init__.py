"""Microsoft 365 Copilot: SignalR records on a socket; also what copilot.com speaks."""
