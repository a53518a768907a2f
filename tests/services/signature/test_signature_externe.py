"""The commissaire signs elsewhere: the file that comes back is the one handed out, signed by him, and nothing more."""

from datetime import timedelta
from io import BytesIO

import pytest
from asn1crypto import cms
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.pdf_utils.writer import copy_into_new_writer
from pyhanko.sign.fields import SigSeedSubFilter

from portail.services.documents.titre import imprimer_titre
from portail.services.signature.modele import Confiance, Niveau
from portail.services.signature.motifs import Motif
from portail.services.signature.signataires import SignatureExterne
from portail.services.signature.verification import verifier
from tests.services.documents.exemples import PARTIES, TIRAGE, TITRE
from tests.services.signature.autorites import MAINTENANT, UN_AN, Autorite, cle_rsa, etat_civil
from tests.services.signature.outils import (
    COMMISSAIRE,
    demande,
    refus,
    remplacer_cms,
    signature,
    signer_ailleurs,
    signer_par_openssl,
    titre,
)


def refuser(externe, motif, retour, quand=MAINTENANT):
    with refus(motif):
        externe.achever(demande(), quand, retour)


def test_hands_out_exact_bytes_and_takes_the_signed_file_back(externe, revenu):
    remise = demande()
    assert remise.pdf == titre() and len(remise.empreinte) == 64
    rendu = externe.achever(remise, MAINTENANT, revenu)
    assert rendu.pdf == revenu
    assert (rendu.verification.signataire, rendu.verification.niveau) == (COMMISSAIRE, Niveau.B_B)
    assert not rendu.verification.certifiee  # most tools do not lock the file, and need not


def test_a_tool_that_certifies_is_welcome(externe, commissaire):
    revenu = signer_ailleurs(titre(), commissaire, certifier=True, champ="Signature de l’étude", empreinte="sha512")
    assert externe.achever(demande(), MAINTENANT, revenu).verification.signataire == COMMISSAIRE


def test_an_rsa_card_is_welcome(externe, autorite):
    revenu = signer_ailleurs(titre(), autorite.certifier(cle=cle_rsa()))
    assert externe.achever(demande(), MAINTENANT, revenu).verification.niveau is Niveau.B_B


def test_a_signature_made_by_openssl_is_welcome(externe, commissaire, revenu, tmp_path):
    """Another implementation altogether writes the CMS, here in small letters where pyHanko uses capitals."""
    autre = signer_par_openssl(revenu, commissaire, tmp_path, "-cades")
    assert externe.achever(demande(), MAINTENANT, autre).verification.signataire == COMMISSAIRE
    capitales = signer_par_openssl(revenu, commissaire, tmp_path, "-cades", majuscules=True)
    assert externe.achever(demande(), MAINTENANT, capitales).verification.signataire == COMMISSAIRE


def test_nothing_came_back_or_the_same_file(externe):
    refuser(externe, Motif.RETOUR_ABSENT, None)
    refuser(externe, Motif.NON_SIGNE, titre())
    refuser(externe, Motif.NON_SIGNE, titre() + b"\n")


def test_another_dossier(externe, commissaire):
    tirage = TIRAGE.__class__(TIRAGE.imprime_le, "2026-000999", TIRAGE.specimen)
    parties = PARTIES.__class__(**{**vars(PARTIES), "tirage": tirage})
    autre = imprimer_titre(TITRE.__class__(**{**vars(TITRE), "parties": parties}))
    refuser(externe, Motif.AUTRE_DOCUMENT, signer_ailleurs(autre, commissaire))


def test_a_tool_that_writes_the_whole_file_again(externe, commissaire):
    nouveau = BytesIO()
    copy_into_new_writer(PdfFileReader(BytesIO(titre()))).write(nouveau)
    refuser(externe, Motif.AUTRE_DOCUMENT, signer_ailleurs(nouveau.getvalue(), commissaire))


def test_two_signatures(externe, commissaire, revenu):
    refuser(externe, Motif.PLUSIEURS_SIGNATURES, signer_ailleurs(revenu, commissaire, champ="Signature2"))


def test_the_old_format_of_signature(externe, commissaire):
    revenu = signer_ailleurs(titre(), commissaire, sous_filtre=SigSeedSubFilter.ADOBE_PKCS7_DETACHED)
    refuser(externe, Motif.FORMAT, revenu)


def test_a_weak_hash(externe, commissaire):
    refuser(externe, Motif.ALGORITHME, signer_ailleurs(titre(), commissaire, empreinte="sha1"))


def test_a_signature_without_its_certificate_among_what_is_signed(externe, commissaire, revenu, tmp_path):
    """CMS without signing-certificate-v2: anyone may swap the certificate for another of the same key."""
    refuser(externe, Motif.FORMAT, signer_par_openssl(revenu, commissaire, tmp_path))


def test_the_signature_of_another_document(externe, commissaire, revenu):
    ailleurs = signer_ailleurs(imprimer_titre(TITRE) + b"\n", commissaire)
    contenu = signature(ailleurs).pkcs7_content
    volee = cms.ContentInfo.load(contenu).dump()
    refuser(externe, Motif.ALTERE, remplacer_cms(revenu, volee))


