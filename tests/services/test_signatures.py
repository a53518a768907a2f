"""The acts, signed before they are recorded: what is stored, what is refused, and nothing half done."""

from dataclasses import replace
from datetime import timedelta
from types import SimpleNamespace

import pytest
from sqlalchemy import func, select, update

from portail.domaine.identifiants import grouper
from portail.domaine.procedure import ActionInterdite, Etat, Role
from portail.persistance.actes import Constat, DocumentEmis, GenreConstat, GenreDocument
from portail.persistance.dossiers import Dossier
from portail.persistance.etudes import Compte
from portail.persistance.signatures import ActeSigne, SignatureAttendue
from portail.services import constats, signatures, titre
from portail.services.journal import DejaFait, DossierChange
from portail.services.moyens import Moyens
from portail.services.signataires import Signataires
from portail.services.signature.modele import Niveau
from portail.services.signature.motifs import Motif
from portail.services.signature.verification import verifier
from portail.services.signatures import DocumentPerime, Peremption
from portail.services.termes import TermesChanges
from tests.services.documents.lecture import texte
from tests.services.gestes import acteur, photo, relu, sqlite_seul
from tests.services.gestes import refus as perdu
from tests.services.signature.autorites import UN_AN, Autorite, horodatage
from tests.services.signature.outils import refus, signer_ailleurs, verifier_par_openssl
from tests.services.signature.reglages import COMMISSAIRE, par_certificat, par_son_outil

MINUTE = timedelta(minutes=1)


@pytest.fixture(scope="module")
def autorite():
    return Autorite.creer()


@pytest.fixture
def dossier(maison):
    return maison.dossier(Etat.FIN_ACCORD, jours=10)


class Etude:
    """The commissaire at work with these settings of signature."""

    def __init__(self, maison, session, moyens):
        self.maison, self.session, self.moyens = maison, session, moyens
        self.qui = maison.troupe.commissaire
        self.emis = DocumentEmis.genre == GenreDocument.TITRE

    def delivrer(self, dossier, retour=None, **suite):
        vu = suite.pop("vu", None) or titre.empreinte(dossier)
        acte = acteur(Role.COMMISSAIRE, self.maison.horloge(), self.qui, **suite)
        return titre.delivrer(
            self.session, dossier, self.moyens, vu=vu, commissaire=self.qui, acteur=acte, retour=retour
        )

    def remettre(self, dossier, **suite):
        acte = acteur(Role.COMMISSAIRE, self.maison.horloge(), self.qui, **suite)
        vu = titre.empreinte(dossier)
        return titre.remettre_a_signer(
            self.session, dossier, self.moyens, vu=vu, commissaire=self.qui, acteur=acte
        )  # fmt: skip

    def prepare(self, dossier):
        return self.moyens.entrepot.lire(self.remettre(dossier).empreinte)


@pytest.fixture
def etude(maison, session, moyens):
    """`etude(signature=…)`: other settings, the same database and the same files."""

    def faire(**choix):
        return Etude(maison, session, Moyens.depuis(replace(moyens.reglages, **choix)))

    return faire


@pytest.fixture
def certificat(autorite, tmp_path, etude):
    """By the certificate of the étude; options of its certificate."""

    def faire(**options):
        porteur = autorite.certifier(options.pop("sujet", COMMISSAIRE), **options)
        return etude(signature=par_certificat(autorite, porteur, tmp_path))

    return faire


@pytest.fixture
def externe(autorite, tmp_path, etude):
    """By the commissaire's own tool: `(etude, sign)`."""
    porteur, bureau = autorite.certifier(COMMISSAIRE), etude(signature=par_son_outil(autorite, tmp_path))

    def signer(pdf, **options):
        options.setdefault("le", bureau.maison.horloge().replace(microsecond=0))
        return signer_ailleurs(pdf, options.pop("par", porteur), **options)

    return bureau, signer


# At once, with a certificate held here.


