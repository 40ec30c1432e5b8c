"""Character.AI: turns on a socket."""
