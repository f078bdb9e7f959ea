from django.apps import AppConfig


class StockConfig(AppConfig):
    name = "cms.bench.stock"
    label = "stock"
