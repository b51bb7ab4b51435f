"""No test reads, or writes to, what its user keeps."""

import os
import tempfile

os.environ["XDG_DATA_HOME"] = tempfile.mkdtemp(prefix="kg-tests-")
