"""Amazon Q Developer, Kiro and CodeWhisperer."""
