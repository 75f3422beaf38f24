"""Reading and filling a page in any language."""
