"""The reliability plot as SVG: score against share right, before and after calibration. Pure."""

from collections.abc import Sequence

_SIZE, _EDGE, _LOW = 360, 46, 50.0


def reliability(before: Sequence[tuple[float, float, int]], after: Sequence[tuple[float, float, int]]) -> str:
    """An SVG of 360 points; each bin is a dot whose area grows with its findings."""
    inner = _SIZE - 2 * _EDGE

    def x(score: float) -> float:
        return _EDGE + inner * (max(score, _LOW) - _LOW) / (100 - _LOW)

    def y(share: float) -> float:
        return _SIZE - _EDGE - inner * (max(share, _LOW) - _LOW) / (100 - _LOW)

    most = max((count for _, _, count in (*before, *after)), default=1)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_SIZE} {_SIZE}" font-family="sans-serif" font-size="11">',
        f'<rect width="{_SIZE}" height="{_SIZE}" fill="#fff"/>',
        f'<line x1="{x(_LOW):.0f}" y1="{y(_LOW):.0f}" x2="{x(100):.0f}" y2="{y(100):.0f}" stroke="#999" '
        'stroke-dasharray="4 3"/>',
    ]
    for tick in range(50, 101, 10):
        parts += [
            f'<line x1="{_EDGE}" y1="{y(tick):.0f}" x2="{_SIZE - _EDGE}" y2="{y(tick):.0f}" stroke="#eee"/>',
            f'<text x="{x(tick):.0f}" y="{_SIZE - _EDGE + 16}" text-anchor="middle">{tick}</text>',
            f'<text x="{_EDGE - 6}" y="{y(tick) + 4:.0f}" text-anchor="end">{tick}</text>',
        ]
    for name, bins, colour, row in (("as given", before, "#c60", 0), ("calibrated", after, "#06c", 1)):
        parts += [
            f'<circle cx="{x(score):.1f}" cy="{y(share):.1f}" r="{3 + 9 * (count / most) ** 0.5:.1f}" fill="{colour}" '
            f'fill-opacity="0.55"><title>{name}: score {score:.1f}, right {share:.1f} %, {count} findings</title></circle>'
            for score, share, count in bins
        ]
        parts.append(
            f'<text x="{_EDGE + 8}" y="{_EDGE + 14 + 15 * row}" fill="{colour}">&#9679; {name}</text>'
        )
    parts += [
        f'<text x="{_SIZE / 2}" y="{_SIZE - 10}" text-anchor="middle">score</text>',
        f'<text x="14" y="{_SIZE / 2}" text-anchor="middle" transform="rotate(-90 14 {_SIZE / 2})">right, %</text>',
        "</svg>",
    ]
    return "\n".join(parts) + "\n"
