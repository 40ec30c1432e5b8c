"""The Claude web application: completions, titles, project documents."""
