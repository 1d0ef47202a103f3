"""`vakbewijs conformance`: a throw-away server that independent test clients can be pointed at.

It makes its own keys, database and certificate in a temporary folder, and allows what the product never
does: contexts that stand in a document, and a context that defines every word (docs/adr/0019). It is never
part of an installation.
"""
