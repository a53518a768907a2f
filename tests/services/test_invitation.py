"""The letter: credentials on paper only, the print file that goes, the proof of deposit that starts the month."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy import select, update
from sqlalchemy.exc import IntegrityError

from portail.config import Canal, Mode
from portail.domaine.feries import Zone
from portail.domaine.procedure import ActionInterdite, Etat, Role
from portail.persistance.acces import AccesLettre, SessionOuverte
from portail.persistance.actes import GenreDocument, Impression
from portail.persistance.dossiers import Dossier
from portail.persistance.etudes import Etude
from portail.services import connexion, invitation, textes
from portail.services.connexion import Inconnu, Visite
from portail.services.documents.textes import TEXTES_CONNUS
from portail.services.identifiants import tirer
from portail.services.invitation import (
    DepotInvalide,
    HorsRessort,
    IdentifiantsManquants,
    ImpressionPurgee,
    NumeroDejaUtilise,
)
from portail.services.journal import DejaFait, DossierChange
from portail.services.moyens import Illisible, Moyens
from portail.services.textes import TextesAVerifier
from tests.services.documents.lecture import pages, texte
from tests.services.gestes import a_paris, acteur, photo, refus, relu, sqlite_seul

JOUR = date(2026, 11, 23)
QUAND = a_paris(JOUR)


@pytest.fixture
def recevable(maison, horloge):
    horloge.instant = QUAND
    return maison.dossier(Etat.RECEVABLE, envoi=JOUR)


@pytest.fixture
def commissaire(maison):
    return lambda quand=QUAND, **suite: acteur(Role.COMMISSAIRE, quand, maison.troupe.commissaire, **suite)


def traces(app, moyens) -> bytes:
    """Every byte that stays: all columns of all tables, the database file itself, the store of files as text."""
    restes = [repr(photo(app.extensions["lectures"])).encode()]
    for fichier in moyens.reglages.donnees.rglob("*"):
        if fichier.is_file():
            contenu = fichier.read_bytes()
            restes += [contenu, texte(contenu).encode() if contenu.startswith(b"%PDF") else b""]
    return b"\0".join(restes)


def test_the_credentials_exist_in_clear_on_paper_only(app, recevable, commissaire, session, autre_session, moyens):
    mots = tirer()
    prepare = commissaire(idem="preparer", version=recevable.version)
    invitation.preparer(session, recevable, moyens, prepare, identifiants=mots)
    with refus(session, DejaFait):
        invitation.preparer(session, recevable, moyens, prepare)
    with autre_session() as lecture:
        d = relu(lecture, recevable)
        assert (d.etat, d.lettre_le, d.commissaire_id) == (Etat.MANDAT, JOUR, prepare.compte_id)
        papier = texte(invitation.a_imprimer(lecture, d, moyens))
        assert papier.count(mots.identifiant_imprime) == papier.count(mots.code_imprime) == 2, "letter and sheet"
        (copie,) = d.documents
        lu = texte(moyens.entrepot.lire(copie.empreinte))
        assert "Menuiserie Costa" in lu and "1 220,00 €" in lu and "••••" in lu
        assert len(pages(invitation.a_imprimer(lecture, d, moyens))) > len(pages(moyens.entrepot.lire(copie.empreinte)))
        acces = lecture.scalars(select(AccesLettre)).one()
        assert acces.code.startswith("$argon2id$") and len(acces.identifiant) == 64
    formes = [mots.identifiant, mots.identifiant_imprime, mots.code, mots.code_imprime]
    formes += [mots.code[:8], mots.code_imprime[:9]]  # no shorter: four symbols are met by chance in any hash
    restes = traces(app, moyens)
    for forme in formes:
        assert forme.encode() not in restes, "a credential in clear"
    # the same words open the dossier, typed as printed
    visite = Visite("r")
    secret, ouvert = connexion.ouvrir_par_lettre(
        session, moyens.empreintes, mots.identifiant_imprime, mots.code_imprime.lower(), visite, QUAND
    )
    assert ouvert.id == recevable.id and secret.encode() not in traces(app, moyens)


def test_the_print_file_goes_with_the_deposit_and_the_month_starts(
    recevable, commissaire, session, autre_session, moyens
):
    invitation.preparer(session, recevable, moyens, commissaire())
    tard = commissaire(a_paris(JOUR + timedelta(days=3)), idem="depot", version=recevable.version)
    depot = {"envoye_le": JOUR + timedelta(days=2), "numero": " 1a 205 938 4712 5 "}
    avant = photo(autre_session)

    def refuse(**change):
        with refus(session, DepotInvalide) as info:
            invitation.enregistrer_envoi(session, recevable, **{**depot, **change}, acteur=tard)
        return info.value.motif, info.value.limite

    assert refuse(envoye_le=JOUR + timedelta(days=4)) == ("futur", JOUR + timedelta(days=3))
    assert refuse(envoye_le=JOUR - timedelta(days=1)) == ("avant_lettre", JOUR)
    for numero in ("", "1A 205-93", "1A2059384712/5", "1" * 21, "1A2059384712٣"):
        assert refuse(numero=numero) == ("numero", None)
    with refus(session, DossierChange):
        autre = commissaire(idem="x", version=recevable.version - 1)
        invitation.enregistrer_envoi(session, recevable, **depot, acteur=autre)
    assert photo(autre_session) == avant

    invitation.enregistrer_envoi(session, recevable, **depot, acteur=tard)
    with refus(session, DejaFait):
        invitation.enregistrer_envoi(session, recevable, **depot, acteur=tard)
    with autre_session() as lecture:
        d = relu(lecture, recevable)
        assert (d.etat, d.envoye_le, d.numero_recommande) == (Etat.ENVOYEE, date(2026, 11, 25), "1A20593847125")
        assert (d.fin_stricte, d.fin_prorogee) == (date(2026, 12, 25), date(2026, 12, 28))
        assert d.accord_avant == a_paris(date(2026, 12, 26), 0)
        assert lecture.get(Impression, d.id) is None
        assert d.evenements[-1].details["fin_prorogee"] == "2026-12-28"
        with pytest.raises(ImpressionPurgee):
            invitation.a_imprimer(lecture, d, moyens)
        assert [x.genre for x in d.documents] == [GenreDocument.LETTRE], "the masked copy stays"
    with refus(session, ActionInterdite):
        invitation.annuler(session, recevable, commissaire(tard.recu_le))


@sqlite_seul
def test_local_holidays_move_the_later_end_only(maison, session, autre_session, commissaire, horloge, moyens):
    """D3: in Moselle 26 December is a holiday. The postmark may precede the recording by months."""
    maison.troupe.etude.cour_appel = "Metz"
    personnage = replace(maison.scene().qui, code_postal="57000", commune="Metz", code_lieu="57463")
    horloge.instant = a_paris(date(2026, 11, 26))
    dossier = maison.dossier(Etat.MANDAT, envoi=date(2026, 11, 26), personnage=personnage)
    qui = commissaire(a_paris(date(2027, 2, 1)))
    invitation.enregistrer_envoi(session, dossier, envoye_le=date(2026, 11, 26), numero="RK123456789FR", acteur=qui)
    with autre_session() as lecture:
        d = relu(lecture, dossier)
        assert (d.fin_stricte, d.fin_prorogee) == (date(2026, 12, 26), date(2026, 12, 28))
        assert d.zone is not Zone.GENERAL


def test_a_cancelled_letter_opens_nothing_and_a_new_one_has_new_words(
    app, recevable, commissaire, session, autre_session, moyens
):
    premiers, seconds = tirer(), tirer()
    visite = Visite("r")

    def ouvrir(mots, quand=QUAND):
        return connexion.ouvrir_par_lettre(session, moyens.empreintes, mots.identifiant, mots.code, visite, quand)

    invitation.preparer(session, recevable, moyens, commissaire(), identifiants=premiers)
    ouvrir(premiers)
    with refus(session, ActionInterdite):
        invitation.preparer(session, recevable, moyens, commissaire())
    invitation.annuler(session, recevable, commissaire(idem="annuler"))
    with refus(session, DejaFait):
        invitation.annuler(session, recevable, commissaire(idem="annuler"))
    with refus(session, Inconnu):
        ouvrir(premiers)
    with autre_session() as lecture:
        d = relu(lecture, recevable)
        assert (d.etat, d.documents) == (Etat.RECEVABLE, [])
        assert not lecture.scalars(select(Impression)).all()
        assert not lecture.scalars(select(SessionOuverte)).all(), "whoever was inside is out"
        assert [a.revoque_le for a in lecture.scalars(select(AccesLettre))] == [QUAND]
    invitation.preparer(session, recevable, moyens, commissaire(QUAND + timedelta(minutes=1)), identifiants=seconds)
    with refus(session, Inconnu):
        ouvrir(premiers, QUAND + timedelta(hours=1))
    assert ouvrir(seconds, QUAND + timedelta(hours=1))[1].id == recevable.id
    with autre_session() as lecture:
        assert [x.genre for x in relu(lecture, recevable).documents] == [GenreDocument.LETTRE]
    with refus(session, IntegrityError):  # one living letter per dossier, whatever the code does
        session.add(AccesLettre(dossier_id=recevable.id, identifiant="x" * 64, code="", poivre=1, emis_le=QUAND))
        session.flush()


@sqlite_seul
def test_the_court_of_the_debtor_must_be_the_office_s(recevable, commissaire, session, autre_session, moyens):
    """R125-1 al. 1: cour d'appel; abroad and 987, 988 have none that counts."""
    for code, cour in (("75056", "Paris"), ("2A004", "Bastia"), ("97502", "aucune cour d’appel")):
        recevable.debiteur.code_lieu = code
        session.commit()
        with refus(session, HorsRessort) as info:
            invitation.preparer(session, recevable, moyens, commissaire())
        assert cour in info.value.cour or code == "97502"
    with autre_session() as lecture:
        assert relu(lecture, recevable).etat is Etat.RECEVABLE
        assert not lecture.scalars(select(AccesLettre)).all()


