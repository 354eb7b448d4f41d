"""Django's PostgreSQL, with connections that outlive the thread of a request."""
