from tests.databases import database_url, postgresql_server, postgresql_url  # noqa: F401
