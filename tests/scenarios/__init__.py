"""Small wars in a few reports each, with what is to be answered of them."""
