"""Coming in from another wallet: the ZIP that `wallet.export` made, read as a stranger's file.

Nothing in it is believed because it is there: each certificate is judged again, as any upload is.
"""
