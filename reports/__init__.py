"""What happened, and who can prove it? Records, the ledger, queries and reports."""
