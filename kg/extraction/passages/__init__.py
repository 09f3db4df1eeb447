"""What is read at once: sentences, list items with their lead-in, headings and topics."""