# Who signed.


def test_someone_else(externe, autorite):
    refuser(externe, Motif.NOM_DIFFERENT, signer_ailleurs(titre(), autorite.certifier("Hugo Marchand")))


@pytest.mark.parametrize(
    "sujet", ["AUBIN Claire", "claire aubin", etat_civil("Claire", "Aubin"), etat_civil("CLAIRE", "AUBIN")]
)
def test_his_name_written_as_certificates_do(sujet, externe, autorite):
    revenu = signer_ailleurs(titre(), autorite.certifier(sujet))
    externe.achever(demande(commissaire="Me Claire Aubin"), MAINTENANT, revenu)


def test_expired_not_yet_valid_and_not_meant_for_signing(externe, autorite):
    def par(**options):
        return signer_ailleurs(titre(), autorite.certifier(**options))

    refuser(externe, Motif.CERTIFICAT_EXPIRE, par(fin=MAINTENANT - timedelta(minutes=1)))
    refuser(externe, Motif.CERTIFICAT_PAS_ENCORE_VALABLE, par(debut=MAINTENANT + timedelta(minutes=1)))
    refuser(externe, Motif.USAGE, par(usage="digital_signature"))


def test_an_authority_that_is_not_known(commissaire, revenu):
    refuser(SignatureExterne(Autorite.creer("Une autre autorité").confiance()), Motif.RACINE_INCONNUE, revenu)


def test_a_revoked_certificate(autorite, commissaire, revenu):
    liste = autorite.revoquer(commissaire, MAINTENANT - timedelta(days=1))
    refuser(SignatureExterne(autorite.confiance(revocations=(liste,))), Motif.CERTIFICAT_REVOQUE, revenu)
    autre = autorite.revoquer(autorite.certifier("Hugo Marchand"), MAINTENANT - timedelta(days=1))
    SignatureExterne(autorite.confiance(revocations=(autre,))).achever(demande(), MAINTENANT, revenu)


def test_the_list_of_today_judges_an_act_of_last_year_by_the_date_of_each_revocation(autorite, commissaire, revenu):
    """The act was signed before; with a list that is not of its day, it was refused once as if by an unknown hand."""
    depuis = autorite.revoquer(commissaire, MAINTENANT + timedelta(days=1))
    confiance = autorite.confiance(revocations=(depuis,))
    assert verifier(revenu, confiance, au=MAINTENANT).signataire == COMMISSAIRE
    with refus(Motif.CERTIFICAT_REVOQUE):
        verifier(revenu, confiance, au=MAINTENANT + timedelta(days=2))


def test_a_stale_list_is_named_as_such(autorite, commissaire, revenu):
    liste = autorite.revoquer(autorite.certifier("Hugo Marchand"), MAINTENANT - UN_AN - timedelta(days=1))
    refuser(SignatureExterne(autorite.confiance(revocations=(liste,))), Motif.REVOCATIONS_PERIMEES, revenu)


def test_a_specimen(externe, autorite):
    refuser(externe, Motif.SPECIMEN, signer_ailleurs(titre(), autorite.certifier("SPÉCIMEN Claire Aubin")))


# When.


@pytest.mark.parametrize("ecart", [timedelta(hours=-1), timedelta(hours=1), -UN_AN / 2])
def test_a_signing_time_that_cannot_be(ecart, externe, commissaire):
    refuser(externe, Motif.DATE_INVRAISEMBLABLE, signer_ailleurs(titre(), commissaire, le=MAINTENANT + ecart))


@pytest.mark.parametrize("ecart", [timedelta(minutes=-4), timedelta(minutes=4)])
def test_clocks_may_differ_by_a_few_minutes(ecart, externe, commissaire):
    revenu = signer_ailleurs(titre(), commissaire, le=MAINTENANT + ecart)
    assert externe.achever(demande(), MAINTENANT, revenu).verification.signe_le == MAINTENANT + ecart


def test_signed_the_next_day(externe, commissaire):
    demain = MAINTENANT + timedelta(days=1)
    revenu = signer_ailleurs(titre(), commissaire, le=demain)
    assert externe.achever(demande(), demain, revenu).verification.signe_le == demain


def test_no_date(externe, commissaire, revenu, tmp_path):
    ajout = revenu[len(titre()) :]
    assert ajout.count(b"/M (") == 1
    sans_date = titre() + ajout.replace(b"/M (", b"/Y (")
    refuser(externe, Motif.DATE_ABSENTE, signer_par_openssl(sans_date, commissaire, tmp_path, "-cades"))


def test_without_a_time_stamp_where_one_is_required(confiance, revenu):
    refuser(SignatureExterne(confiance, Niveau.B_T), Motif.NIVEAU_INSUFFISANT, revenu)


def test_the_roots_are_those_given_and_no_other(revenu, autorite):
    assert Confiance((autorite.der,)).horodatage == ()
    SignatureExterne(Confiance((autorite.der,))).achever(demande(), MAINTENANT, revenu)
