"""Lists of accounts, as people keep them in spreadsheets and files: read into rows, and checked before anything starts."""
