"""New codes for a lost letter: the old ones close at once, the new ones are on paper only, the month goes on."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy import func, select

from portail.config import Canal
from portail.domaine.procedure import LETTRE_RECUE, ActionInterdite, Etat, Role
from portail.persistance.acces import AccesLettre, SessionOuverte
from portail.persistance.actes import GenreDocument, Impression
from portail.persistance.negociation import ProjetPapier
from portail.persistance.rappels import Rappel
from portail.services import brouillons, codes, connexion, invitation, quotidien, rappels
from portail.services.codes import CodesDeLaChambre, Demande, FeuillePurgee, Identite, MotifDeRemise
from portail.services.connexion import Inconnu, Visite
from portail.services.identifiants import tirer
from portail.services.invitation import ImpressionPurgee
from portail.services.journal import DejaFait, DossierChange
from portail.services.projets import Fichier, Projet
from tests.services.documents.lecture import normaliser, pages, texte
from tests.services.gestes import ENVOI, a_paris, acteur, photo, refus, relu, sqlite_seul

QUAND = a_paris(date(2026, 12, 10))
MOTIF = MotifDeRemise(Demande.TELEPHONE, Identite.RAPPEL)


@pytest.fixture
def perdue(maison, horloge):
    """A debtor who lost his letter, on the 10th of December; strict end on the 25th."""
    horloge.instant = QUAND
    return maison.dossier_avec_codes(Etat.ENVOYEE, envoi=ENVOI)


@pytest.fixture
def commissaire(maison):
    return lambda quand=QUAND, **suite: acteur(Role.COMMISSAIRE, quand, maison.troupe.commissaire, **suite)


@pytest.fixture
def ouvrir(session, moyens):
    def faire(mots):
        visite = Visite("r")
        return connexion.ouvrir_par_lettre(
            session, moyens.empreintes, mots.identifiant_imprime, mots.code_imprime, visite, QUAND
        )

    return faire


def nombre(session, table, *conditions):
    return session.scalar(select(func.count()).select_from(table).where(*conditions))


def test_new_codes_close_the_old_ones_and_their_sessions(perdue, commissaire, ouvrir, session, autre_session, moyens):
    dossier, anciens = perdue
    ouvrir(anciens)
    avant = relu(session, dossier)
    fins = (avant.envoye_le, avant.fin_stricte, avant.fin_prorogee, avant.etat)
    neufs = tirer()
    qui = commissaire(idem="codes", version=dossier.version)
    codes.remettre(session, dossier, moyens, MOTIF, qui, identifiants=neufs)
    with refus(session, DejaFait):
        codes.remettre(session, dossier, moyens, MOTIF, qui)
    with refus(session, DossierChange):
        codes.remettre(session, dossier, moyens, MOTIF, commissaire(version=dossier.version - 1))
    with autre_session() as lecture:
        d = relu(lecture, dossier)
        assert (d.envoye_le, d.fin_stricte, d.fin_prorogee, d.etat) == fins, "the month does not start anew"
        acte = d.evenements[-1]
        assert (acte.action, acte.depuis, acte.vers) == ("remettre_codes", Etat.ENVOYEE, Etat.ENVOYEE)
        assert acte.details == {"demande": "telephone", "identite": "rappel"}
        assert nombre(lecture, SessionOuverte, SessionOuverte.dossier_id == d.id) == 0
        vivants = (AccesLettre.dossier_id == d.id, AccesLettre.revoque_le.is_(None))
        assert nombre(lecture, AccesLettre, *vivants) == 1
        assert [x.genre for x in d.documents] == [GenreDocument.LETTRE], "no second letter"
    with refus(session, Inconnu):
        ouvrir(anciens)
    assert ouvrir(neufs)[1].id == dossier.id


def test_the_sheet_says_the_codes_and_the_day_and_is_no_letter(perdue, commissaire, session, moyens, autre_session):
    dossier, _ = perdue
    neufs = tirer()
    codes.remettre(session, dossier, moyens, MOTIF, commissaire(), identifiants=neufs)
    with autre_session() as lecture:
        d = relu(lecture, dossier)
        assert codes.feuille_prete(lecture, d)
        feuille = codes.a_imprimer(lecture, d, moyens)
        brut = lecture.get_one(Impression, d.id).chiffre
        with pytest.raises(ImpressionPurgee):
            invitation.a_imprimer(lecture, d, moyens)
    lu = normaliser(texte(feuille))
    assert len(pages(feuille)) == 1
    assert neufs.identifiant_imprime in lu and neufs.code_imprime in lu
    assert "vendredi 25 décembre 2026" in lu and "Ne payez rien maintenant." in lu
    assert "Voici vos nouveaux codes." in lu and "le délai ne repart pas" in lu
    assert "R. 125-2" not in lu, "none of the statutory letter"
    assert neufs.code.encode() not in brut and neufs.code_imprime.encode() not in brut
    assert neufs.code not in repr(photo(autre_session)) and neufs.identifiant not in repr(photo(autre_session))


@sqlite_seul
@pytest.mark.parametrize("etat", [Etat.ACCORD_CONCLU, Etat.PAIEMENTS, Etat.FIN_EXPIRATION])
def test_once_nothing_can_be_agreed_any_more_the_sheet_gives_the_codes_alone(
    maison, horloge, commissaire, session, moyens, etat
):
    dossier = maison.dossier(etat, jours=60)
    codes.remettre(session, dossier, moyens, MOTIF, commissaire(horloge()))
    lu = normaliser(texte(codes.a_imprimer(session, dossier, moyens)))
    assert "Voici vos nouveaux codes." in lu and "Pour suivre votre dossier" in lu
    assert "Que voulez-vous faire" not in lu and "Ne payez rien" not in lu and "formulaire" not in lu


def test_the_file_goes_when_it_is_printed_or_after_seven_days(
    perdue, commissaire, session, moyens, app, autre_session, maison
):
    dossier, _ = perdue
    lettre = maison.dossier(Etat.MANDAT, envoi=date(2026, 12, 10))
    codes.remettre(session, dossier, moyens, MOTIF, commissaire())
    codes.confirmer_impression(session, dossier)
    codes.confirmer_impression(session, dossier)
    with autre_session() as lecture:
        assert not codes.feuille_prete(lecture, dossier)
        with pytest.raises(FeuillePurgee):
            codes.a_imprimer(lecture, dossier, moyens)
    codes.remettre(session, dossier, moyens, MOTIF, commissaire(QUAND + timedelta(hours=1)))
    fabrique = app.extensions["ecritures"]
    session.rollback()
    une_heure, sept_jours = timedelta(hours=1), timedelta(days=7)
    assert quotidien.purger(fabrique, QUAND + sept_jours) == 0
    assert quotidien.purger(fabrique, QUAND + une_heure + sept_jours) == 1
    assert quotidien.purger(fabrique, QUAND + timedelta(days=60)) == 0
    with autre_session() as lecture:
        assert nombre(lecture, Impression, Impression.dossier_id == dossier.id) == 0
        assert nombre(lecture, Impression, Impression.dossier_id == lettre.id) == 1, "a letter not yet posted stays"
    with refus(session, FeuillePurgee):
        codes.confirmer_impression(session, lettre)


@sqlite_seul
def test_only_who_has_a_letter_gets_new_codes(maison, horloge, commissaire, session, moyens):
    mandat = maison.dossier(Etat.MANDAT, jours=0)
    with refus(session, ActionInterdite):
        codes.remettre(session, mandat, moyens, MOTIF, commissaire(horloge()))
    assert {Etat.ENVOYEE, Etat.ACCEPTEE, Etat.ACCORD_CONCLU, Etat.DEFAUT} < set(LETTRE_RECUE)
    assert not {Etat.MANDAT, Etat.SOLDE, Etat.CLOS, Etat.IRRECEVABLE} & set(LETTRE_RECUE)
    chambre = replace(moyens, reglages=replace(moyens.reglages, canal=Canal.CHAMBRE))
    envoyee = maison.dossier(Etat.ENVOYEE)
    with refus(session, CodesDeLaChambre):
        codes.remettre(session, envoyee, chambre, MOTIF, commissaire(horloge()))


def test_what_somebody_else_may_have_prepared_goes_only_when_the_etude_says_so(
    maison, horloge, commissaire, session, moyens, autre_session
):
    dossier = maison.dossier(Etat.ENVOYEE)
    terme = maison.scene().termes(6, horloge())
    projet = ProjetPapier(
        dossier_id=dossier.id, numero=1, genre="offre", participe=True, montant_centimes=terme.montant_centimes,
        lignes={"echeances": []}, clause="", objet="a" * 64, prepare_le=horloge(),
    )  # fmt: skip
    session.add(projet)
    brouillons.garder(session, dossier, Role.DEBITEUR, {"mode": "6"}, horloge())
    brouillons.garder(session, dossier, Role.CREANCIER, {"mode": "12"}, horloge())
    message = Projet(dossier, Role.DEBITEUR, "contestation")
    message.garder(session, {"texte": "…"}, horloge())
    message.joindre(session, [Fichier("a.pdf", "application/pdf", 4, "d" * 64)], horloge())
    session.add(Rappel(dossier_id=dossier.id, par_courriel=True, courriel="un@tiers.example", choisi_le=horloge()))
    codes.remettre(session, dossier, moyens, MOTIF, commissaire(horloge(), idem="un"))
    assert rappels.choix(session, dossier).courriel == "un@tiers.example"
    assert brouillons.lire(session, dossier, Role.DEBITEUR) and message.saisie(session) and message.pieces(session)
    assert projet.ferme_le is None and "tiers" not in dossier.evenements[-1].details
    codes.remettre(session, dossier, moyens, replace(MOTIF, tiers=True), commissaire(horloge(), idem="deux"))
    with autre_session() as lecture:
        d = relu(lecture, dossier)
        assert d.evenements[-1].details["tiers"] is True
        assert rappels.choix(lecture, d) is None, "the address may be that person's"
        assert lecture.get_one(ProjetPapier, projet.id).ferme_le == horloge()
        assert brouillons.lire(lecture, d, Role.DEBITEUR) == {}
        assert brouillons.lire(lecture, d, Role.CREANCIER) == {"mode": "12"}, "the creditor's own stays"
        sien = Projet(d, Role.DEBITEUR, "contestation")
        assert sien.saisie(lecture) == {} and not sien.pieces(lecture)
