"""Points of edwards25519, to make keys and signatures that no signer makes. Slow, and for tests only."""

import hashlib

P = 2**255 - 19
L = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, -1, P) % P

Point = tuple[int, int]


def add(one: Point, other: Point) -> Point:
    """Return the sum of two points."""
    (x1, y1), (x2, y2) = one, other
    k = D * x1 * x2 * y1 * y2 % P
    return (x1 * y2 + x2 * y1) * pow(1 + k, -1, P) % P, (y1 * y2 + x1 * x2) * pow(1 - k, -1, P) % P


def multiply(factor: int, point: Point) -> Point:
    """Return a point added to itself so many times."""
    result = (0, 1)
    while factor:
        if factor & 1:
            result = add(result, point)
        point = add(point, point)
        factor >>= 1
    return result


def point_with(y: int) -> Point:
    """Return the point with this y and an even x."""
    square = (y * y - 1) * pow(D * y * y + 1, -1, P) % P
    x = pow(square, (P + 3) // 8, P)
    if (x * x - square) % P:
        x = x * pow(2, (P - 1) // 4, P) % P
    assert (x * x - square) % P == 0
    return (P - x if x & 1 else x), y


BASE = point_with(4 * pow(5, -1, P) % P)
OF_ORDER_8 = point_with(0x05FC536D880238B13933C6D305ACDFD5F098EFF289F4C345B027B2C28F95E826)


def encode(point: Point) -> bytes:
    """Return the 32 bytes of a point (RFC 8032, section 5.1.2)."""
    x, y = point
    return (y | (x & 1) << 255).to_bytes(32, "little")


def challenge(r: bytes, key: bytes, message: bytes) -> int:
    """Return the number that a signature answers (RFC 8032, section 5.1.6)."""
    return int.from_bytes(hashlib.sha512(r + key + message).digest(), "little") % L
