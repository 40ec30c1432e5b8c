"""The formats of a report, one file each: ``render(page, ...)`` gives the text."""
