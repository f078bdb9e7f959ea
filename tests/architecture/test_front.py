"""What templates and style sheets keep to: content security policy, both writing directions, no third party."""

from tests.architecture.sources import files, lines_with

EXECUTABLE = r'<script(?![^>]*\b(src=|type="(application/(ld\+)?json)"))'


def test_no_inline_script():
    assert lines_with(EXECUTABLE + r'|\son[a-z]+="|href="javascript:', files(".html")) == []


def test_no_inline_style():
    assert lines_with(r'<style|\sstyle="', files(".html")) == []


def test_nothing_is_loaded_from_elsewhere():
    elements = r'(script|img|iframe|source|video|audio|link rel="(stylesheet|preload|icon)")'
    loading = rf'<{elements}[^>]*(src|href)="(https?:)?//'
    assert lines_with(loading, files(".html")) == []
    assert lines_with(r"(@import|url\()\s*['\"]?(https?:)?//", files(".css")) == []


def test_styles_mirror_by_themselves():
    physical = (
        r"(?<![-\w])(margin|padding|border|scroll-margin|scroll-padding)-(left|right)\b"
        r"|(?<![-\w])(left|right)\s*:"
        r"|(float|clear|text-align)\s*:\s*(left|right)\b"
    )
    assert lines_with(physical, files(".css")) == []
