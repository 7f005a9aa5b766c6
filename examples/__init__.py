"""The rehearsal inbox: invented district workbooks, drawn as data and made by a script."""
