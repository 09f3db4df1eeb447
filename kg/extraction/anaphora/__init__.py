"""What pronouns and open slots stand for."""
