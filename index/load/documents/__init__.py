"""Documents of an office, mail, and files that hold other files."""
