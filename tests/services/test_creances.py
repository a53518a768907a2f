"""Filing a claim: what is missing, what the law closes, plans that follow the sum, the draft that is dropped."""

from datetime import date, timedelta

import pytest
from sqlalchemy.exc import IntegrityError

from portail.domaine.creance import Cause, Issue, Nature
from portail.domaine.decalage import CLAUSE
from portail.domaine.echeancier import EcheancierInvalide
from portail.domaine.procedure import ActionInterdite, Etat, Role
from portail.persistance.negociation import StatutProposition
from portail.services import creances
from portail.services.creances import Incomplet, Ineligible, LigneSaisie, TropDePieces
from portail.services.journal import DejaFait, DossierChange
from portail.services.scene import REPONSES
from tests.services.gestes import actes, acteur, refus, relu, sqlite_seul

EXIGIBLE = date(2026, 3, 1)


@pytest.fixture
def qui(maison, horloge):
    return lambda **suite: acteur(Role.CREANCIER, horloge(), maison.troupe.compte_menuiserie, **suite)


def ligne(centimes, nature=Nature.PRINCIPAL, exigible_le=EXIGIBLE):
    return LigneSaisie(nature, "Facture F-1", exigible_le, centimes)


def cause(session, dossier, qui, **reponses):
    creances.decrire_cause(
        session, dossier, cause=reponses.pop("cause", Cause.CONTRACTUELLE), fondement="Devis signé", fondement_le=None,
        precisions="", reponses={**REPONSES, **reponses}, acteur=qui(),
    )  # fmt: skip


def test_a_draft_is_filled_in_any_order_and_says_what_it_lacks(maison, session, autre_session, qui):
    dossier = creances.creer(session, maison.troupe.menuiserie, qui())
    tout = ("debiteur", "lieu", "cause", "somme", "questions", "pieces")
    assert creances.manques_de(dossier) == tout
    with refus(session, Incomplet) as info:
        creances.deposer(session, dossier, qui())
    assert info.value.manques == tout
    creances.decrire_somme(session, dossier, [ligne(100_000), ligne(2_000, Nature.INTERETS, None)], qui())
    creances.decrire_somme(session, dossier, [ligne(90_000), ligne(500), ligne(1_500, Nature.AUTRE)], qui(idem="s"))
    with refus(session, DejaFait):
        creances.decrire_somme(session, dossier, [ligne(1)], qui(idem="s"))
    cause(session, dossier, qui)
    assert creances.manques_de(dossier) == ("debiteur", "lieu", "pieces")
    etranger = {"nom": "Doe", "prenoms": "Jo", "adresse": "1 road", "code_postal": "1", "commune": "Mons", "pays": "BE"}
    creances.decrire_debiteur(session, dossier, etranger, qui())
    assert creances.manques_de(dossier) == ("pieces",)
    creances.decrire_debiteur(session, dossier, {"pays": "FR", "nom": "", "denomination": "Doe"}, qui())
    assert creances.manques_de(dossier) == ("debiteur", "lieu", "pieces"), "a company's name does not name a person"
    with autre_session() as lecture:
        d = relu(lecture, dossier)
        assert (d.etat, d.total_centimes, len(d.elements)) == (Etat.BROUILLON, 92_000, 3)
        assert [e.numero for e in d.elements] == [1, 2, 3]
        assert set(actes(lecture, dossier)) == {"completer"}
        assert d.reference.startswith("RPC-") and d.mandat_le is None


def test_filing_gives_mandate_and_closes_the_draft(maison, session, autre_session, qui, horloge):
    dossier = maison.dossier(Etat.BROUILLON)
    version = dossier.version
    verdict = creances.deposer(session, dossier, qui(idem="depot", version=version))
    assert verdict.issue is Issue.ACCEPTEE and verdict.total_centimes == 122_000
    with refus(session, DejaFait):
        creances.deposer(session, dossier, qui(idem="depot", version=version))
    with refus(session, DossierChange):
        creances.deposer(session, dossier, qui(idem="autre", version=version))
    for faire in (
        lambda: creances.decrire_somme(session, dossier, [ligne(1)], qui()),
        lambda: cause(session, dossier, qui),
        lambda: creances.fixer_marge(session, dossier, remise_pourcent=5, nombre_max=3, acteur=qui()),
        lambda: creances.retirer_piece(session, dossier, dossier.pieces[0], qui()),
        lambda: creances.signer_plan(session, dossier, nombre=3, jours=(5,), texte="t", acteur=qui()),
    ):
        with refus(session, ActionInterdite):
            faire()
    with autre_session() as lecture:
        d = relu(lecture, dossier)
        assert (d.etat, d.mandat_le, d.total_centimes) == (Etat.DEPOSEE, horloge().date(), 122_000)
        assert len(d.pieces) == 1 and len(d.elements) == 2


