"""Many certificates at once: a spreadsheet of links or a ZIP of files in, a verdict and a reason per row out.

`batches` reads what was handed in, `checking` judges it row by row, `tables` writes the result. Pure but for
the desk, which fetches.
"""
