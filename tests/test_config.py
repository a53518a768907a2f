"""Settings: everything missing is told at once, in French; production refuses what is weak, open or default."""

from pathlib import Path

import pytest

from portail.config import Canal, ConfigurationInvalide, Mode, lire, secrets_neufs

CLE = "Zk3vQ9rXw1Tb7Lm5Np2Sd8Fg4Hj6Kc0Ya-_"
PRODUCTION = {
    "PORTAIL_CLES": CLE,
    "PORTAIL_POIVRES": f"1:{CLE[::-1]}",
    "PORTAIL_CLES_PREUVE": CLE[5:] + CLE[:5],
    "PORTAIL_URL_PUBLIQUE": "https://portail.etude.example/",
    "PORTAIL_COURRIELS": "smtp://relais.etude.example:25",
    "PORTAIL_EXPEDITEUR": "portail@etude.example",
}


def manques(**environ: str | None) -> list[str]:
    voulu = {nom: valeur for nom, valeur in {**PRODUCTION, **environ}.items() if valeur is not None}
    with pytest.raises(ConfigurationInvalide) as refus:
        lire(voulu)
    assert str(refus.value) == "\n".join(refus.value.manques)
    return refus.value.manques


def test_production_is_the_default_and_starts_when_whole():
    r = lire(PRODUCTION)
    assert (r.mode, r.canal, r.htmx, r.mandataires) == (Mode.PRODUCTION, Canal.PORTAIL, "cdn", 0)
    assert (r.url_publique, r.hotes) == ("https://portail.etude.example", ("portail.etude.example",))
    assert r.https and not r.specimen
    assert r.base == f"sqlite:///{Path('donnees-portail').absolute() / 'portail.db'}"
    assert r.poivres == {1: CLE[::-1]} and r.argon2 == (2, 19456, 1)


def test_everything_missing_is_told_at_once():
    with pytest.raises(ConfigurationInvalide) as refus:
        lire({})
    noms = {m.split()[0] for m in refus.value.manques}
    assert noms >= {
        "PORTAIL_CLES",
        "PORTAIL_POIVRES",
        "PORTAIL_CLES_PREUVE",
        "PORTAIL_URL_PUBLIQUE",
        "PORTAIL_COURRIELS",
        "PORTAIL_EXPEDITEUR",
    }
    for mode in ("demonstration", "test"):
        with pytest.raises(ConfigurationInvalide) as refus:
            lire({"PORTAIL_MODE": mode})
        assert any("PORTAIL_CLES" in m for m in refus.value.manques), "secrets have no default anywhere"


@pytest.mark.parametrize(
    ("nom", "valeur"),
    [
        ("PORTAIL_CLES", None), ("PORTAIL_CLES", " , "), ("PORTAIL_CLES", "court"), ("PORTAIL_CLES", "a" * 64),
        ("PORTAIL_CLES", f"{CLE},changez-moi"), ("PORTAIL_POIVRES", None), ("PORTAIL_POIVRES", CLE),
        ("PORTAIL_POIVRES", f"un:{CLE}"), ("PORTAIL_POIVRES", "1:"), ("PORTAIL_POIVRES", f"²:{CLE}"),
        ("PORTAIL_POIVRES", "1:faible"), ("PORTAIL_POIVRES", f"2:{CLE},1:{'ab' * 20}"),
        ("PORTAIL_URL_PUBLIQUE", None), ("PORTAIL_URL_PUBLIQUE", "portail.etude.example"),
        ("PORTAIL_URL_PUBLIQUE", "http://portail.etude.example"), ("PORTAIL_URL_PUBLIQUE", "https://"),
        ("PORTAIL_COURRIELS", None), ("PORTAIL_COURRIELS", "spool"), ("PORTAIL_COURRIELS", "http://relais"),
        ("PORTAIL_EXPEDITEUR", None), ("PORTAIL_EXPEDITEUR", "portail"), ("PORTAIL_HTMX", "non"),
        ("PORTAIL_MODE", "prod"), ("PORTAIL_MODE", ""), ("PORTAIL_CANAL", "pigeon"), ("PORTAIL_MANDATAIRES", "deux"),
        ("PORTAIL_MANDATAIRES", "-1"), ("PORTAIL_MANDATAIRES", "١"),
        ("PORTAIL_CLES_PREUVE", None), ("PORTAIL_CLES_PREUVE", "courte"), ("PORTAIL_CLES_PREUVE", f"faible,{CLE}"),
        ("PORTAIL_SIGNATURE", "stylo"), ("PORTAIL_SIGNATURE", "certificat"), ("PORTAIL_SIGNATURE", "externe"),
        ("PORTAIL_SIGNATURE_NIVEAU", "B-LTA"), ("PORTAIL_HORODATAGE", "horodatage.example"),
    ],
)  # fmt: skip
def test_production_refuses_what_is_missing_weak_or_open(nom, valeur):
    phrases = manques(**{nom: valeur})
    assert any(nom in p or "secret" in p for p in phrases), phrases
    assert all(p[0].isupper() and p.endswith(".") and "'" not in p for p in phrases)
    secret = (valeur or "").split(":")[-1]
    assert len(secret) < 6 or nom not in ("PORTAIL_CLES", "PORTAIL_POIVRES") or secret not in str(phrases)


