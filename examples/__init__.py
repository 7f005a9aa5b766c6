"""The rehearsal inbox: invented district workbooks, drawn as data and made by a script."""

import os

os.environ["OPENPYXL_LXML"] = "False"  # with or without lxml beside it, openpyxl writes the same