@sqlite_seul
def test_the_law_closes_the_procedure_at_once_and_in_words(maison, session, autre_session, qui):
    dossier = maison.dossier(Etat.BROUILLON)

    def bloque(**reponses):
        cause(session, dossier, qui, **reponses)
        with refus(session, Ineligible) as info:
            creances.deposer(session, dossier, qui())
        return [m.code for m in info.value.verdict.motifs if m.issue is Issue.BLOQUEE]

    assert bloque(cause=Cause.AUTRE) == ["CAUSE"]
    assert bloque(pension_alimentaire=True) == ["PENSION_ALIMENTAIRE"]
    assert bloque(cheque=True) == ["CHEQUE"]
    assert bloque(debiteur_commercant=True) == ["ENTRE_COMMERCANTS"]
    cause(session, dossier, qui)
    for centimes, ouvert in ((500_001, False), (500_000, True)):
        creances.decrire_somme(session, dossier, [ligne(centimes)], qui())
        verdict = creances.examen(dossier, qui().recu_le)
        assert (verdict.issue is not Issue.BLOQUEE) is ouvert, [m.code for m in verdict.motifs]
    creances.decrire_debiteur(session, dossier, {"pays": "BE"}, qui())
    with refus(session, Ineligible):
        creances.deposer(session, dossier, qui())
    creances.decrire_debiteur(session, dossier, {"pays": "FR"}, qui())
    cause(session, dossier, qui, surendettement=True)
    assert creances.deposer(session, dossier, qui()).issue is Issue.A_DECIDER, "the commissaire decides (D12)"
    with autre_session() as lecture:
        assert "SURENDETTEMENT" in relu(lecture, dossier).evenements[-1].details["motifs"]


def test_documents_are_counted_and_the_margin_stays_private(maison, session, autre_session, qui):
    dossier = maison.dossier(Etat.BROUILLON)
    for n in range(creances.PIECES_MAX - 1):
        creances.ajouter_piece(
            session, dossier, nom=f"p{n}.pdf", type_mime="application/pdf", taille=1, empreinte="0" * 64, acteur=qui()
        )
    with refus(session, TropDePieces):
        creances.ajouter_piece(
            session, dossier, nom="de-trop.pdf", type_mime="application/pdf", taille=1, empreinte="0" * 64, acteur=qui()
        )
    creances.retirer_piece(session, dossier, dossier.pieces[0], qui())
    creances.fixer_marge(session, dossier, remise_pourcent=10, nombre_max=12, acteur=qui())
    with autre_session() as lecture:
        d = relu(lecture, dossier)
        assert [p.nom for p in d.pieces] == [f"p{n}.pdf" for n in range(creances.PIECES_MAX - 1)]
        assert (d.marge_remise_pourcent, d.marge_nombre_max) == (10, 12)
        assert d.evenements[-1].details == {"partie": "marge"}, "the figures stay out of the journal"


