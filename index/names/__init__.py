"""People, places and organisations that an article names, found by rules as it is indexed."""
