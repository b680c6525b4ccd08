"""From a question's words to a plan for answering it."""