def test_a_plan_signed_in_advance_follows_the_sum_it_was_read_with(maison, session, autre_session, qui, horloge):
    dossier = maison.dossier(Etat.BROUILLON)
    with refus(session, EcheancierInvalide):
        creances.signer_plan(session, dossier, nombre=61, jours=(5,), texte="t", acteur=qui())
    with pytest.raises(ValueError, match="account"):
        sans_compte = acteur(Role.CREANCIER, horloge())
        creances.signer_plan(session, dossier, nombre=3, jours=(5,), texte="t", acteur=sans_compte)
    creances.signer_plan(session, dossier, nombre=3, jours=(28, 5, 5), texte="Trois fois.", acteur=qui())
    creances.signer_plan(session, dossier, nombre=6, jours=(5,), texte="Six fois.", acteur=qui())
    creances.signer_plan(session, dossier, nombre=3, jours=(10,), texte="Trois fois, le 10.", acteur=qui())

    def ouverts():
        with autre_session() as lecture:
            return [(p.nombre, p.jours_permis) for p in relu(lecture, dossier).plans if p.retire_le is None]

    assert ouverts() == [(3, (10,)), (6, (5,))], "the latest text for each number"
    with autre_session() as lecture:
        plan = relu(lecture, dossier).plans[0]
        assert plan.signe_par_id == qui().compte_id and len(plan.empreinte) == 64
        assert plan.montant_centimes == dossier.total_centimes
        assert plan.clause == ""
    creances.signer_plan(session, dossier, nombre=4, jours=(5,), texte=f"Quatre fois.\n{CLAUSE}", acteur=qui())
    creances.signer_plan(session, dossier, nombre=5, jours=range(1, 32), texte="Tous les jours.", acteur=qui())
    cinq = next(p for p in dossier.plans if p.nombre == 5)
    assert relu(session, dossier) and cinq.jours_permis == tuple(range(1, 32)), "every day of the month has room"
    creances.retirer_plan(session, dossier, cinq, qui())
    quatre = next(p for p in dossier.plans if p.nombre == 4)
    assert quatre.clause == CLAUSE, "what the creditor read and signed"
    creances.retirer_plan(session, dossier, quatre, qui())
    six = next(p for p in dossier.plans if p.nombre == 6)
    creances.retirer_plan(session, dossier, six, qui())
    assert ouverts() == [(3, (10,))]
    for total in (dossier.total_centimes + 1, dossier.total_centimes - 1):  # in both directions: another sum
        creances.decrire_somme(session, dossier, [ligne(total)], qui())
        assert ouverts() == []
        creances.signer_plan(session, dossier, nombre=3, jours=(10,), texte="t", acteur=qui())
        creances.decrire_somme(session, dossier, [ligne(total - 1), ligne(1)], qui())
        assert ouverts() == [(3, (10,))], "the same sum, told otherwise"


def test_dropping_a_claim(maison, session, autre_session, qui, horloge):
    for etat, ouvert in ((Etat.BROUILLON, True), (Etat.PROPOSITION_DEBITEUR, True), (Etat.ACCORD_CONCLU, False)):
        dossier = maison.dossier(etat)
        if not ouvert:
            with refus(session, ActionInterdite):
                creances.abandonner(session, dossier, qui())
            continue
        creances.abandonner(session, dossier, qui(idem="fin"))
        with refus(session, DejaFait):
            creances.abandonner(session, dossier, qui(idem="fin"))
        with autre_session() as lecture:
            assert relu(lecture, dossier).etat is Etat.ABANDONNEE


def test_the_database_refuses_a_claim_that_cannot_be(maison, session):
    dossier = maison.dossier(Etat.BROUILLON)
    with refus(session, IntegrityError):
        dossier.elements[0].montant_centimes = 0
        session.flush()
    with refus(session, IntegrityError):
        dossier.total_centimes = -1
        session.flush()


@sqlite_seul
def test_what_the_domain_weighs_is_what_was_filed(maison, session, qui, horloge):
    dossier = maison.dossier(Etat.BROUILLON)
    demande = creances.demande_de(dossier)
    assert demande.total_centimes == dossier.total_centimes
    assert [(e.nature, e.montant_centimes) for e in demande.elements] == [
        (Nature.PRINCIPAL, 118_000),
        (Nature.INTERETS, 4_000),
    ]
    assert (demande.code_lieu_debiteur, demande.cour_appel_etude) == ("35238", "Rennes")
    assert demande.creancier_commercant is True and demande.debiteur_commercant is False
    assert creances.examen(dossier, horloge() + timedelta(days=3650)).issue is Issue.BLOQUEE, "prescribed by then"


@sqlite_seul
@pytest.mark.parametrize(
    ("etat", "statut"),
    [
        (Etat.PROPOSITION_CREANCIER, StatutProposition.RETIREE),
        (Etat.PROPOSITION_DEBITEUR, StatutProposition.DECLINEE),
    ],
)
def test_an_offer_falls_with_the_request(maison, session, autre_session, horloge, etat, statut):
    dossier = maison.dossier(etat)
    hugo = acteur(Role.CREANCIER, horloge(), maison.troupe.compte_menuiserie)
    creances.abandonner(session, dossier, hugo)
    with autre_session() as lecture:
        d = relu(lecture, dossier)
        assert (d.etat, d.proposition_en_cours, d.fin_constatee_le) == (Etat.ABANDONNEE, None, None)
        assert (d.propositions[-1].statut, d.propositions[-1].repondue_le) == (statut, horloge())
