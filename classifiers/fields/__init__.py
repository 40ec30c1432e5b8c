"""Fields: values that are told by the name in front of them or at the head of their column."""
