"""A handful of line icons of our own, drawn on a 24 by 24 grid, always shown beside text.

They are inline so that they take the colour of the text, and hidden from screen readers since the
text says it already.
"""

from collections.abc import Mapping

from markupsafe import Markup

# name -> the content of the svg element; strokes only, the stylesheet gives width and colour.
ICONS: Mapping[str, str] = {
    "back": '<path d="M19 12H5m6-6-6 6 6 6"/>',
    "building": '<path d="M4 21V6l8-3 8 3v15M2.5 21h19M9 9.5h.01M15 9.5h.01M9 13.5h.01M15 13.5h.01M10'
    ' 21v-3.5h4V21"/>',
    "check": '<path d="m4.5 12.8 5 5L19.5 7"/>',
    "clock": '<circle cx="12" cy="12" r="8.8"/><path d="M12 7v5.2l3.4 2"/>',
    "copy": '<rect x="8.5" y="8.5" width="12" height="12" rx="2.2"/>'
    '<path d="M5 15.5h-.3a1.7 1.7 0 0 1-1.7-1.7V4.7A1.7 1.7 0 0 1 4.7 3h9.1a1.7 1.7 0 0 1 1.7 1.7V5"/>',
    "cross": '<path d="M6 6l12 12M18 6 6 18"/>',
    "document": '<path d="M13.5 3H7a2 2 0 0 0-2 2v14a2 2 0 0 0 2 2h10a2 2 0 0 0 2-2V8.5zM13.5 3v5.5H19M9'
    ' 13h6M9 17h4"/>',
    "download": '<path d="M12 3.5v11.8m-4.6-4.5 4.6 4.6 4.6-4.6M4 20.5h16"/>',
    "eye": '<path d="M2.5 12S6 5.5 12 5.5 21.5 12 21.5 12 18 18.5 12 18.5 2.5 12 2.5 12z"/>'
    '<circle cx="12" cy="12" r="2.8"/>',
    "globe": '<circle cx="12" cy="12" r="8.8"/>'
    '<path d="M3.4 12h17.2M12 3.2c5 5 5 12.6 0 17.6-5-5-5-12.6 0-17.6z"/>',
    "lock": '<rect x="4.5" y="10.5" width="15" height="10.5" rx="2.2"/>'
    '<path d="M8 10.5V7.5a4 4 0 0 1 8 0v3M12 15v2"/>',
    "medal": '<circle cx="12" cy="15" r="5.5"/><path d="M8.8 10.2 5.5 3.5h5l1.5 3 1.5-3h5l-3.3 6.7"/>',
    "menu": '<path d="M4 7h16M4 12h16M4 17h16"/>',
    "pencil": '<path d="M4 20l1-4.5L16.5 4a2 2 0 0 1 2.8 0l.7.7a2 2 0 0 1 0 2.8L8.5 19zM14 6.5l3.5 3.5"/>',
    "people": '<circle cx="9" cy="8.5" r="3.6"/><path d="M2.5 20c.6-3.6 3.2-5.4 6.5-5.4s5.9 1.8 6.5 5.4M15.5'
    ' 5.2a3.6 3.6 0 0 1 0 6.6M18 15c2 .7 3.2 2.4 3.5 5"/>',
    "person": '<circle cx="12" cy="8" r="4.2"/><path d="M4 20.8c.7-4 4-6 8-6s7.3 2 8 6"/>',
    "plus": '<path d="M12 5v14M5 12h14"/>',
    "print": '<path d="M7 8V3.5h10V8M7 17H4.8A1.8 1.8 0 0 1 3 15.2V9.8A1.8 1.8 0 0 1 4.8 8h14.4A1.8 1.8 0'
    ' 0 1 21 9.8v5.4a1.8 1.8 0 0 1-1.8 1.8H17M7 14h10v6.5H7z"/>',
    "qr": '<rect x="3.5" y="3.5" width="6.5" height="6.5" rx="1"/>'
    '<rect x="14" y="3.5" width="6.5" height="6.5" rx="1"/>'
    '<rect x="3.5" y="14" width="6.5" height="6.5" rx="1"/>'
    '<path d="M14 14h2.5v2.5M20.5 14v.01M14 20.5v-.01M17.5 20.5h3v-3"/>',
    "question": '<path d="M8.3 8.8A3.8 3.8 0 0 1 12 5.5c2.2 0 3.9 1.4 3.9 3.4 0 2.9-3.9 3-3.9 6M12 19v.01"/>',
    "school": '<path d="m2.5 9.5 9.5-5 9.5 5-9.5 5zM6.5 11.7v4.8c0 1.2 2.5 2.7 5.5 2.7s5.5-1.5'
    ' 5.5-2.7v-4.8M21.5 9.5v5.5"/>',
    "search": '<circle cx="10.5" cy="10.5" r="6.5"/><path d="m15.5 15.5 5 5"/>',
    "share": '<circle cx="6" cy="12" r="2.7"/>'
    '<circle cx="17.5" cy="5.7" r="2.7"/>'
    '<circle cx="17.5" cy="18.3" r="2.7"/>'
    '<path d="m8.4 10.7 6.7-3.7M8.4 13.3l6.7 3.7"/>',
    "speaker": '<path d="M4 9.5v5h3.5l5 4.5V5l-5 4.5zM16 9a4.2 4.2 0 0 1 0 6M18.7 6.3a8 8 0 0 1 0 11.4"/>',
    "stop": '<path d="M8.3 3h7.4L21 8.3v7.4L15.7 21H8.3L3 15.7V8.3zM8.5 12h7"/>',
    "warning": '<path d="M12 5v9M12 18.9v.01"/>',
}


def icon(name: str) -> Markup:
    """Return an icon as inline SVG. Raises `KeyError` for a name that is not in the set."""
    return Markup(  # noqa: S704  (constants of this module)
        '<svg class="icon" viewBox="0 0 24 24" width="24" height="24" aria-hidden="true" focusable="false">'
        f"{ICONS[name]}</svg>"
    )
