"""Files, folders and standard input become byte streams; one bad file never loses the others."""

import gzip
import io
import os
import sys
import tarfile

import pytest

from answerable.adapters.files import Source, Unreachable, sources
from answerable.corpus.reading import Rejected, read
from answerable.corpus.record import Record
from answerable.errors import UnreadableInput


def line(pmid: int) -> bytes:
    return f'{{"id":"pmid:{pmid}","title":"Title {pmid}","pmid":"{pmid}"}}\n'.encode()


def names(found) -> list[str]:
    return [source.name.rpartition("/")[2] for source in found]


def items(source: Source) -> list:
    with source.open() as stream:
        return list(read(stream, source.name))


def test_folders_are_walked_in_order_and_hidden_files_passed_over(tmp_path):
    for name in ("b/2.txt", "b/1.txt", "a.txt", ".hidden", ".git/config", "c.txt"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(b"x")
    assert names(sources([str(tmp_path)])) == ["a.txt", "1.txt", "2.txt", "c.txt"]


def test_a_folder_that_contains_itself_is_walked_once(tmp_path):
    (tmp_path / "a.txt").write_bytes(b"x")
    (tmp_path / "again").symlink_to(tmp_path)
    assert names(sources([str(tmp_path)])) == ["a.txt"]


def test_gzip_is_told_by_content_whatever_the_file_is_called(tmp_path):
    path = tmp_path / "records.txt"
    path.write_bytes(gzip.compress(line(1)) + gzip.compress(line(2)) + b"\0\0")
    (source,) = sources([str(path)])
    assert [record.pmid for record in items(source)] == ["1", "2"]


def test_compressed_bytes_consumed_can_be_watched(tmp_path):
    path = tmp_path / "records.gz"
    path.write_bytes(gzip.compress(os.urandom(1_000_000)))
    (source,) = sources([str(path)])
    with source.open() as stream:
        seen = {source.position()}
        while stream.read(50_000):
            seen.add(source.position())
    assert source.size == path.stat().st_size == source.position()
    assert len(seen) > 3


def test_a_gzip_that_ends_too_early_keeps_what_came_before_and_says_so(tmp_path):
    path = tmp_path / "cut.gz"
    whole = gzip.compress(b"".join(line(number) for number in range(1, 2000)))
    path.write_bytes(whole[: len(whole) // 2])
    (source,) = sources([str(path)])
    found = items(source)
    records = [item for item in found if isinstance(item, Record)]
    assert len(records) > 500
    assert [record.pmid for record in records] == [str(number) for number in range(1, len(records) + 1)]
    assert isinstance(found[-1], Rejected)
    assert "ends too early" in found[-1].reason


def test_a_damaged_gzip_is_told_as_damaged(tmp_path):
    path = tmp_path / "bad.gz"
    whole = bytearray(gzip.compress(b"".join(line(number) for number in range(1, 200))))
    whole[-6] ^= 255  # the checksum
    path.write_bytes(whole)
    (source,) = sources([str(path)])
    found = items(source)
    assert len(found) == 200
    assert "damaged" in found[-1].reason


def test_a_small_gzip_bomb_does_not_fill_the_memory(tmp_path):
    path = tmp_path / "bomb.gz"
    path.write_bytes(gzip.compress(b"\0" * 50_000_000))
    (source,) = sources([str(path)])
    with source.open() as stream:
        assert max(len(block) for block in iter(lambda: stream.read(1 << 16), b"")) <= 1 << 16


def test_a_tar_archive_gives_its_members(tmp_path):
    path = tmp_path / "archive.tgz"
    with tarfile.open(path, "w:gz") as tar:
        for number in (1, 2):
            member = tarfile.TarInfo(f"folder/{number}.txt")
            member.size = len(line(number))
            tar.addfile(member, io.BytesIO(line(number)))
    found = list(sources([str(path)]))
    assert names(found) == ["1.txt", "2.txt"]
    assert [item.pmid for source in found for item in items(source)] == ["1", "2"]


def test_a_truncated_tar_archive_gives_what_it_has_and_says_so(tmp_path):
    path = tmp_path / "archive.tar"
    with tarfile.open(path, "w") as tar:
        for number in (1, 2):
            member = tarfile.TarInfo(f"{number}.txt")
            member.size = 2000
            tar.addfile(member, io.BytesIO(line(number).ljust(2000)))
    path.write_bytes(path.read_bytes()[:4000])
    found = list(sources([str(path)]))
    assert [type(item).__name__ for item in found] == ["Source", "Unreachable"]


def test_a_missing_path_is_told_in_its_place_and_the_others_follow(tmp_path):
    (tmp_path / "there").write_bytes(line(1))
    missing, there = sources([str(tmp_path / "nowhere"), str(tmp_path / "there")])
    assert isinstance(missing, Unreachable)
    assert (missing.reason, missing.next_step) == ("it does not exist", "Check the path.")
    assert missing.name.endswith("nowhere")
    assert [record.pmid for record in items(there)] == ["1"]


def test_a_file_that_goes_away_before_it_is_opened_is_a_problem(tmp_path):
    path = tmp_path / "gone"
    path.write_bytes(line(1))
    (source,) = sources([str(path)])
    path.unlink()
    with pytest.raises(UnreadableInput, match="does not exist"):
        source.open()


@pytest.mark.skipif(os.geteuid() == 0, reason="the superuser may read everything")
def test_a_file_that_may_not_be_read_is_told_and_the_others_follow(tmp_path):
    closed, open_ = tmp_path / "a", tmp_path / "b"
    closed.write_bytes(line(1))
    open_.write_bytes(line(2))
    closed.chmod(0)
    refused, readable = sources([str(tmp_path)])
    assert isinstance(refused, Unreachable)
    assert "may not be read" in refused.reason
    assert [record.pmid for record in items(readable)] == ["2"]


def test_a_dash_is_standard_input(monkeypatch):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(gzip.compress(line(1)))))
    (source,) = sources(["-"])
    assert (source.name, source.size) == ("standard input", None)
    assert [record.pmid for record in items(source)] == ["1"]
    assert not sys.stdin.buffer.closed


def test_an_empty_file_is_rejected_by_the_reader(tmp_path):
    (tmp_path / "empty").write_bytes(b"")
    (source,) = sources([str(tmp_path)])
    (bad,) = items(source)
    assert bad.reason == "it is empty"
