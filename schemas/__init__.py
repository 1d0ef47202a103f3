"""What a document looks like: strict JSON, contexts, typed views, schemas and their rules.

Pure: no keys, no network, no clock and no framework. Data stands in `contexts/`, `json/` and
`frameworks/`; `SOURCES.md` says where each file comes from.
"""
