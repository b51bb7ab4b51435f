"""The pages: one value of `kg.web.shown` and one template each.

The same templates make the pages that a server answers with and those of a static export. A page
needs no script: scripts add what a browser alone can do.
"""
