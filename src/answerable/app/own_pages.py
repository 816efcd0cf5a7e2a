"""The operator's own texts for the pages about a site: Markdown files in the folder `pages` of the library."""

from __future__ import annotations

from pathlib import Path

from answerable.errors import LibraryProblem

FOLDER = "pages"
LARGEST = 1 << 18  # bytes of a page


def own_page(library: Path, name: str) -> str | None:
    """The operator's text for a page, or None where there is none; raises `LibraryProblem` where it cannot be read.

    The text that comes with the package never stands in for one that cannot be read: it may say what this operator does not do.
    """
    file = library / FOLDER / f"{name}.md"
    try:
        with file.open("rb") as content:
            data = content.read(LARGEST + 1)
        if len(data) > LARGEST:
            raise LibraryProblem(
                f"{file.name} in the folder {FOLDER} is larger than {LARGEST >> 10} kB.", "Make the page shorter."
            )
        return data.decode("utf-8-sig")
    except FileNotFoundError:
        return None
    except UnicodeDecodeError:
        raise LibraryProblem(f"{file.name} in the folder {FOLDER} is not UTF-8.", "Save it as UTF-8.") from None
    except OSError as error:
        raise LibraryProblem(
            f"{file.name} in the folder {FOLDER} cannot be read: {error.strerror}.", "Give the server the right to read it."
        ) from None
