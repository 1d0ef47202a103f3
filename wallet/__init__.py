"""The worker's wallet: receive certificates, keep them under her own key, share what she chooses."""
