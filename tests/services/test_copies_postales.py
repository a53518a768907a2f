"""A receipt asked for on paper: once for each act, then posted once by the étude."""

import pytest
from sqlalchemy import select

from portail.domaine.procedure import Etat, Role
from portail.persistance.courriels import Courriel
from portail.services import copies_postales, recepisses
from tests.services.gestes import acteur


def test_asked_once_posted_once(maison, session, horloge):
    dossier, etude = maison.dossier(Etat.ACCEPTEE), maison.troupe.commissaire.etude_id
    acte = next(e for e in dossier.evenements if recepisses.a_recepisse(e))
    assert copies_postales.de(session, acte) is None
    copie = copies_postales.demander(session, acte, acteur(Role.DEBITEUR, horloge()))
    demandee_le = copie.demandee_le
    horloge.avancer(days=1)
    assert (
        copies_postales.demander(session, acte, acteur(Role.DEBITEUR, horloge())) is copie
        and copie.demandee_le == demandee_le
    )
    mails = session.scalars(select(Courriel.corps).where(Courriel.cle.like("%.courrier.%"))).all()
    assert len(mails) == 1 and recepisses.reference(acte) in mails[0]
    assert copies_postales.en_attente(session, etude) == [copie]
    assert copies_postales.en_attente(session, etude + 1) == [], "each étude its own"
    copies_postales.noter_envoi(session, copie, maison.troupe.commissaire.id, horloge())
    envoyee_le = copie.envoyee_le
    horloge.avancer(days=3)
    copies_postales.noter_envoi(session, copie, maison.troupe.commissaire.id, horloge())
    assert copie.envoyee_le == envoyee_le
    assert copies_postales.en_attente(session, etude) == []
    for n in range(2):  # lost on its way, or noted by mistake
        nouvelle = copies_postales.demander(session, acte, acteur(Role.DEBITEUR, horloge(), idem=f"encore-{n}"))
        assert nouvelle is copie and (copie.envoyee_le, copie.envoyee_par_id) == (None, None)
        assert copie.demandee_le == horloge() and copies_postales.en_attente(session, etude) == [copie]
        copies_postales.noter_envoi(session, copie, maison.troupe.commissaire.id, horloge())
        assert copie.envoyee_le == horloge().date()
    cles = session.scalars(select(Courriel.cle).where(Courriel.cle.like("%.courrier.%")).order_by(Courriel.id)).all()
    assert [c.partition(".courrier.")[2] for c in cles] == [f"{acte.numero}{n}" for n in ("", ".2", ".3")]
    with pytest.raises(ValueError, match="no receipt"):
        copies_postales.demander(session, dossier.evenements[0], acteur(Role.DEBITEUR, horloge()))
