"""The tabs of the page; each builds its components and ties them to the backend."""