def test_production_sends_nothing_before_the_texts_in_force_are_entered(
    recevable, commissaire, session, autre_session, moyens
):
    """D19: L125-1 and L111-3 changed on 25 April 2026; the étude answers for what the letter reproduces."""
    production = replace(moyens, reglages=replace(moyens.reglages, mode=Mode.PRODUCTION))
    avant = photo(autre_session)
    with refus(session, TextesAVerifier) as info:
        invitation.preparer(session, recevable, production, commissaire())
    assert set(info.value.codes) == {t.code for t in TEXTES_CONNUS if not t.verifie} == {"L111-3", "L125-1"}
    assert photo(autre_session) == avant
    for code in info.value.codes:
        textes.saisir_texte(
            session, recevable.etude_id, code=code, texte=f"Texte en vigueur de {code}.\nSecond alinéa.",
            du=date(2026, 4, 25), source="Légifrance", verifie_le=JOUR, acteur=commissaire(),
        )  # fmt: skip
    invitation.preparer(session, recevable, production, commissaire())
    with autre_session() as lecture:
        lu = texte(invitation.a_imprimer(lecture, relu(lecture, recevable), production))
        assert "Texte en vigueur de L125-1." in lu and "SPÉCIMEN" not in lu


@sqlite_seul
def test_the_chamber_s_platform_needs_its_own_words(recevable, commissaire, session, autre_session, moyens):
    chambre = replace(moyens, reglages=replace(moyens.reglages, canal=Canal.CHAMBRE))
    with pytest.raises(IdentifiantsManquants):
        invitation.preparer(session, recevable, chambre, commissaire())
    assert recevable.etat is Etat.RECEVABLE, "a refusal leaves the displayed dossier as it was"
    session.rollback()
    invitation.preparer(session, recevable, chambre, commissaire(), chambre=("pc-884211", "Ab9!il0O"))
    with autre_session() as lecture:
        d = relu(lecture, recevable)
        lu = texte(invitation.a_imprimer(lecture, d, chambre))
        assert "pc-884211" in lu and "Ab9!il0O" in lu
        assert not lecture.scalars(select(AccesLettre)).all(), "this portal has no door for that letter"
        copie = texte(moyens.entrepot.lire(d.documents[0].empreinte))
        assert "Ab9!il0O" not in copie


