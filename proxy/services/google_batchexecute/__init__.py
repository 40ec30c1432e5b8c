"""Google's web applications: Gemini and NotebookLM, which send JSON in JSON in a form and answer in counted frames."""
