"""Stock Wagtail: a plain page type with search_fields, installed by cms.settings.bench only."""
