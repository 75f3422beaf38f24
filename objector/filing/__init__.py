"""Filing one case: with the fence, the code and the evidence."""
