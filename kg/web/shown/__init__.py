"""What the JSON API shows of a dataset: each view is a plain value made in a worker."""
