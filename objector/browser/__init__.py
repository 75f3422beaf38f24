"""Finding or installing a browser, launching it, and guarding where it goes."""
