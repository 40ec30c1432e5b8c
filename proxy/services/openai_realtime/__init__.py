"""OpenAI Realtime: a session of speech and text on a socket; also at Azure."""
