"""What some bytes are, by their first bytes and never by what they are declared to be."""

# Signatures as published by the formats; the order matters only where one begins another.
_MAGIC: tuple[tuple[bytes, str], ...] = (
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"GIF8", "image/gif"),
    (b"BM", "image/bmp"),
    (b"II*\x00", "image/tiff"),
    (b"MM\x00*", "image/tiff"),
    (b"\x00\x00\x01\x00", "image/x-icon"),
    (b"%PDF-", "application/pdf"),
    (b"PK\x03\x04", "zip archive or office file"),
    (b"PK\x05\x06", "zip archive"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "old office file"),
    (b"\x1f\x8b", "gzip data"),
    (b"\x28\xb5\x2f\xfd", "zstd data"),
    (b"BZh", "bzip2 data"),
    (b"\xfd7zXZ\x00", "xz data"),
    (b"7z\xbc\xaf\x27\x1c", "7z archive"),
    (b"Rar!", "rar archive"),
    (b"OggS", "audio/ogg"),
    (b"fLaC", "audio/flac"),
    (b"ID3", "audio/mpeg"),
    (b"\x1aE\xdf\xa3", "video/webm"),
    (b"SQLite format 3\x00", "sqlite database"),
    (b"PAR1", "parquet data"),
    (b"\x7fELF", "program"),
    (b"{\\rtf", "rich text"),
)
_RIFF = {b"WAVE": "audio/wav", b"WEBP": "image/webp", b"AVI ": "video/avi"}


def sniff(data: bytes) -> str:
    """The name of a known binary format; empty where none is recognised."""
    for magic, name in _MAGIC:
        # "BM" alone begins many texts: a bitmap's header also has a size field with zero bytes.
        if data.startswith(magic) and (magic != b"BM" or b"\x00" in data[:16]):
            return name
    if data.startswith(b"RIFF"):
        return _RIFF.get(data[8:12], "riff data")
    if data[4:8] == b"ftyp":
        return "video/mp4 or image/heic"
    return ""