def test_a_titre_is_signed_kept_and_read_again_by_tools_that_know_nothing_of_us(
    dossier, certificat, autorite, autre_session, horloge, tmp_path
):
    bureau = certificat()
    document = bureau.delivrer(dossier)
    with autre_session() as lecture:
        d = lecture.get_one(DocumentEmis, document.id)
        assert (d.signataire, d.niveau_signature, d.horodate_le) == (COMMISSAIRE, "B-B", None)
        assert d.signe_le == horloge().replace(microsecond=0)
        pdf = bureau.moyens.entrepot.lire(d.empreinte)
        assert d.taille == len(pdf)
        assert relu(lecture, dossier).evenements[-1].details["document"] == d.empreinte
        lu = signatures.examiner(d, bureau.moyens, horloge())
        assert (lu.signataire, lu.numero_de_serie, lu.specimen) == (COMMISSAIRE, d.numero_de_serie, False)
    verdict = verifier_par_openssl(pdf, autorite, tmp_path)
    assert verdict.returncode == 0, verdict.stderr
    touche = pdf.replace(b"endobj", b"endobk", 1)
    assert verifier_par_openssl(touche, autorite, tmp_path).returncode != 0
    imprime = texte(pdf)
    assert "Signé électroniquement par Claire Delmas, commissaire de justice. À vérifier sur localhost" in imprime
    assert "Signature et sceau" not in imprime


@sqlite_seul
def test_a_constat_is_signed_too_and_a_draft_is_not(maison, session, etude, horloge):
    bureau = etude()
    dossier = maison.dossier(Etat.REFUS_EXPRIME, jours=10)
    genre, qui = GenreConstat.REFUS_PARTICIPATION, bureau.qui
    vu = constats.lire(dossier, genre, bureau.moyens, qui, horloge()).empreinte
    acte = acteur(Role.COMMISSAIRE, horloge(), qui)
    trace = constats.constater(session, dossier, genre, bureau.moyens, vu=vu, commissaire=qui, acteur=acte)
    lu = signatures.examiner(trace.document, bureau.moyens, horloge())
    assert lu.signataire == "SPÉCIMEN – Claire Delmas" and lu.specimen
    lettre = next(d for d in dossier.documents if d.genre is GenreDocument.LETTRE)
    assert signatures.examiner(lettre, bureau.moyens, horloge()) is None
    imprime = texte(bureau.moyens.entrepot.lire(trace.document.empreinte))
    assert f"référence {grouper(trace.document.reference)}" in imprime


@sqlite_seul
def test_a_stamped_titre_by_the_settings_alone(dossier, maison, session, moyens, autorite, tmp_path, horloge):
    du_temps = Autorite.creer("Autorité d’horodatage des essais")
    (tmp_path / "temps.pem").write_bytes(du_temps.pem)
    porteur = autorite.certifier(COMMISSAIRE)
    choix = par_certificat(autorite, porteur, tmp_path, racines_horodatage=tmp_path / "temps.pem", niveau="B-T")
    with horodatage(du_temps, horloge().replace(microsecond=0)) as adresse:
        outils = Moyens.depuis(replace(moyens.reglages, signature=choix, horodatage=str(adresse)))
        document = Etude(maison, session, outils).delivrer(dossier)
        assert len(adresse.recus) == 1
    assert (document.niveau_signature, document.horodate_le) == ("B-T", horloge().replace(microsecond=0))
    lu = signatures.examiner(document, outils, horloge() + 10 * UN_AN)
    assert (lu.niveau, lu.autorite_horodatage) == (Niveau.B_T, "Horodatage des essais")


@pytest.mark.parametrize(
    ("options", "motif"),
    [
        ({"fin": "passee"}, Motif.CERTIFICAT_EXPIRE),
        ({"sujet": "Hugo Marchand"}, Motif.NOM_DIFFERENT),
        ({"usage": "digital_signature"}, Motif.USAGE),
    ],
)
def test_a_signature_that_fails_records_nothing(options, motif, dossier, certificat, autre_session, horloge):
    if options.get("fin"):
        options = {"fin": horloge() - timedelta(days=1)}
    bureau, avant = certificat(**options), photo(autre_session)
    with refus(motif):
        bureau.delivrer(dossier)
    bureau.session.rollback()
    assert photo(autre_session) == avant


@sqlite_seul
def test_an_authority_of_time_that_does_not_answer_records_nothing(
    dossier, maison, session, moyens, autorite, tmp_path
):
    choix = par_certificat(autorite, autorite.certifier(COMMISSAIRE), tmp_path)
    outils = Moyens.depuis(replace(moyens.reglages, signature=choix, horodatage="http://127.0.0.1:9/"))
    with refus(Motif.HORODATAGE_INJOIGNABLE):
        Etude(maison, session, outils).delivrer(dossier)
    session.rollback()
    assert dossier.etat is Etat.FIN_ACCORD


