"""What mails may say. To a debtor: no amount, no creditor, no link, no code; and only at an address known before."""

import inspect
import re
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import func, select

from portail.domaine.ecriture import accorder
from portail.domaine.procedure import Etat, Role
from portail.persistance.courriels import Courriel
from portail.services import avis, negociation, participation
from tests.services.gestes import a_paris, acteur, sqlite_seul, termes

ETATS = (Etat.SOLDE, Etat.FIN_REFUS_PARTICIPATION, Etat.FIN_REFUS_MONTANT_OU_MODALITES, Etat.FIN_EXPIRATION)


@pytest.fixture
def au_creancier(autre_session):
    """The text of the last mail that the creditor of a dossier gets."""

    def lire(dossier):
        siens = select(Courriel.corps).where(
            Courriel.dossier_id == dossier.id, Courriel.cle.contains(f".creancier.{dossier.acte_numero}")
        )
        with autre_session() as lecture:
            return lecture.scalars(siens).one()

    return lire


@sqlite_seul
@pytest.mark.parametrize("etat", ETATS)
def test_debtors_are_told_discreetly(maison, autre_session, horloge, etat):
    horloge.avancer(days=700)
    qui = replace(maison.scene().qui, courriel="nadia@courriel.example")
    scene = maison.scene(jours=650, personnage=qui)
    dossier = scene.jusqu_a(etat)
    with autre_session() as lecture:
        mails = lecture.scalars(select(Courriel).where(Courriel.dossier_id == dossier.id)).all()
    au_debiteur = [c for c in mails if c.destinataire == "nadia@courriel.example"]
    assert len(au_debiteur) >= 2
    interdits = (
        "Costa", "122", "1 220", "€", "http", "www", "ouvrir", scene.identifiants.identifiant, scene.identifiants.code,
        scene.identifiants.code_imprime, "refus", "accord", "dette", "paie ", "Nadia", "Ferrand",
    )  # fmt: skip
    for mail in au_debiteur:
        texte = f"{mail.sujet}\n{mail.corps}".replace("paiement par message", "")
        assert not [mot for mot in interdits if mot.lower() in texte.lower()], texte
        assert mail.sujet == "Une information vous attend"
        assert dossier.reference in mail.corps
    for mail in mails:  # nobody's mail carries a secret, a link, or the other party's name
        texte = f"{mail.sujet}\n{mail.corps}"
        assert not re.search(r"https?:|Ferrand|Nadia|€", texte), texte
        assert scene.identifiants.code not in texte.replace("-", "")
    assert {c.destinataire for c in mails} == {
        "nadia@courriel.example", dossier.creancier.courriel, dossier.etude.courriel,
    }  # fmt: skip
    assert len({c.cle for c in mails}) == len(mails)


@sqlite_seul
def test_an_address_given_with_the_claim_gets_nothing_unless_known_before(maison, session, autre_session, horloge):
    """T04: a receipt goes where the debtor was known to be, not where the claim says."""
    scene = maison.scene(personnage=replace(maison.scene().qui, courriel="tiers@courriel.example"))
    scene.dossier.debiteur.courriel_connu_avant = False
    session.commit()
    dossier = scene.jusqu_a(Etat.ACCORD_CONCLU)
    with autre_session() as lecture:
        destinataires = set(lecture.scalars(select(Courriel.destinataire).where(Courriel.dossier_id == dossier.id)))
    assert destinataires == {dossier.creancier.courriel, dossier.etude.courriel}


@sqlite_seul
def test_the_creditor_reads_until_when_he_may_agree(maison, autre_session):
    dossier = maison.dossier(Etat.PROPOSITION_DEBITEUR, jours=10)
    with autre_session() as lecture:
        corps = lecture.scalars(select(Courriel.corps).where(Courriel.dossier_id == dossier.id)).all()
    (proposition,) = [c for c in corps if "attend votre réponse" in c]
    reste = (dossier.fin_stricte - dossier.propositions[-1].envoyee_le.date()).days
    assert f"au plus tard le {dossier.fin_stricte:%d/%m/%Y} ({accorder(reste, 'jour')})" in proposition


