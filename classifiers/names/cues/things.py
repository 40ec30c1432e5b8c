"""Phrases around a word that looks like a name and is a thing's; they end where the word begins."""

from classifiers.compiled import compiled

# The fonts of a style: `font-family: Ubuntu, Arial`, `fontFamily: "'Lucida Grande'"`, `<m:mathFont m:val="`.
FONTS = compiled(r"(?i:font|typeface)[\w\-]{0,12}[\"']?(?:\s{0,3}[:=]|\s\w{1,3}:val=)[^;{}<>]{0,120}$")
PACKAGES = compiled(
    r"\b(?:apt(?:-get)?|apk|yum|dnf|brew|npm|pip3?|cabal|gem|pacman|zypper|conda)\b[^\n;|&]{0,60}\b(?:install|add)\b[^\n;|&]{0,120}$"
)
CALENDAR = compiled(
    r"(?i:months?|(?:week)?days)[\w\-]{0,12}[\"']?\s{0,3}(?:=>|[:=])\s{0,3}[\[({][^\n;{}]{0,400}$"
)
PROCEDURE = compiled(
    r"\[dbo\]\.|\bDECLARE @|\b(?i:create|alter) (?:or alter )?(?i:procedure)\b"
)  # of SQL Server
