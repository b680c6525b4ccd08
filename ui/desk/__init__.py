"""What a reporter does at the desk of the page: batches, saved questions, notes, dossiers."""
