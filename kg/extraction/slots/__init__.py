"""What fills the slots of relation patterns in a parse."""
