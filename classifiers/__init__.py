"""What is in this text? Segments, detectors, rules, names and the scan."""
