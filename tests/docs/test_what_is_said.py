"""What the documentation says of the package as a whole is so."""

import ast
import re
from importlib.metadata import packages_distributions

from pages import ROOT, text_of

_NETWORK = {
    "socket", "ssl", "http", "urllib", "httpx", "httpx2", "authlib", "requests", "ftplib", "smtplib", "aiohttp", "websockets",
    "xmlrpc", "psycopg",
}  # fmt: skip
_ONLY_WORDS = {"http.HTTPStatus", "urllib.parse"}  # names of statuses, and addresses taken apart: neither goes anywhere
_WHERE_THE_OPERATOR_SAYS = {
    "src/answerable/adapters/smtp.py": {"smtplib", "ssl"},  # the mail server that is set, and no other
    "src/answerable/adapters/openid_connect.py": {"httpx2", "authlib"},  # the identity provider that is set, and what it names
    "src/answerable/adapters/sql/postgresql.py": {"psycopg"},  # the database that is set
    "src/answerable/adapters/id_token.py": {"authlib"},  # the claims of a token that came from there; goes nowhere
}
_LISTENS = {"src/answerable/entrypoints/web/serving.py": {"socket"}}  # takes connections in, and makes none


def _imported() -> dict[str, set[str]]:
    """The packages that each file of the source imports, wherever in it."""
    found: dict[str, set[str]] = {}
    for file in (ROOT / "src" / "answerable").rglob("*.py"):
        names: set[str] = set()
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                names |= {alias.name.partition(".")[0] for alias in node.names if alias.name not in _ONLY_WORDS}
            elif isinstance(node, ast.ImportFrom) and node.module and node.module not in _ONLY_WORDS:
                said = {f"{node.module}.{alias.name}" for alias in node.names}
                names |= set() if said <= _ONLY_WORDS else {node.module.partition(".")[0]}
        found[str(file.relative_to(ROOT))] = names
    return found


def test_promise_9_nothing_in_the_package_connects_to_anywhere_but_where_the_operator_says():
    said = " ".join(text_of("docs/explanation/intended-use-and-limits.md").split())
    assert "no code that connects to anywhere in the package but to the mail server" in said
    assert "to the identity provider that the operator sets" in said
    assert "to the database that the operator sets" in said
    for file, names in _imported().items():
        assert names & _NETWORK <= _LISTENS.get(file, set()) | _WHERE_THE_OPERATOR_SAYS.get(file, set()), file
    for file in _LISTENS:
        assert not re.search(r"\.connect|create_connection", text_of(file)), file


def test_promise_9_no_mail_server_is_set_until_the_operator_sets_one(tmp_path):
    from answerable.app.wiring import post_of
    from answerable.settings import Settings

    assert post_of(Settings.read({}, library=tmp_path)) is None


def test_promise_9_no_database_is_set_until_the_operator_sets_one(tmp_path):
    from answerable.settings import Settings

    assert Settings.read({}, library=tmp_path).database == ""


def test_promise_9_no_identity_provider_is_set_until_the_operator_sets_one_and_opening_it_asks_nobody(tmp_path, monkeypatch):
    import socket

    from answerable.app.wiring import identity_provider
    from answerable.settings import Settings

    def nobody(*where: object) -> None:
        raise AssertionError(f"connects to {where}")

    monkeypatch.setattr(socket.socket, "connect", nobody)
    assert identity_provider(Settings.read({}, library=tmp_path)) is None
    set_up = {"ANSWERABLE_OIDC_ISSUER": "https://id.example.org", "ANSWERABLE_OIDC_CLIENT_ID": "answerable"}
    assert identity_provider(Settings.read(set_up, library=tmp_path)).issuer == "https://id.example.org"


def test_every_promise_is_told_in_the_readme_with_where_it_is_tested():
    rows = [line for line in text_of("README.md").splitlines() if line.startswith("| ") and line[2:3].isdigit()]
    assert [row.split("|")[1].strip() for row in rows] == [str(number) for number in range(1, 11)]
    for row in rows:
        assert "`tests/" in row or "not yet" in row.lower(), row


_FOR_OTHERS = {"python-multipart"}  # Starlette reads forms with it, and does not ask for it by itself


def test_every_requirement_is_used():
    """A dependency that nothing imports is a promise to the package index and to nobody else."""
    sources = [file.read_text(encoding="utf-8") for file in (ROOT / "src" / "answerable").rglob("*.py")]
    imported = set[str]().union(*_imported().values(), *(re.findall(r"import_module\(\"(\w+)\"\)", text) for text in sources))
    modules: dict[str, set[str]] = {}
    for module, distributions in packages_distributions().items():
        for name in distributions:
            modules.setdefault(_normal(name), set()).add(module)
    project = text_of("pyproject.toml").partition("\ndependencies = [")[2].partition("]")[0]
    names = re.findall(r"\"([\w.-]+)", project)
    assert len(names) > 10
    for name in names:
        assert modules[_normal(name)] & imported or name in _FOR_OTHERS, name


def _normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()