@sqlite_seul
def test_the_name_on_the_certificate_may_be_another_when_the_commissaire_said_so(dossier, certificat, session):
    bureau = certificat(sujet="Claire Marie DELMAS-ROY")
    with refus(Motif.NOM_DIFFERENT):
        bureau.delivrer(dossier)
    bureau.qui.nom_au_certificat = "Claire Marie Delmas-Roy"
    session.commit()
    assert bureau.delivrer(dossier).signataire == "Claire Marie DELMAS-ROY"


class _Pendant(Signataires):
    """While it signs, something else happens."""

    def __init__(self, reglages, geste):
        super().__init__(reglages)
        self.geste = geste

    def de(self, commissaire, maintenant):
        vrai, geste = super().de(commissaire, maintenant), self.geste

        def achever(*arguments):
            geste()
            return vrai.achever(*arguments)

        return SimpleNamespace(a_distance=vrai.a_distance, achever=achever)


@pytest.fixture
def pendant(maison, session, moyens):
    return lambda geste: Etude(maison, session, replace(moyens, signataires=_Pendant(moyens.reglages, geste)))


def test_nothing_is_locked_while_it_signs(dossier, pendant, app, moyens):
    """Another request writes on the same dossier's neighbours, and even waits for its row: it gets them at once."""
    ecrits = []

    def ailleurs():
        with app.extensions["ecritures"]() as autre:
            autre.get_one(Dossier, dossier_id, with_for_update=True)
            ecrits.append(autre.execute(update(Dossier).where(Dossier.id == -1).values(precisions="x")).rowcount)
            autre.commit()

    dossier_id = dossier.id
    assert pendant(ailleurs).delivrer(dossier).signe_le
    assert ecrits == [0]


def test_a_dossier_that_moves_while_it_signs_is_not_recorded(dossier, pendant, app, autre_session):
    dossier_id, apres = dossier.id, {}

    def bouger():
        with app.extensions["ecritures"]() as autre:
            autre.get_one(Dossier, dossier_id).precisions = "autre"
            autre.commit()
        apres.update(photo(autre_session))

    bureau = pendant(bouger)
    with perdu(bureau.session, DossierChange):
        bureau.delivrer(dossier)
    assert photo(autre_session) == apres, "nothing of the titre"


def test_what_the_titre_prints_may_move_without_the_dossier_s_version(dossier, pendant, app, autre_session):
    """The name of a party is in another row."""
    dossier_id = dossier.id

    def bouger():
        with app.extensions["ecritures"]() as autre:
            autre.get_one(Dossier, dossier_id).debiteur.nom = "Autrement"
            autre.commit()

    bureau = pendant(bouger)
    with perdu(bureau.session, TermesChanges):
        bureau.delivrer(dossier)
    with autre_session() as lecture:
        assert lecture.scalar(select(func.count()).where(bureau.emis)) == 0


@sqlite_seul
def test_the_same_form_twice_while_it_signs_is_one_titre(dossier, pendant, app, moyens, maison, autre_session):
    dossier_id, qui_id = dossier.id, maison.troupe.commissaire.id

    def double():
        with app.extensions["ecritures"]() as autre:
            ailleurs = Etude(maison, autre, moyens)
            ailleurs.qui = autre.get_one(Compte, qui_id)
            ailleurs.delivrer(autre.get_one(Dossier, dossier_id), idem="le formulaire")

    bureau = pendant(double)
    with perdu(bureau.session, DejaFait):
        bureau.delivrer(dossier, idem="le formulaire")
    with autre_session() as lecture:
        assert lecture.scalar(select(func.count()).where(bureau.emis)) == 1


@sqlite_seul
def test_what_could_not_be_recorded_is_not_signed(dossier, pendant, session):
    appels = []
    bureau = pendant(lambda: appels.append(1))
    bureau.delivrer(dossier)
    with perdu(session, ActionInterdite):
        bureau.delivrer(dossier)
    with perdu(session, TermesChanges):
        bureau.delivrer(dossier, vu="0" * 64)
    assert appels == [1]


# Read again.


@pytest.fixture
def emis(dossier, certificat):
    bureau = certificat()
    return bureau, bureau.delivrer(dossier)


