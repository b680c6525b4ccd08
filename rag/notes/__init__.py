"""A reader's own: collections of articles, stars and notes on passages."""
