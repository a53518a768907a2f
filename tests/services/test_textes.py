"""Texts and tariffs in force: the étude's own entry wins, with its source; production takes nothing on trust."""

from dataclasses import replace
from datetime import date

import pytest

from portail.config import Mode
from portail.domaine.procedure import Role
from portail.persistance.etudes import Etude
from portail.services import textes
from portail.services.documents.textes import FORMULE_CONNUE, TEXTES_CONNUS
from portail.services.textes import SaisieIncomplete, TextesAVerifier
from tests.services.gestes import acteur, refus


@pytest.fixture
def saisir(session, troupe, horloge):
    def faire(
        code, texte="Nouveau texte.\n\n  Second alinéa. ", source="Légifrance", etude=None, compte=troupe.commissaire
    ):
        textes.saisir_texte(
            session, (etude or troupe.etude).id, code=code, texte=texte, du=date(2026, 4, 25), source=source,
            verifie_le=date(2026, 11, 1), acteur=acteur(Role.COMMISSAIRE, horloge(), compte),
        )  # fmt: skip

    return faire


def test_the_letter_takes_the_newest_entry_of_its_own_etude(session, autre_session, troupe, saisir, reglages):
    production = replace(reglages, mode=Mode.PRODUCTION)
    douteux = {t.code for t in TEXTES_CONNUS if not t.verifie}
    etude = troupe.etude.id
    with autre_session() as lecture:
        assert textes.textes_de_la_lettre(lecture, etude, reglages) == TEXTES_CONNUS
        with pytest.raises(TextesAVerifier) as info:
            textes.textes_de_la_lettre(lecture, etude, production)
        assert set(info.value.codes) == douteux
    voisine = Etude(
        nom="Étude voisine", adresse="1 rue", code_postal="75001", commune="Paris", cour_appel="Paris",
        telephone="01 99 00 00 01", courriel="autre@etude.example",
    )  # fmt: skip
    session.add(voisine)
    session.commit()
    for code in douteux:
        saisir(code, "Ancienne saisie.")
        saisir(code)
    with autre_session() as lecture:
        lus = {t.code: t for t in textes.textes_de_la_lettre(lecture, etude, production)}
        assert [t.code for t in lus.values()] == [t.code for t in TEXTES_CONNUS]
        for code in douteux:
            assert lus[code].alineas == ("Nouveau texte.", "Second alinéa.")
            assert (lus[code].verifie, lus[code].source) == (True, "Légifrance")
            assert lus[code].en_vigueur_au == date(2026, 4, 25)
        assert {t.code for t, saisi in textes.etat_des_textes(lecture, etude) if saisi} == douteux
        with pytest.raises(TextesAVerifier):
            textes.textes_de_la_lettre(lecture, voisine.id, production)


def test_the_formula_is_a_dated_setting(session, autre_session, troupe, saisir):
    with autre_session() as lecture:
        assert textes.formule_executoire(lecture, troupe.etude.id) == FORMULE_CONNUE
    saisir(textes.FORMULE, "À tous commissaires de justice, sur ce requis…\nEn foi de quoi…")
    with autre_session() as lecture:
        formule = textes.formule_executoire(lecture, troupe.etude.id)
        assert formule.alineas[0].startswith("À tous commissaires") and formule.verifie
        assert formule.entete == FORMULE_CONNUE.entete


def test_an_entry_without_text_source_or_author_is_nothing(session, autre_session, troupe, saisir, horloge):
    for manque in ({"texte": " \n"}, {"source": "  "}, {"compte": None}):
        with refus(session, SaisieIncomplete):
            saisir("L125-1", **manque)
    valeurs = {"etude_id": troupe.etude.id, "du": date(2026, 3, 1), "au": None, "valeurs": {"a": 1},
               "verifie_le": date(2026, 11, 1), "exemple": False}  # fmt: skip
    with refus(session, SaisieIncomplete):
        textes.saisir_tarif(
            session, **valeurs, source="", acteur=acteur(Role.COMMISSAIRE, horloge(), troupe.commissaire)
        )
    for source in ("Première", "Seconde"):
        qui = acteur(Role.COMMISSAIRE, horloge(), troupe.commissaire)
        textes.saisir_tarif(session, **valeurs, source=source, acteur=qui)
    with autre_session() as lecture:
        assert [t.source for t in textes.tarifs_de(lecture, troupe.etude.id)] == ["Seconde", "Première"]
        assert textes.tarifs_de(lecture, troupe.etude.id + 1) == []
        assert not [t for t, saisi in textes.etat_des_textes(lecture, troupe.etude.id) if saisi]
