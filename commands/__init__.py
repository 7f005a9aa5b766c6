"""The roof: one module a command. Here clock, environment and network enter, as arguments."""
