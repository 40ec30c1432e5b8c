"""Office files as they were before 2007: the texts of Word, Excel and PowerPoint in their binary formats."""
