"""One sentence for every refusal, in French, without blame, with what is expected."""

import ast
import importlib
import inspect
import pkgutil
import re
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from sqlalchemy.orm.exc import StaleDataError

import portail.services
from portail.domaine.creance import Issue
from portail.domaine.demande import Motif, Verdict
from portail.domaine.echeancier import EcheancierInvalide, MotifEcheancier
from portail.domaine.saisie import SaisieInvalide, lire_montant
from portail.services import (
    atelier,
    authenticite,
    codes,
    connexion,
    constats,
    creances,
    depots,
    envois,
    essais,
    invitation,
    lectures,
    lots,
    negociation,
    paiements,
    papiers,
    participation,
    pieces,
    projets,
    rappels,
    references,
    signalements,
    signataires,
    signatures,
    textes,
    titre,
    verification,
)
from portail.services.actes import ActeImpossible
from portail.services.empreintes import TropDeMonde
from portail.services.journal import DossierChange
from portail.services.preuves_dossier import JournalAltere
from portail.services.signature.motifs import Motif as MotifDeSignature
from portail.services.signature.motifs import SignatureRefusee
from portail.services.termes import TermesChanges
from portail.web import messages, messages_etude
from portail.web.messages import PHRASES, phrase

LE = date(2026, 12, 28)
INSTANT = datetime(2026, 12, 28, 9, 5, tzinfo=UTC)


def _saisie() -> SaisieInvalide:
    with pytest.raises(SaisieInvalide) as refus:
        lire_montant("douze")
    return refus.value


EXEMPLES = [
    *(EcheancierInvalide(m, LE if m.name.startswith(("DATES", "DEBUT", "TROP_LONG")) else 3) for m in MotifEcheancier),
    _saisie(),
    negociation.MontantHorsBornes(122_000),
    negociation.PlanIndisponible(),
    participation.HorsDelai(LE),
    rappels.AdresseManquante(),
    *(participation.ReponseInvalide(m) for m in messages_etude.REPONSE),
    *(invitation.DepotInvalide(m, LE) for m in messages_etude.DEPOT),
    invitation.DepotInvalide("numero"),
    invitation.NumeroDejaUtilise("RPC-7F4K2-9QDA3"),
    invitation.NumeroDejaUtilise(""),
    codes.CodesDeLaChambre(),
    codes.FeuillePurgee(),
    invitation.HorsRessort("cour d’appel de Paris"),
    invitation.ImpressionPurgee(),
    invitation.IdentifiantsManquants(),
    textes.TextesAVerifier(["L125-1", "L111-3"]),
    textes.SaisieIncomplete(),
    *(verification.ControleIncomplet((p,)) for p in verification.POINTS),
    verification.ControleIncomplet(verification.POINTS),
    verification.RaisonManquante(),
    creances.Incomplet(tuple(messages_etude.INCOMPLET)),
    creances.Ineligible(Verdict(Issue.BLOQUEE, (Motif("X", Issue.BLOQUEE, "L125-1", "La cause manque."),), 1)),
    creances.TropDePieces(),
    *(pieces.PieceRefusee(m) for m in messages.PIECE),
    *(paiements.PaiementInvalide(m, 122_000 if m == "montant" else LE) for m in messages_etude.PAIEMENT),
    constats.TropTot(),
    constats.AcceptationNonConstatee(),
    constats.DejaConstate(),
    titre.MentionsManquantes(("Il manque le lieu.",)),
    signataires.SignatureManquante(),
    *(signatures.DocumentPerime(p) for p in signatures.Peremption),
    SignatureRefusee(MotifDeSignature.CERTIFICAT_EXPIRE, fin="21/11/2026 à 10:42"),
    ActeImpossible(),
    lots.LotVide(),
    lots.LotTropGrand(),
    lots.LotImpossible(),
    lots.DossierHorsLot(),
    lots.DejaEnLot(("RPC-AAAAA-BBBBB", "RPC-CCCCC-DDDDD")),
    lots.LigneArretee(),
    atelier.LigneAbandonnee(),
    atelier.LignePerimee(),
    atelier.CompteFerme(),
    depots.NumeroEnDouble(),
    depots.DossierAbsent(),
    depots.TropDeNumeros(12, 10),
    *(connexion.Inconnu(n) for n in range(3)),
    essais.TropDEssais(INSTANT),
    TropDeMonde(),
    JournalAltere("la ligne 12 a été modifiée"),
    references.ReferenceMalRecopiee(),
    references.ReferenceDuDossier(),
    references.ReferenceInconnue(),
    authenticite.FichierInconnu(),
    projets.TropDePiecesJointes(),
    envois.TropDeFichiers(),
    lectures.TropDeLiens(ouverts=True),
    lectures.TropDeLiens(ouverts=False),
    *(signalements.SignalementInvalide(m, LE) for m in messages.SIGNALEMENT if m not in ("trop", "montant")),
    signalements.SignalementInvalide("trop", 3),
    signalements.SignalementInvalide("montant", 122_000),
    constats.Suspendu(),
    papiers.PapierDejaEnregistre(),
    papiers.PapierFerme(),
    papiers.ParticipationSeule(),
]
# Turned into pages by web.erreurs, answered by a view itself, or met by the operator only.
AILLEURS = {"DejaFait", "DossierChange", "TermesChanges", "Illisible", "JetonInvalide", "CompteRefuse"} | {
    "CalculImpossible",
    "ApercuImpossible",
    "NonSignable",  # each of its kinds has its own sentence
    "AncrageRefuse",
    "JetonExpire",
    "LienFerme",  # the reading page answers it
    *(
        "LectureChangee",
        "CodePerime",
        "SansAdresse",
        "TropDEnvois",
        "TropDeFauxCodes",
    ),  # by web.second_pas and its page of new terms
}


