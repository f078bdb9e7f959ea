from tests.taxonomy.conftest import fresh_snapshot, vocabularies

__all__ = ["fresh_snapshot", "vocabularies"]
