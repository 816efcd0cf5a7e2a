"""The reference adapters: plain Python, everything in memory; every other adapter has to give the same answers."""