def test_a_level_that_needs_a_time_stamp_needs_its_authority(tmp_path):
    choix = {"PORTAIL_SIGNATURE": "certificat", "PORTAIL_SIGNATURE_NIVEAU": "B-T"}
    choix |= {"PORTAIL_SIGNATURE_CERTIFICAT": str(tmp_path / "c"), "PORTAIL_SIGNATURE_RACINES": str(tmp_path)}
    assert [p for p in manques(**choix) if p.startswith("PORTAIL_HORODATAGE manque")]
    assert lire({**PRODUCTION, **choix, "PORTAIL_HORODATAGE": "https://tsa.example"}).signature.niveau == "B-T"


def test_the_demonstration_is_lighter_but_never_without_secrets():
    r = lire({**PRODUCTION, "PORTAIL_MODE": "demonstration", "PORTAIL_URL_PUBLIQUE": "http://127.0.0.1:8000",
              "PORTAIL_COURRIELS": "spool", "PORTAIL_EXPEDITEUR": "", "PORTAIL_HTMX": "local",
              "PORTAIL_HOTES": "127.0.0.1, localhost"})  # fmt: skip
    assert r.specimen and not r.https and r.hotes == ("127.0.0.1", "localhost") and r.htmx == "local"


def test_keys_and_peppers_rotate():
    r = lire({**PRODUCTION, "PORTAIL_CLES": f"{CLE}, {CLE[::-1]}", "PORTAIL_POIVRES": f"2:{CLE},1:{CLE[::-1]}"})
    assert r.cles == (CLE, CLE[::-1]) and r.poivres == {2: CLE, 1: CLE[::-1]}


def test_what_the_operator_may_choose(tmp_path):
    r = lire({**PRODUCTION, "PORTAIL_DONNEES": str(tmp_path), "PORTAIL_MANDATAIRES": "1", "PORTAIL_CANAL": "chambre",
              "PORTAIL_BASE": "postgresql+psycopg://u@h/b", "PORTAIL_BAREMES": str(tmp_path / "b.toml")})  # fmt: skip
    assert (r.donnees, r.mandataires, r.canal) == (tmp_path, 1, Canal.CHAMBRE)
    assert r.base == "postgresql+psycopg://u@h/b" and r.baremes == tmp_path / "b.toml"
    assert lire({**PRODUCTION, "PORTAIL_DONNEES": str(tmp_path)}).base == f"sqlite:///{tmp_path}/portail.db"


def test_fresh_secrets_are_strong_and_never_the_same():
    tirages = [secrets_neufs() for _ in range(50)]
    assert len({valeur for t in tirages for valeur in t.values()}) == 150
    for tirage in tirages:
        lire({**PRODUCTION, **tirage})
