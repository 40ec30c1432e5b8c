"""The ChatGPT web application: sending, preparing while typing, titles, custom instructions."""
