"""What helps a translator with one segment: differences, checks, memory and terms, as plain functions."""
