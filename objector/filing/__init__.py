"""Filing one case, with the fence, the code and the evidence; many of them, their answers and making accounts have folders."""
