"""Django's Redis cache, for web processes that give each request a thread of its own, beside a queue."""

from typing import Any, ClassVar

from django.core.cache.backends.redis import RedisCache, RedisCacheClient


class Client(RedisCacheClient):
    """Keeps its connections for the process; Django's own would make new ones in every thread."""

    shared: ClassVar[dict[str, Any]] = {}

    _servers: list[str]
    _pool_class: Any
    _pool_options: dict[str, Any]

    def _get_connection_pool(self, write: bool) -> Any:
        address = self._servers[0]  # there is one, `REDIS_URL`
        if address not in self.shared:
            pool = self._pool_class.from_url(address, **self._pool_options)
            self.shared.setdefault(address, pool)
        return self.shared[address]


class Cache(RedisCache):
    def __init__(self, server: str, params: dict[str, Any]) -> None:
        super().__init__(server, params)
        self._class = Client

    def clear(self) -> None:
        """Only what is the cache's own: Django's would empty the database, and the queue with it."""
        redis = self._cache.get_client(write=True)
        for key in redis.scan_iter(match=f"{self.key_prefix}:*", count=1000):
            redis.delete(key)
