"""What every request passes through, one plain ASGI layer for each concern."""
