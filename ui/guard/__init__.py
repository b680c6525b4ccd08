"""Who may come in, from where, how often and with how much."""