def test_one_byte_of_the_stored_file(emis, autorite, horloge):
    bureau, document = emis
    fichier = bureau.moyens.entrepot._chemin(document.empreinte)
    bon = fichier.read_bytes()
    for place in (len(bon) // 3, len(bon) - 9):
        octets = bytearray(bon)
        octets[place] ^= 1
        fichier.write_bytes(bytes(octets))
        with refus(Motif.EMPREINTE_DIFFERENTE):
            signatures.examiner(document, bureau.moyens, horloge())
        with pytest.raises(Exception) as info:
            verifier(bytes(octets), autorite.confiance(), au=horloge(), empreinte=document.empreinte)
        assert info.value.motif is Motif.EMPREINTE_DIFFERENTE
    fichier.unlink()
    with refus(Motif.EMPREINTE_DIFFERENTE):
        signatures.examiner(document, bureau.moyens, horloge())


def test_one_row_of_the_database(emis, maison, session, horloge):
    """Pointed at nothing, at another act that is good and signed by the same hand, or told otherwise."""
    bureau, document = emis
    autre = bureau.delivrer(maison.dossier(Etat.FIN_ACCORD, jours=10))
    assert signatures.examiner(autre, bureau.moyens, horloge())
    faux = {
        "empreinte": ("0" * 64, Motif.EMPREINTE_DIFFERENTE),
        "signataire": ("Hugo Marchand", Motif.FICHE_DIFFERENTE),
        "numero_de_serie": ("1", Motif.FICHE_DIFFERENTE),
        "niveau_signature": ("B-T", Motif.NIVEAU_INSUFFISANT),
        "evenement_id": (None, Motif.EMPREINTE_DIFFERENTE),
    }
    for champ, (valeur, motif) in [*faux.items(), ("empreinte", (autre.empreinte, Motif.EMPREINTE_DIFFERENTE))]:
        session.execute(update(DocumentEmis).where(DocumentEmis.id == document.id).values({champ: valeur}))
        session.expire(document)
        with refus(motif):
            signatures.examiner(document, bureau.moyens, horloge())
        session.rollback()
    assert signatures.examiner(document, bureau.moyens, horloge())


@sqlite_seul
def test_years_later_a_certificate_that_has_expired_or_was_revoked_since(
    dossier, maison, session, moyens, autorite, tmp_path, horloge
):
    porteur = autorite.certifier(COMMISSAIRE, fin=horloge() + timedelta(days=2))
    choix = par_certificat(autorite, porteur, tmp_path, revocations=tmp_path / "liste.crl")
    (tmp_path / "liste.crl").write_bytes(autorite.revoquer(autorite.certifier("Un autre"), horloge() - UN_AN / 2))
    bureau = Etude(maison, session, Moyens.depuis(replace(moyens.reglages, signature=choix)))
    document = bureau.delivrer(dossier)
    (tmp_path / "liste.crl").write_bytes(autorite.revoquer(porteur, horloge() + timedelta(days=1)))
    assert signatures.examiner(document, bureau.moyens, horloge() + 5 * UN_AN).signataire == COMMISSAIRE
    document.emis_le = horloge() + 5 * UN_AN
    with refus(Motif.CERTIFICAT_EXPIRE):
        signatures.examiner(document, bureau.moyens, horloge() + 5 * UN_AN)
    session.rollback()


# Elsewhere, in two steps.


def test_a_titre_goes_out_and_comes_back_signed(dossier, externe, autre_session, horloge, session):
    bureau, signer = externe
    remise = bureau.remettre(dossier)
    assert bureau.remettre(dossier) is remise, "asked again, the same document is handed out"
    with autre_session() as lecture:
        assert relu(lecture, dossier).etat is Etat.FIN_ACCORD
        assert lecture.scalar(select(func.count()).where(bureau.emis)) == 0, "nothing is issued yet"
    pdf = bureau.moyens.entrepot.lire(remise.empreinte)
    reference = remise.reference
    assert "Signé électroniquement par Claire Delmas" in texte(pdf)
    horloge.avancer(minutes=20)
    retour = signer(pdf)
    document = bureau.delivrer(dossier, retour, idem="retour")
    with perdu(session, DejaFait):
        bureau.delivrer(dossier, retour, idem="retour")
    with autre_session() as lecture:
        d = lecture.get_one(DocumentEmis, document.id)
        assert bureau.moyens.entrepot.lire(d.empreinte) == retour
        assert (d.reference, d.signataire, d.emis_le) == (reference, COMMISSAIRE, horloge())
        assert relu(lecture, dossier).etat is Etat.TITRE_DELIVRE
        assert lecture.scalar(select(func.count()).select_from(SignatureAttendue)) == 0
        assert signatures.examiner(d, bureau.moyens, horloge()).signataire == COMMISSAIRE


def test_what_comes_back_is_refused_and_can_be_brought_again(dossier, externe, autorite, autre_session, horloge):
    bureau, signer = externe
    pdf = bureau.prepare(dossier)
    avant = photo(autre_session)
    autre = Autorite.creer("Une autre autorité").certifier(COMMISSAIRE)
    for retour, motif in (
        (None, Motif.RETOUR_ABSENT),
        (b"pas un PDF", Motif.AUTRE_DOCUMENT),
        (pdf, Motif.NON_SIGNE),
        (signer(pdf, par=autorite.certifier("Hugo Marchand")), Motif.NOM_DIFFERENT),
        (signer(pdf, par=autre), Motif.RACINE_INCONNUE),
        (signer(pdf) + b"\n", Motif.HORS_SIGNATURE),
        (signer(pdf, le=horloge() - timedelta(hours=1)), Motif.DATE_INVRAISEMBLABLE),
    ):
        with refus(motif):
            bureau.delivrer(dossier, retour)
        bureau.session.rollback()
    assert photo(autre_session) == avant
    assert bureau.delivrer(dossier, signer(pdf)).signe_le


def test_a_document_of_another_day_or_of_another_dossier_is_void(dossier, externe, session, horloge, autre_session):
    bureau, signer = externe
    premier = bureau.remettre(dossier)
    pdf = bureau.moyens.entrepot.lire(premier.empreinte)

    def perime(motif, **suite):
        with pytest.raises(DocumentPerime) as info:
            bureau.delivrer(dossier, signer(pdf), **suite)
        session.rollback()
        assert info.value.motif is motif

    vu = titre.empreinte(dossier)
    dossier.debiteur.nom = "Autrement"
    session.commit()
    perime(Peremption.DOSSIER)
    dossier.precisions = "autre"
    session.commit()
    perime(Peremption.DOSSIER)
    perime(Peremption.DOSSIER, vu=vu)
    ancienne = premier.reference
    nouveau = bureau.remettre(dossier)
    assert nouveau.reference != ancienne, "prepared anew"
    pdf = bureau.moyens.entrepot.lire(nouveau.empreinte)
    horloge.avancer(days=1)
    perime(Peremption.JOUR)
    signatures.abandonner(session, dossier, ActeSigne.TITRE)
    perime(Peremption.ABSENT)
    with autre_session() as lecture:
        assert relu(lecture, dossier).etat is Etat.FIN_ACCORD


@sqlite_seul
def test_a_document_prepared_by_another_commissaire_is_not_mine(dossier, externe, session, maison):
    bureau, signer = externe
    remise = bureau.remettre(dossier)
    remise.compte_id = maison.troupe.compte_menuiserie.id
    session.commit()
    pdf = bureau.moyens.entrepot.lire(remise.empreinte)
    with pytest.raises(DocumentPerime) as info:
        bureau.delivrer(dossier, signer(pdf))
    assert info.value.motif is Peremption.COMMISSAIRE
    session.rollback()


@sqlite_seul
def test_a_constat_goes_out_and_comes_back(maison, externe, session, horloge, autre_session):
    bureau, signer = externe
    dossier = maison.dossier(Etat.ACCEPTEE, jours=10)
    genre, qui, outils = GenreConstat.ACCEPTATION, bureau.qui, bureau.moyens

    def lire():
        return constats.lire(dossier, genre, outils, qui, horloge()).empreinte

    remise = constats.remettre_a_signer(
        session, dossier, genre, outils, vu=lire(), commissaire=qui, acteur=acteur(Role.COMMISSAIRE, horloge(), qui)
    )
    horloge.avancer(minutes=3)
    trace = constats.constater(
        session,
        dossier,
        genre,
        outils,
        vu=lire(),
        commissaire=qui,
        acteur=acteur(Role.COMMISSAIRE, horloge(), qui),
        retour=signer(outils.entrepot.lire(remise.empreinte)),
    )
    with autre_session() as lecture:
        c = lecture.get_one(Constat, trace.id)
        assert (c.genre, c.document.signataire) == (genre, COMMISSAIRE)
        assert relu(lecture, dossier).acceptation_constatee_le == horloge()
