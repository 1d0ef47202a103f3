"""Leaving: everything in a wallet as one ZIP that can be read and verified without us.

- `bundle` lays out the files, with a manifest that the holder signs;
- `facts` gathers what verifying needs: keys, status lists and trust lists as they are now;
- `contents` is what the other parts of the wallet put in;
- `verify.py` goes along in the ZIP and imports nothing of ours.
"""
