"""Which adapter stands behind each port; the only place that knows, and it loads each when it is first needed."""

from __future__ import annotations

from collections.abc import Generator, Iterable, Iterator, Mapping
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from answerable.app.desk_ports import Desk
from answerable.app.library import Starter
from answerable.app.ports import Lock, SearchIndex, Source, Store
from answerable.corpus.reading.model import Rejected
from answerable.corpus.stance import StanceModel
from answerable.errors import MissingExtra, SettingsProblem
from answerable.people.ports import Authenticator, IdentityProvider, Passkeys, PasswordHasher, Post
from answerable.publication.ports import ReferenceStyle
from answerable.retrieval.ports import Reranker
from answerable.verification.ports import Judge

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    from answerable.adapters.evidence_model import EvidenceModel
    from answerable.adapters.sql.postgresql import Postgresql
    from answerable.settings import Settings

STORE = "library.sqlite3"
DESK = "desk.sqlite3"
INDEX = "index"
LOCK = "write.lock"
LEDGER_KEY = "ledger.key"
FACTOR_KEY = "factors.key"
DATABASES = (STORE, DESK)
KEYS = (LEDGER_KEY, FACTOR_KEY)


def has_store(folder: Path) -> bool:
    """Whether a library has been made in this folder; asks the file system only."""
    return (folder / STORE).is_file()


def store_in(folder: Path) -> Store:
    """The store in a folder, made where there is none; raises a `LibraryProblem` where it cannot be opened."""
    from answerable.adapters.sql.store import SqlStore

    return SqlStore(folder / STORE)


def has_desk(folder: Path, database: str = "") -> bool:
    """Whether anybody has asked anything of the reading room of this folder, or a database is set; asks no database."""
    return bool(database) or (folder / DESK).is_file()


def desk_in(folder: Path, database: str = "") -> Desk:
    """The desk at a database's address, or in a folder, made with it where there is none.

    Raises a `LibraryProblem` where it cannot be opened, and a `SettingsProblem` where there are two.
    """
    from answerable.adapters.sql.desk import SqlDesk

    folder.mkdir(parents=True, exist_ok=True)
    return SqlDesk(_server(folder, database) if database else folder / DESK)


def _server(folder: Path, database: str) -> Postgresql:
    """The database at an address; who has set one and left a desk in the folder would see nothing of the one in the other."""
    if (folder / DESK).is_file():
        raise SettingsProblem(
            f"There is a desk in {folder / DESK}, and the setting “database” names another place for it.",
            "Carry it over as docs/how-to/run-on-postgresql.md says, and move that file away; or take the setting out.",
        )
    from answerable.adapters.sql.postgresql import Postgresql

    return Postgresql(database)


def desk_in_memory() -> Desk:
    """An empty desk that lives as long as the process."""
    from answerable.adapters.memory.desk import MemoryDesk

    return MemoryDesk()


def index_in(folder: Path) -> SearchIndex:
    """The index in a folder; raises a `LibraryProblem` where it is damaged."""
    from answerable.adapters.tantivy_index import TantivyIndex

    return TantivyIndex(folder / INDEX)


def index_in_memory() -> SearchIndex:
    """An empty index that lives as long as the process."""
    from answerable.adapters.tantivy_index import TantivyIndex

    return TantivyIndex()


@contextmanager
def index_anew(folder: Path) -> Generator[SearchIndex]:
    """An empty index that takes the place of the folder's when the block ends well."""
    from answerable.adapters.tantivy_index import made_anew

    with made_anew(folder / INDEX) as made:
        yield made


def has_index(folder: Path) -> bool:
    """Whether there is an index in this folder."""
    return (folder / INDEX / "meta.json").is_file()


def writer_lock(folder: Path, patience: float = 2.0) -> Lock:
    """The right to write to the library in a folder; waits `patience` seconds for another process."""
    from answerable.adapters.lock import WriterLock

    return WriterLock(folder / LOCK, patience)


def starter() -> Starter:
    """The starter library."""
    from answerable import starter as shipped

    return Starter(shipped.records(), shipped.fingerprint(), shipped.CHANGED)


def sources_of(paths: Iterable[str]) -> Iterator[Source | tuple[str, Rejected]]:
    """Every file under the paths, "-" for standard input; a path that cannot be opened comes with its name and why."""
    from answerable.adapters.files import Unreachable, sources

    for source in sources(paths):
        yield (source.name, source) if isinstance(source, Unreachable) else source


def sizes(folder: Path) -> tuple[int, int]:
    """How many bytes the store and the index take on the disk."""

    def taken(paths: Iterable[Path]) -> int:
        return sum(path.stat().st_size for path in paths if path.is_file())

    return taken(folder.glob(f"{STORE}*")), taken((folder / INDEX).rglob("*"))


def schema_of_store() -> int:
    """The number of the schema that this version keeps records in."""
    from answerable.adapters.sql.tables import HEAD

    return int(HEAD)


def encoder() -> Reranker:
    """The plain encoder, as a baseline to measure against; raises `MissingExtra` where the extra is not installed."""
    from answerable.adapters.encoder import EncoderReranker

    return EncoderReranker()


def evidence_model() -> EvidenceModel:
    """The evidence model; raises `MissingExtra`, when it is first asked, where its runtime is not installed."""
    from answerable.adapters.evidence_model import EvidenceModel

    return EvidenceModel()


