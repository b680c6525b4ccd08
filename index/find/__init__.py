"""Searching the articles' own words: phrases, AND, OR, NOT, beginnings of words, fields."""
