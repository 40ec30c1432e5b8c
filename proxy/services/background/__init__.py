"""What pages send on their own while a person types or reads: suggestions asked for, and telemetry."""
