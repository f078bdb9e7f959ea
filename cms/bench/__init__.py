"""The figures of docs/reference/figures.md, measured on this machine beside stock Wagtail."""