@sqlite_seul
@pytest.mark.parametrize(("avant", "reste"), [(2, "2\u00a0jours"), (1, "1\u00a0jour"), (0, "aujourd’hui")])
def test_the_days_left_agree_with_their_number(maison, session, au_creancier, avant, reste):
    dossier = maison.dossier(Etat.ACCEPTEE)
    quand = a_paris(dossier.fin_stricte - timedelta(days=avant))
    negociation.proposer(session, dossier, termes(dossier.total_centimes), acteur(Role.DEBITEUR, quand))
    assert f"({reste})." in au_creancier(dossier)


@sqlite_seul
@pytest.mark.parametrize(
    ("etat", "geste", "phrase"),
    [
        (Etat.ENVOYEE, participation.refuser, "La personne refuse la procédure."),
        (Etat.PROPOSITION_CREANCIER, negociation.refuser_termes, "La personne refuse le montant ou les dates."),
        (Etat.PROPOSITION_DEBITEUR, negociation.retirer, "La personne a retiré sa proposition."),
        (Etat.PROPOSITION_CREANCIER, negociation.decliner, "La personne a écarté votre offre."),
    ],
)
def test_the_creditor_is_told_of_each_no_by_its_own_sentence(
    maison, session, au_creancier, horloge, etat, geste, phrase
):
    dossier = maison.dossier(etat)
    geste(session, dossier, acteur(Role.DEBITEUR, horloge()))
    assert au_creancier(dossier).startswith(phrase)


@sqlite_seul
@pytest.mark.parametrize("etat", [e for e in Etat if e not in (Etat.BROUILLON, Etat.SOLDE)])
def test_whatever_happens_the_mail_of_a_debtor_is_one_and_the_same(maison, autre_session, horloge, etat):
    """Nothing in it depends on what happened: read over his shoulder, it says that there is a dossier, no more."""
    horloge.avancer(days=700)
    scene = maison.scene(jours=650, personnage=replace(maison.scene().qui, courriel="nadia@courriel.example"))
    dossier = scene.jusqu_a(etat)
    with autre_session() as lecture:
        siens = lecture.scalars(select(Courriel).where(Courriel.destinataire == "nadia@courriel.example")).all()
    textes = {(c.sujet, c.corps) for c in siens if c.dossier_id == dossier.id}
    assert len(textes) <= 1


def test_every_notice_to_a_debtor_is_that_one():
    """One function writes to debtors, and takes nothing that it could tell: no sentence, no amount."""
    assert list(inspect.signature(avis.au_debiteur).parameters) == ["session", "dossier", "fait", "maintenant"]
    corps = inspect.getsource(avis.au_debiteur)
    for mot in ("creancier", "total_centimes", "url", "{fait}\\n", "montant"):
        assert mot not in corps
    ailleurs = [
        n for n, f in inspect.getmembers(avis, inspect.isfunction) if "debiteur.courriel" in inspect.getsource(f)
    ]
    assert ailleurs == ["au_debiteur"]


@sqlite_seul
def test_nobody_floods_a_mailbox_and_ends_are_told_all_the_same(maison, session, horloge, moyens, caplog):
    """securite.md, M2: five an hour and twenty a day to one address, for one dossier."""
    caplog.set_level("INFO")
    qui = replace(maison.scene().qui, courriel="nadia@courriel.example")
    dossier = maison.scene(personnage=qui).jusqu_a(Etat.ACCEPTEE)
    siens = select(func.count()).where(Courriel.destinataire == "nadia@courriel.example")
    horloge.avancer(days=1, hours=1)
    debut, compte = horloge(), maison.troupe.compte_menuiserie

    def agiter(quand, fois):
        avant = session.scalar(siens)
        for numero in range(fois):
            celui_qui_agit = acteur(Role.CREANCIER, quand + timedelta(seconds=numero), compte)
            negociation.proposer(session, dossier, termes(dossier.total_centimes), celui_qui_agit)
            negociation.retirer(session, dossier, celui_qui_agit)
        return session.scalar(siens) - avant

    assert agiter(debut, 10) == avis.PAR_HEURE
    assert "avis debiteur." in caplog.text and "courriel.example" not in caplog.text
    assert agiter(debut + timedelta(minutes=50), 1) == 0
    assert [agiter(debut + timedelta(hours=2 * n), 4) for n in range(1, 6)] == [5, 5, 5, 0, 0], "twenty a day"
    avant = session.scalar(siens)
    negociation.refuser_termes(session, dossier, acteur(Role.DEBITEUR, debut + timedelta(hours=11)))
    assert session.scalar(siens) == avant + 1
