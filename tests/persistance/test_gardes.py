"""Migration 0006 keeps what is there, both ways; what came before it has no clause, no shift, no cancelled payment."""

from sqlalchemy import inspect, select

from portail.domaine.procedure import Etat
from portail.persistance import schema
from portail.persistance.actes import Paiement
from portail.persistance.negociation import PlanAccepte, Proposition

AVANT = "0005_signature"


def test_going_back_and_forth_keeps_the_rows(app, maison, session, autre_session):
    maison.dossier(Etat.PAIEMENTS, jours=120, plans=(3,))
    moteur = app.extensions["moteur"]

    def lire():
        with autre_session() as lecture:
            return {
                "plans": [(p.id, p.jours, p.texte, p.clause) for p in lecture.scalars(select(PlanAccepte))],
                "propositions": [
                    (p.id, p.empreinte, p.statut, p.clause, p.decalage_mois, len(p.lignes))
                    for p in lecture.scalars(select(Proposition))
                ],
                "paiements": [(p.id, p.montant_centimes, p.annule_le) for p in lecture.scalars(select(Paiement))],
            }

    session.rollback()
    avant = lire()
    assert avant["plans"] and avant["propositions"] and avant["paiements"]
    schema.revenir(moteur, AVANT)
    colonnes = {c["name"] for t in ("proposition", "paiement") for c in inspect(moteur).get_columns(t)}
    assert not {"clause", "decalage_mois", "annule_le"} & colonnes
    schema.migrer(moteur)
    apres = lire()
    assert [p[:3] for p in apres["plans"]] == [p[:3] for p in avant["plans"]]
    assert [(*p[:3], p[5]) for p in apres["propositions"]] == [(*p[:3], p[5]) for p in avant["propositions"]]
    assert {p[3:5] for p in apres["propositions"]} == {("", 0)}
    assert apres["paiements"] == avant["paiements"]


def test_the_rules_have_the_same_names_on_both_engines(app):
    moteur = app.extensions["moteur"]
    noms = {c["name"] for t in ("proposition", "paiement") for c in inspect(moteur).get_check_constraints(t)}
    assert {"ck_proposition_decalage_convenu", "ck_paiement_annulation_motivee", "ck_paiement_annule_motif"} <= noms
    titres = {i["name"]: i["unique"] for i in inspect(moteur).get_indexes("document_emis")}
    assert titres["uq_document_emis_titre"] in (True, 1)
