"""Which 32 bytes are an acceptable Ed25519 public key: on the curve, canonical, and not of small order.

OpenSSL, behind the `cryptography` package, loads any 32 bytes. For a point of small order some signatures
verify under many messages, and two encodings of one point would be two names for one key, so both are
refused where a key is made. The arithmetic here only DECIDES about public bytes (no secrets, so timing
does not matter); signing and verifying are left to the library.

- Decoding: https://www.rfc-editor.org/rfc/rfc8032#section-5.1.3
- Small order: https://www.rfc-editor.org/rfc/rfc7748#section-7
"""

from keys.errors import InvalidKeyError

_P = 2**255 - 19
_D = -121665 * pow(121666, -1, _P) % _P

# The y coordinates of the eight points of order 1, 2, 4 and 8; each with either sign of x. The last two are
# the roots of y^2 = (1 +- sqrt(1 + d)) / d, which makes doubling such a point give one of order 4.
_Y_OF_ORDER_8 = 0x05FC536D880238B13933C6D305ACDFD5F098EFF289F4C345B027B2C28F95E826
_SMALL_ORDER_Y = frozenset({0, 1, _P - 1, _Y_OF_ORDER_8, _P - _Y_OF_ORDER_8})


def check_public_point(encoded: bytes) -> None:
    """Accept exactly one encoding of every point of large order (or large order plus torsion).

    Raises `InvalidKeyError`: `key.not_canonical` (y >= p), `key.weak` (small order), `key.not_on_curve`.
    """
    y = int.from_bytes(encoded, "little") & ((1 << 255) - 1)
    # Reduced first: y = p and y = p + 1 are both small and not canonical, and "weak" is the graver finding.
    if y % _P in _SMALL_ORDER_Y:
        raise InvalidKeyError("key.weak", detail="Ed25519 point of small order")
    if y >= _P:
        raise InvalidKeyError("key.not_canonical", detail="Ed25519 y coordinate is not below p")
    # x^2 = u / v is a square exactly when u * v is one (Euler's criterion); u and v are not 0 here.
    u, v = y * y - 1, _D * y * y + 1
    if pow(u * v, (_P - 1) // 2, _P) != 1:
        raise InvalidKeyError("key.not_on_curve", detail="no Ed25519 point has this y coordinate")
