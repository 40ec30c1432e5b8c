"""The AI services Promptward knows: a contract, a catalogue, and one file per dialect."""
