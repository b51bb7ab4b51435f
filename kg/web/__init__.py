"""A dataset over HTTP: the SPARQL protocols, a JSON API, and workers that may be killed.

The server process never opens the dataset and never runs a query: workers do, and are killed at
their limits, so nothing a client sends can stop it.
"""
