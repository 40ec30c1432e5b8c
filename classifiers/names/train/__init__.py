"""The recipe of the names model; see README.md. Nothing of the product imports this."""
