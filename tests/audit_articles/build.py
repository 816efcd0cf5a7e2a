"""Makes the collection as it is measured: copies it to a folder and writes the DOCX and PDF articles from their Markdown.

`<sup>` in the Markdown of a DOCX article becomes a raised run, as word processors write citation numbers.

python tests/audit_articles/build.py /tmp/audit-articles
answerable evaluate audit --dataset /tmp/audit-articles
"""

import json
import re
import shutil
import sys
from io import BytesIO
from pathlib import Path

HERE = Path(__file__).parent


def build(folder: Path) -> Path:
    """Writes the collection into a folder and gives the folder back."""
    (folder / "articles").mkdir(parents=True, exist_ok=True)
    listed = [json.loads(line) for line in (HERE / "articles.jsonl").read_text().splitlines()]
    for one in listed:
        source = HERE / one["file"]
        made = _MAKERS.get(Path(source.stem).suffix) if source.suffix == ".md" else None
        one["file"] = one["file"].removesuffix(".md") if made else one["file"]
        content = made(source.read_text()) if made else source.read_bytes()
        (folder / one["file"]).write_bytes(content)
    (folder / "articles.jsonl").write_text("".join(json.dumps(one) + "\n" for one in listed))
    for name in ("errors.jsonl", "invented-library.xml"):
        shutil.copy(HERE / name, folder / name)
    return folder


def _blocks(text: str):
    """The headings (with their level), list items and paragraphs of a source, in order."""
    for block in re.split(r"\n\n+", text.strip()):
        for line in [block] if not re.match(r"\d+\. ", block) else block.splitlines():
            hashes, _, rest = line.partition(" ")
            if set(hashes) == {"#"}:
                yield len(hashes), rest
            else:
                yield 0, " ".join(line.split())


def _docx(text: str) -> bytes:
    from docx import Document

    document = Document()
    for level, words in _blocks(text):
        if level:
            document.add_heading(words, level - 1)
        else:
            paragraph = document.add_paragraph()
            for index, part in enumerate(re.split(r"</?sup>", words)):
                paragraph.add_run(part).font.superscript = index % 2 == 1 or None
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def _pdf(text: str) -> bytes:
    from reportlab.lib.styles import getSampleStyleSheet
    from reportlab.platypus import BaseDocTemplate, Frame, PageTemplate, Paragraph, Spacer

    out = BytesIO()
    document = BaseDocTemplate(out, pagesize=(595, 842), title="", invariant=1)
    columns = [Frame(40, 40, 250, 760, id="left"), Frame(305, 40, 250, 760, id="right")]
    document.addPageTemplates([PageTemplate(frames=columns)])
    styles = getSampleStyleSheet()
    names = {0: "BodyText", 1: "Title", 2: "Heading2"}
    document.build([part for level, words in _blocks(text) for part in (Paragraph(words, styles[names[level]]), Spacer(1, 4))])
    return out.getvalue()


_MAKERS = {".docx": _docx, ".pdf": _pdf}

if __name__ == "__main__":
    print(build(Path(sys.argv[1])))
