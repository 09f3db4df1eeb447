"""The records that pass between the stages; the public words of citegraph (docs/model.md)."""
