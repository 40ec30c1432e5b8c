"""Google's Gemini: its API, Vertex AI, and Code Assist behind the Gemini CLI."""
