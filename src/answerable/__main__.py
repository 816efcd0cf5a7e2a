"""`python -m answerable` is `answerable`."""

from answerable.entrypoints.cli import main

if __name__ == "__main__":
    main()
