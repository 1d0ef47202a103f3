"""Keys whose private halves stand in public specifications, as fingerprints.

Everybody can sign with them. A key store refuses to import one; a policy may refuse to trust one.
"""

from hashlib import sha256

# SHA-256 of the Multikey text. Adding a key: `sha256(public_key.to_multikey().encode()).hexdigest()`.
PUBLISHED_KEYS: frozenset[str] = frozenset(
    {
        # W3C Data Integrity EdDSA vectors
        "16a16b3573d84499d1b01eb17ce1ab19b8bb99eb808d3e72f54262a2c6bd1639",
        "8a1e38fd2c395eb5ec937682c8ac0289a121126c461f73321d93a1c4feece999",
        "96d370394fb21f868ff70b5313455a6633c776f899d9d0e1df9ce7f2e8fb5c64",
        "a8a4df90da361d46be25b1adeb6b2ea89585e69ddb87ffbea0786f2cf8e36834",
        "3330b954d0b4f1d72d8c3a04f720d78c77ae4b4c179b6e62d3698af2bb8cbfc1",
        # W3C Data Integrity ECDSA vectors
        "2b46f3af0aa023f2fe544013bd5c2c2b9f2e0c3abbea6e05b2c4c36658050fff",
        "f1d03252826cfb80610f79316eb5e91e87282440122029212164251a04774dd7",
        "fc67a9fde0bd90b1a631522076396a9a90848731257a2dfa73288fdb014e4405",
        "f84fde172317e619a9656a1f9d87a76332e6596cdc045d63099b792af3ffaadf",
        "10ceef713037ae8f03a0d3749d8a43e48c247b3a17a9e7c96fabae9f2074b375",
        # did:key specification: examples and test vectors
        "833eff496e9f4947127bea7b57e315b2d01ca700fe541ce2b7ae0114c9e887c6",
        "924a0daed8b419264efd8f5fa0c56cf9844a4f8d53ca3e976808fd1009652dd5",
        "f7ef56707304f85d50e48072df2d8b6587e90cdfbc0176c585c07138b6be2b00",
        "df7b1ce0574d764886d3f80af27f9a0e62fcca5a3bee29ad054f6eb51bee0898",
        "186dbbf449f897373f4fae0a34a840019faaa8e62f1291386fcccc7df843e6ba",
        "79d8444cc417275da1aa2ed425afb37ba26353270bb09fa29ef8aa4318e13f41",
        "4be3bbb809d2083fb5f6103bcb87b03b7021908aebabaf1dde8f3990fac3862b",
        "57c835fe0b43fe988265532acb455d31d2c008f7ece5c11f26f4b927d8b64150",
        "6ebf698b1e0dcab49ce97d3d501d06ba0670dccf61217ba7f7dd2e5a31840018",
        "8454baf1f1a490380f2397ce4b28fb58a02e433be65621b18720ce76cbaaa9b5",
        "065bf083e134d0f1601c5fbb1ebf161b145132a9306c08759029595dad4731f6",
        # RFC 8032 section 7.1, RFC 7515 appendix A.3 (those of RFC 6979 are among the W3C ones above)
        "39f07e8b4ba3818a5682b8ca6dda21287012e48a562315fe943de5b7a529c028",
        "1a3ddf861aed444e1070c0309a4694432d56ebd1de8b632e5dee505913cad70a",
        "31134ea883b21db4cd49a142ccf71cd96a2bcf1bc3b4257ad262468f482cd55d",
        "8435a8dd2ed2e331caae975da59cdb20b0d4b09128e41a69f952253fc079047f",
        "f9b8371e3a8cc4bd89b0965e260ecb3e2e73a7ab720e716fff0498ebb8c6bb19",
        "4d7bbfe7a9b7e893accdbe0acc783fb8b3bfb4933541283218ea2cc9ea854ad9",
    }
)


def is_published_multikey(multikey: str) -> bool:
    """Say whether a key in Multikey text is one of the published ones."""
    return sha256(multikey.encode("ascii")).hexdigest() in PUBLISHED_KEYS
