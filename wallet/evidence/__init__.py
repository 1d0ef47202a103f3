"""Her own files: photos, films, sound, PDF and office files that show what she can do.

A file is recognised by its content (`recognising`), loses what tells where it was made (`pixels`, `films`),
is sealed in chunks (`chunks`) and put in a store (`storage`) under a name that says nothing. What is known
about it stays sealed in the database (`shelf`). `adding` leads through all of this.
"""