@sqlite_seul
def test_the_print_file_is_unreadable_with_other_keys(recevable, commissaire, session, moyens, reglages):
    invitation.preparer(session, recevable, moyens, commissaire())
    autre = Moyens.depuis(replace(reglages, cles=("une-autre-cle-" + "z" * 40,)))
    with pytest.raises(Illisible):
        invitation.a_imprimer(session, recevable, autre)
    rotation = Moyens.depuis(replace(reglages, cles=(*reglages.cles, "cle-neuve-" + "n" * 40)))
    assert invitation.a_imprimer(session, recevable, rotation).startswith(b"%PDF")


def test_one_proof_of_deposit_is_the_proof_of_one_letter(maison, horloge, session, commissaire, autre_session):
    horloge.instant = QUAND
    premier, second, voisin = (maison.dossier(Etat.MANDAT, envoi=JOUR) for _ in range(3))
    qui, depot = commissaire(), {"envoye_le": JOUR, "numero": "1A 205 938 4712 5"}
    invitation.enregistrer_envoi(session, premier, **depot, acteur=qui)
    for ecrit in ("1A 205 938 4712 5", "1a20593847125"):
        with refus(session, NumeroDejaUtilise) as info:
            invitation.enregistrer_envoi(session, second, envoye_le=JOUR, numero=ecrit, acteur=qui)
        assert info.value.reference == premier.reference
    etude = maison.troupe.etude
    ailleurs = Etude(
        nom="Voisine", adresse="1 rue", code_postal="35000", commune="Rennes", cour_appel=etude.cour_appel,
        telephone="01 99 00 00 01", courriel="voisine@etude.example",
    )  # fmt: skip
    session.add(ailleurs)
    session.flush()
    session.execute(update(Dossier).where(Dossier.id == voisin.id).values(etude_id=ailleurs.id))
    session.commit()
    session.refresh(voisin)
    with refus(session, NumeroDejaUtilise) as info:
        invitation.enregistrer_envoi(session, voisin, **depot, acteur=qui)
    assert info.value.reference == "", "another étude's dossier is not named"
    with autre_session() as lecture:
        assert relu(lecture, second).etat is Etat.MANDAT
    # La Poste gives a number again after a year at the earliest
    with autre_session() as lecture:
        tard = JOUR + timedelta(days=366)
        numero, _ = invitation.examiner_depot(lecture, relu(lecture, second), tard, "1A20593847125", a_paris(tard))
        assert numero == "1A20593847125"
