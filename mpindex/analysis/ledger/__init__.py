"""What states declared, offered and achieved."""