def exceptions_des_services() -> set[type[Exception]]:
    """What the use cases themselves raise; printing and signing below them refuse in their own terms."""
    trouvees = set()
    for info in pkgutil.iter_modules(portail.services.__path__, "portail.services."):
        module = importlib.import_module(info.name)
        for _, objet in inspect.getmembers(module, inspect.isclass):
            if issubclass(objet, Exception) and objet.__module__ == module.__name__:
                trouvees.add(objet)
    return trouvees


def test_no_refusal_is_left_without_a_sentence():
    muettes = {e.__name__ for e in exceptions_des_services() - set(PHRASES)} - AILLEURS
    assert not muettes
    assert {type(e) for e in EXEMPLES} == set(PHRASES), "an example of each"


def test_every_motif_that_the_code_raises_has_its_words():
    tables = {
        "ReponseInvalide": messages_etude.REPONSE,
        "DepotInvalide": messages_etude.DEPOT,
        "PaiementInvalide": messages_etude.PAIEMENT,
        "PieceRefusee": messages.PIECE,
        "SignalementInvalide": messages.SIGNALEMENT,
    }
    leves = {nom: set() for nom in tables}
    for fichier in Path(portail.services.__path__[0]).rglob("*.py"):
        for noeud in ast.walk(ast.parse(fichier.read_text("utf-8"))):
            if isinstance(noeud, ast.Call) and getattr(noeud.func, "id", "") in tables and noeud.args:
                leves[noeud.func.id].add(noeud.args[0].value)
    for nom, table in tables.items():
        assert leves[nom] == set(table), nom
    assert set(messages_etude.POINTS) == set(verification.POINTS)


@pytest.mark.parametrize("refus", EXEMPLES, ids=lambda r: f"{type(r).__name__}-{str(r)[:20]}")
def test_the_sentence_says_what_is_expected_in_good_french(refus):
    texte = phrase(refus)
    assert texte and texte[0].isupper() and texte.rstrip()[-1] in ".…"
    assert "{" not in texte and "None" not in texte and "'" not in texte
    assert not re.search(r"[^\s\xa0] [:;?!€»]|« ", texte), "ordinary space where it must not break"
    assert not re.search(r"\berreur|invalide|incorrect|!", texte, re.IGNORECASE), "no blame, no exclamation mark"


def test_figures_are_told():
    assert (
        phrase(negociation.MontantHorsBornes(122_000)) == "Indiquez un montant entre 0,01\xa0€ et 1\u202f220,00\xa0€."
    )
    assert "28\xa0décembre\xa02026" in phrase(participation.HorsDelai(LE))
    assert "10\xa0h\xa005" in phrase(essais.TropDEssais(INSTANT)), "Paris time"
    assert "2 essais" in phrase(connexion.Inconnu(2)) and "1 essai." in phrase(connexion.Inconnu(1))
    assert "dernier essai" in phrase(connexion.Inconnu(0))
    with pytest.raises(KeyError):
        phrase(RuntimeError())


@pytest.mark.parametrize("url_base", ["sqlite"], indirect=True)
def test_a_line_of_a_batch_reads_what_the_single_page_says(app, caplog):
    assert messages.expliquer(signataires.SignatureManquante()) == messages_etude.SIGNATURE_MANQUANTE
    for perdu in (DossierChange(), TermesChanges(), StaleDataError("x")):
        assert messages.expliquer(perdu) == " ".join((f"{messages.CONFLIT[0]}.", messages.CONFLIT[1]))
    assert not caplog.records
    with app.test_request_context("/commissaire/", headers={"Cookie": "portail_langue=en"}):
        assert phrase(lots.LigneArretee()) != PHRASES[lots.LigneArretee]
        assert messages.consigner(lots.LigneArretee()) == PHRASES[lots.LigneArretee], "kept and printed in French"
        assert phrase(lots.LigneArretee()) != PHRASES[lots.LigneArretee], "only what is kept"
    assert "Rien n’a été enregistré" in messages.expliquer(RuntimeError("printer on fire"))
    assert "printer on fire" in caplog.text, "the operator is told"
