"""Pages for a real browser: each speaks its service's web protocol as the vendor's own page does.

A page has a prompt, a file chooser, and a thread in which answers and errors are shown.
"""

from importlib.resources import files

from proxy.standin.answer import Answer

_PAGES = {
    ("chatgpt.com", "/"): "chatgpt.html",
    ("chatgpt.com", "/codex"): "codex.html",
    ("claude.ai", "/"): "claude.html",
    ("gemini.google.com", "/app"): "gemini.html",
}
_SCRIPT = "/standin/page.js"


def page(method: str, host: str, path: str) -> Answer | None:
    """The page or its script that a browser asks for; None for any other request."""
    if method != "GET":
        return None
    if path == _SCRIPT and any(host == known for known, _ in _PAGES):
        return _file("page.js", "text/javascript")
    name = _PAGES.get((host, path))
    return _file(name, "text/html") if name else None


def _file(name: str, kind: str) -> Answer:
    return Answer((files(__package__).joinpath(name).read_bytes(),), f"{kind}; charset=utf-8")
