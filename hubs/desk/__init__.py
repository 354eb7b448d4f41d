"""The pairing desk as plain values."""