def reranker() -> Reranker:
    """The evidence model as a reranker; raises `MissingExtra`, when it is first asked, where its runtime is not installed."""
    return evidence_model()


def stance_model() -> StanceModel:
    """The evidence model as a judge of stance; raises `MissingExtra` at once where its runtime is not installed."""
    model = evidence_model()
    model.stances([("ready", "ready")])
    return model


def judge() -> Judge | None:
    """What judges the stance of a source towards a claim, or None where no model can be run: then stance stays unchecked."""
    from answerable.verification.judging import ModelJudge

    try:
        return ModelJudge(stance_model())
    except MissingExtra:
        return None


def style(name: str) -> ReferenceStyle:
    """The house style of that name for references; raises `UsageProblem` where there is none."""
    from answerable.adapters.citeproc_style import CiteprocStyle

    return CiteprocStyle(name)


def password_hasher() -> PasswordHasher:
    """What makes of a password what may be kept."""
    from answerable.adapters.passwords import Argon2

    return Argon2()


def factor_key(folder: Path) -> bytes:
    """The key that the secrets of second factors are sealed with, made at the first need; raises `LibraryProblem`."""
    from answerable.adapters.secret_file import kept_secret

    return kept_secret(folder / FACTOR_KEY)


def seal_key(folder: Path) -> Ed25519PrivateKey:
    """The key that the ledger is sealed with, made at the first need in a file that only its owner may read."""
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    from answerable.adapters.secret_file import kept_secret

    return Ed25519PrivateKey.from_private_bytes(kept_secret(folder / LEDGER_KEY))


def authenticator(folder: Path) -> Authenticator:
    """What reads the codes of authenticators."""
    from answerable.adapters.authenticator import Codes

    return Codes(lambda: factor_key(folder))


def passkeys() -> Passkeys:
    """What reads what passkeys sign."""
    from answerable.adapters.passkeys import WebAuthnKeys

    return WebAuthnKeys()


def identity_provider(settings: Settings) -> IdentityProvider | None:
    """Where people sign in besides here, or None; raises `SettingsProblem` where nobody could sign in by what is set."""
    if not settings.oidc_issuer:
        if not settings.local_passwords:
            raise SettingsProblem(
                "There is no oidc_issuer, and local_passwords is off: nobody could sign in.", "Set one of the two."
            )
        return None
    if not settings.oidc_client_id:
        raise SettingsProblem("There is an oidc_issuer and no oidc_client_id.", "Set it to what the provider calls this site.")
    from answerable.adapters.openid_connect import OpenIdProvider

    return OpenIdProvider(
        settings.oidc_issuer,
        settings.oidc_client_id,
        _provider_secret(settings),
        name=settings.oidc_name,
        proofs=settings.oidc_factor,
    )


def _provider_secret(settings: Settings) -> str:
    """The secret that the identity provider knows this site by; raises `SettingsProblem`, which never says it."""
    if not settings.oidc_client_secret_file:
        return settings.oidc_client_secret
    if settings.oidc_client_secret:
        raise SettingsProblem("There are an oidc_client_secret and an oidc_client_secret_file.", "Take one of them out.")
    try:
        found = Path(settings.oidc_client_secret_file).expanduser().read_text(encoding="utf-8").strip()
    except (OSError, ValueError) as error:
        raise SettingsProblem(
            f"The oidc_client_secret_file cannot be read ({type(error).__name__}).", "Look at its path and who may read it."
        ) from None
    if not found or not found.isprintable():
        raise SettingsProblem("The oidc_client_secret_file holds no secret on one line.", "Put the secret into it.")
    return found


def post_of(settings: Settings) -> Post | None:
    """What hands letters on, or None where no mail server is set; raises `SettingsProblem` where nobody would send them."""
    if not settings.mail_server:
        return None
    if not settings.mail_from:
        raise SettingsProblem("There is a mail_server and no mail_from.", "Set mail_from to the address that letters come from.")
    from answerable.adapters.smtp import Smtp

    return Smtp(
        settings.mail_server,
        sender=settings.mail_from,
        security=settings.mail_security,
        user=settings.mail_user,
        password=settings.mail_password,
    )


def back_up(folder: Path, target: Path, *, keys: bool, made: str, version: str, database: str = "") -> Mapping[str, str]:
    """Writes one file with whole copies of a library's databases, and of its keys; returns the hash of each by name."""
    from answerable.adapters.sql.backing_up import back_up
    from answerable.adapters.sql.moving import into_file

    def copied(path: Path) -> Path:
        with closing(_server(folder, database)) as server:
            return into_file(server, path)

    names, elsewhere = ((STORE,), {DESK: copied}) if database else (DATABASES, {})
    also = KEYS if keys else ()
    return back_up(folder, target, names, also, made=made, version=version, elsewhere=elsewhere).files


def restore(source: Path, folder: Path, database: str = "") -> Mapping[str, str]:
    """Puts a backup into an empty folder, its desk into an empty database where one is set; returns the hash of each file."""
    from answerable.adapters.sql.backing_up import restore
    from answerable.adapters.sql.moving import out_of_file

    @contextmanager
    def taken(path: Path) -> Generator[None]:
        with closing(_server(folder, database)) as server, out_of_file(path, server):
            yield

    return restore(source, folder, (*DATABASES, *KEYS), {DESK: taken} if database else {}).files
