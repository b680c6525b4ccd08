"""Text recognition: pictures of pages become lines with their places (extra `dateline[ocr]`)."""
