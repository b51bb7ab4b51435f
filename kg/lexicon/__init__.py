"""The knowledge of words: names of known entities and places, and frames of war reporting."""
