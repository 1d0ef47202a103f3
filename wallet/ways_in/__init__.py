"""Ways into a wallet without a passphrase: passkeys that open the data key themselves (ADR 32)."""
