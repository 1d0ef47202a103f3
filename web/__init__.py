"""The shell that the three actors share: what an application, a page, a session and a request are made of.

It knows Flask and SQLAlchemy, and no actor: an application is put together in `web.application`, and
each module beside it has one of its parts.
"""
