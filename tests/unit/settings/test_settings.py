"""Settings come from the environment and a file, and what cannot be used is told with where it stands."""

import contextlib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from answerable.errors import SettingsProblem
from answerable.settings import CONFIG, TABLE, Settings, unknown_variables


def read(folder: Path, toml: str = "", **environment: str) -> Settings:
    if toml:
        (folder / "answerable.toml").write_text(toml, encoding="utf-8")
    return Settings.read({"ANSWERABLE_HOME": str(folder), **environment})


def test_nothing_has_to_be_set(tmp_path):
    settings = read(tmp_path)
    assert settings.library == tmp_path
    assert {row.name: getattr(settings, row.name) for row in TABLE if row.name != "library"} == {
        row.name: row.default for row in TABLE if row.name != "library"
    }


def test_the_file_in_the_librarys_folder_is_read(tmp_path):
    settings = read(tmp_path, 'port = 9000\nread_only = true\ntrusted_proxies = ["127.0.0.1", "10.1.2.3/8"]')
    assert (settings.port, settings.read_only) == (9000, True)
    assert settings.trusted_proxies == ("127.0.0.1/32", "10.0.0.0/8")


def test_the_environment_goes_before_the_file(tmp_path):
    assert read(tmp_path, "port = 9000\nworkers = 3", ANSWERABLE_PORT="9001").port == 9001
    assert read(tmp_path, ANSWERABLE_TRUSTED_PROXIES="127.0.0.1, ::1").trusted_proxies == ("127.0.0.1/32", "::1/128")
    assert read(tmp_path, ANSWERABLE_READ_ONLY="yes").read_only


def test_a_file_named_by_a_variable_may_name_the_library(tmp_path):
    file = tmp_path / "elsewhere.toml"
    file.write_text(f'library = "{tmp_path / "kept"}"\n', encoding="utf-8")
    assert Settings.read({CONFIG: str(file)}).library == tmp_path / "kept"
    assert Settings.read({CONFIG: str(file)}, library=tmp_path).library == tmp_path
    with pytest.raises(SettingsProblem, match="found in one"):
        read(tmp_path, 'library = "x"')


def test_a_folder_given_by_an_option_goes_before_all_and_brings_its_file(tmp_path):
    (tmp_path / "answerable.toml").write_text("port = 9002", encoding="utf-8")
    settings = Settings.read({"ANSWERABLE_HOME": "/nowhere"}, library=tmp_path)
    assert (settings.library, settings.port) == (tmp_path, 9002)


def test_an_unknown_key_is_told_with_the_file_the_key_and_what_there_is(tmp_path):
    with pytest.raises(SettingsProblem) as told:
        read(tmp_path, "retention_day = 3")
    assert "answerable.toml" in told.value.what
    assert "“retention_day”" in told.value.what
    assert "Did you mean “retention_days”?" in told.value.next_step
    assert all(row.name in told.value.next_step for row in TABLE)


def test_a_named_file_that_is_not_there_is_told(tmp_path):
    with pytest.raises(SettingsProblem, match=r"none\.toml cannot be read"):
        Settings.read({CONFIG: str(tmp_path / "none.toml")})


def test_what_is_no_toml_is_told(tmp_path):
    with pytest.raises(SettingsProblem, match="is no TOML"):
        read(tmp_path, "port = = 3")


@pytest.mark.parametrize(
    ("toml", "told"),
    [
        ('port = "8000"', "a whole number"),
        ("port = true", "a whole number"),
        ("port = 70000", "from 0 to 65,535"),
        ("port = 8.5", "a whole number"),
        ("read_only = 1", "true or false"),
        ('read_only = "yes"', "true or false"),
        ("host = 3", "a text in quotation marks"),
        ("host = []", "a text in quotation marks"),
        ("trusted_proxies = [1]", "a list of texts"),
        ('trusted_proxies = ["proxy"]', "addresses or networks"),
        ('public_address = "answers.example.org"', "without a path"),
        ('public_address = "https://example.org/answers"', "without a path"),
        ('public_address = "https://me:secret@example.org"', "without a path"),
        ('style = "harvard"', "one of vancouver, ama, apa"),
        ('secret = "too short"', "at least 32 characters"),
        ("retention_days = 0", "from 1 to 3,650"),
    ],
)
def test_a_value_that_cannot_be_used_is_told_with_what_it_may_be(tmp_path, toml, told):
    with pytest.raises(SettingsProblem) as problem:
        read(tmp_path, toml)
    assert told in problem.value.what
    assert "answerable.toml" in problem.value.what
    assert f"“{toml.partition(' ')[0]}”" in problem.value.what


def test_a_variable_that_cannot_be_used_is_named_and_never_its_value(tmp_path):
    with pytest.raises(SettingsProblem, match="ANSWERABLE_SECRET") as problem:
        read(tmp_path, ANSWERABLE_SECRET="hunter2")
    assert "hunter2" not in str(problem.value)


def test_a_secret_is_never_shown(tmp_path):
    settings = read(tmp_path, ANSWERABLE_SECRET="s" * 40)
    assert settings.secret == "s" * 40
    assert "ssss" not in repr(settings)


def test_a_public_address_ends_without_a_slash(tmp_path):
    assert read(tmp_path, 'public_address = "https://answers.example.org/"').public_address == "https://answers.example.org"


def test_a_variable_that_nothing_reads_is_known_as_such():
    found = unknown_variables({"ANSWERABLE_PORTS": "1", "ANSWERABLE_PORT": "1", CONFIG: "x", "ANSWERABLE_HOME": "y", "PATH": "z"})
    assert found == ("ANSWERABLE_PORTS",)


@given(st.sampled_from([row.variable for row in TABLE if row.name not in ("library", "region")]), st.text(max_size=40))
def test_any_words_of_a_variable_are_used_or_told(variable, words):
    with contextlib.suppress(SettingsProblem):
        assert isinstance(Settings.read({variable: words}, library=Path("/nowhere")), Settings)


@pytest.mark.parametrize(
    "issuer",
    [
        "https://id.example.org",
        "https://id.example.org/",
        "https://id.example.org:8443/realms/hospital",
        "http://localhost:9000",
        "http://127.0.0.1",
        "http://[::1]:9000/x",
    ],
)
def test_an_issuer_is_kept_to_the_letter(tmp_path, issuer: str):
    assert read(tmp_path, ANSWERABLE_OIDC_ISSUER=issuer).oidc_issuer == issuer


@pytest.mark.parametrize(
    "issuer",
    [
        "http://id.example.org",
        "id.example.org",
        "https://",
        "https://id.example.org?x=1",
        "https://id.example.org#x",
        "https://user@id.example.org",
        "https://id.example.org:99999",
        "https://[::1",
        "ftp://localhost",
        "https://id.example.org/é",
    ],
)
def test_what_is_no_safe_issuer_is_refused(tmp_path, issuer: str):
    with pytest.raises(SettingsProblem, match="OIDC_ISSUER cannot be used"):
        read(tmp_path, ANSWERABLE_OIDC_ISSUER=issuer)


def test_proofs_of_a_second_factor_are_a_claim_and_a_value(tmp_path):
    several = read(tmp_path, ANSWERABLE_OIDC_FACTOR="amr=mfa, acr=https://refeds.org/profile/mfa")
    assert several.oidc_factor == ("amr=mfa", "acr=https://refeds.org/profile/mfa")
    for wrong in ("mfa", "amr=", "email=x", "=mfa"):
        with pytest.raises(SettingsProblem, match="OIDC_FACTOR cannot be used"):
            read(tmp_path, ANSWERABLE_OIDC_FACTOR=wrong)
