"""The invented data: every state shown, nobody real, credentials that open, the same again without harm."""

import re

import pytest
from sqlalchemy import select

from portail.domaine.identifiants import est_bien_forme, normaliser
from portail.domaine.procedure import Etat
from portail.persistance.dossiers import Dossier
from portail.persistance.etudes import Compte, Creancier
from portail.services import connexion, demonstration
from portail.services.connexion import Visite
from portail.services.demonstration import personnage


@pytest.mark.parametrize("url_base", ["sqlite"], indirect=True)
def test_the_invented_house_is_whole_and_its_doors_open(session, autre_session, moyens, horloge):
    assert not demonstration.est_peuplee(session)
    comptes, montres = demonstration.peupler(session, moyens, horloge())
    assert demonstration.est_peuplee(session)
    with autre_session() as lecture:
        dossiers = {d.reference: d for d in lecture.scalars(select(Dossier))}
        assert {d.etat for d in dossiers.values()} == set(Etat), "at least one in every state"
        for montre in montres:
            d = dossiers[montre.reference]
            assert (montre.etat, montre.total_centimes) == (d.etat.value, d.total_centimes)
            assert montre.fin_stricte == (d.fin_stricte.isoformat() if d.fin_stricte else None)
            assert 0 < d.total_centimes <= 500_000
        personnes = [*lecture.scalars(select(Creancier)), *(d.debiteur for d in dossiers.values())]
        assert len(lecture.scalars(select(Creancier)).all()) == 2
        for personne in personnes:
            assert re.fullmatch(r"(01 99 00 \d\d \d\d)?", personne.telephone)
            assert not personne.courriel or personne.courriel.endswith(".example")
        assert all(c.courriel.endswith(".example") for c in lecture.scalars(select(Compte)))
    ouvrables = [m for m in montres if m.code]
    assert len(ouvrables) >= 8
    for montre in ouvrables[:3]:
        assert est_bien_forme(normaliser(montre.identifiant), 8) and est_bien_forme(normaliser(montre.code), 12)
        _, ouvert = connexion.ouvrir_par_lettre(
            session, moyens.empreintes, montre.identifiant, montre.code, Visite("r"), horloge()
        )
        assert ouvert.reference == montre.reference
    assert {c.role for c in comptes} == {"creancier", "commissaire"}
    for compte in comptes:
        _, ouvert = connexion.ouvrir_par_mot_de_passe(
            session, moyens.empreintes, compte.courriel, compte.mot_de_passe, horloge()
        )
        assert ouvert.nom == compte.nom


def test_a_hundred_invented_people_are_different():
    gens = [personnage(n) for n in range(100)]
    assert len({(p.prenoms, p.nom) for p in gens}) == 100
    assert len({p.adresse for p in gens}) == 100
    assert all(p.principal_centimes + p.interets_centimes <= 500_000 for p in gens)
