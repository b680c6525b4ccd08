"""What an answer needs to know of a language, a folder a language."""
