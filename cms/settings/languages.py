"""The six languages of the site, each under its own name."""

import django.conf.locale

LANGUAGES = [
    ("en", "English"),
    ("fr", "Français"),
    ("es", "Español"),
    ("ru", "Русский"),
    ("ar", "العربية"),
    ("zh", "中文"),
]

# Django knows zh-hans and zh-hant but not the plain zh of our addresses.
django.conf.locale.LANG_INFO["zh"] = {
    "bidi": False,
    "code": "zh",
    "name": "Chinese",
    "name_local": "中文",
}
