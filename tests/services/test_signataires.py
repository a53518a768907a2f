"""Who signs, as the settings say; what cannot work is told before the first act."""

import os
from dataclasses import replace
from types import SimpleNamespace

import pytest

from portail.config import Mode, ReglagesSignature
from portail.services.signataires import Signataires, SignatureManquante
from portail.services.signature.modele import Niveau
from portail.services.signature.motifs import Motif
from portail.services.signature.signataires import CertificatEtude, SignatureExterne
from tests.services.signature.autorites import MAINTENANT, Autorite
from tests.services.signature.outils import refus
from tests.services.signature.reglages import COMMISSAIRE, par_certificat, par_son_outil

QUI = SimpleNamespace(nom_de_signature=COMMISSAIRE)


@pytest.fixture(scope="module")
def autorite():
    return Autorite.creer()


@pytest.fixture
def regler(reglages_seuls):
    return lambda **choix: Signataires(replace(reglages_seuls, **choix))


def test_without_settings_a_specimen_signs_except_in_production(regler):
    essai = regler()
    assert (essai.manquante, essai.a_distance) == (False, False)
    assert essai.de(QUI, MAINTENANT) is essai.de(QUI, MAINTENANT)
    assert essai.confiance_d_archive().specimen_admis
    production = regler(mode=Mode.PRODUCTION)
    assert production.manquante
    with pytest.raises(SignatureManquante):
        production.de(QUI, MAINTENANT)
    with refus(Motif.RACINES_ILLISIBLES):
        production.confiance_d_archive()
    assert production.controler() == [], "it may serve the debtors without signing anything"


def test_the_certificate_of_the_etude(regler, autorite, tmp_path):
    porteur = autorite.certifier(COMMISSAIRE)
    choix = par_certificat(autorite, porteur, tmp_path)
    signataires = regler(mode=Mode.PRODUCTION, signature=choix)
    signataire = signataires.de(QUI, MAINTENANT)
    assert isinstance(signataire, CertificatEtude)
    assert (signataire.horodatage, signataires.niveau) == (None, Niveau.B_B)
    assert not signataire.confiance.specimen_admis
    assert signataires.certificat().titulaire == COMMISSAIRE
    assert signataires.controler() == []
    horodates = regler(signature=choix, horodatage="https://horodatage.example/tsa")
    assert (horodates.de(QUI, MAINTENANT).horodatage, horodates.niveau) == (
        "https://horodatage.example/tsa",
        Niveau.B_T,
    )
    assert "secret" not in repr(choix)


def test_a_renewed_certificate_and_a_new_list_of_revocations_need_no_restart(regler, autorite, tmp_path):
    listes = tmp_path / "listes"
    listes.mkdir()
    choix = par_certificat(autorite, autorite.certifier(COMMISSAIRE), tmp_path, revocations=listes)
    signataires = regler(signature=choix)
    (listes / "vieille.crl").write_bytes(autorite.revoquer(autorite.certifier("Un autre"), MAINTENANT))
    premier = signataires.de(QUI, MAINTENANT)
    assert signataires.de(QUI, MAINTENANT) is premier, "an RSA key takes a fifth of a second to check"
    (listes / "du-jour.crl").write_bytes(autorite.revoquer(autorite.certifier("Un autre encore"), MAINTENANT))
    assert len(signataires.de(QUI, MAINTENANT).confiance.revocations) == 2
    neuf = autorite.certifier("Nora Roy")
    neuf.ranger(tmp_path / "etude.p12")
    os.utime(tmp_path / "etude.p12", (1, 1))
    assert signataires.certificat().titulaire == "Nora Roy"


def test_the_commissaire_s_own_tool(regler, autorite, tmp_path):
    signataires = regler(signature=par_son_outil(autorite, tmp_path, niveau="B-T"))
    signataire = signataires.de(QUI, MAINTENANT)
    assert isinstance(signataire, SignatureExterne)
    assert (signataires.a_distance, signataire.niveau, signataires.niveau) == (True, Niveau.B_T, Niveau.B_T)
    assert signataires.certificat() is None
    assert not signataires.en_specimen().a_distance, "the story of the demonstration is signed here"


def test_an_archive_trusts_the_settings_and_outside_production_the_specimens(regler, autorite, tmp_path):
    choix = par_son_outil(autorite, tmp_path)
    essai = regler(signature=choix)
    assert not essai.confiance_d_archive().specimen_admis
    essai.en_specimen().de(QUI, MAINTENANT)
    archive = essai.confiance_d_archive()
    assert archive.specimen_admis and archive.racines[0] == autorite.der and len(archive.racines) == 2
    assert archive.horodatage == (autorite.der,), "a specimen's authority stamps nothing"
    production = regler(mode=Mode.PRODUCTION, signature=choix).confiance_d_archive()
    assert (production.specimen_admis, production.racines) == (False, (autorite.der,))


def test_what_cannot_work_is_said_in_french_once_each(regler, autorite, tmp_path):
    bon = par_certificat(autorite, autorite.certifier(COMMISSAIRE), tmp_path)

    def dit(**changes):
        return regler(signature=replace(bon, **changes)).controler()

    (absent,) = dit(certificat=tmp_path / "absent.p12")
    assert absent.startswith("Le certificat de l’étude est introuvable") and "absent.p12" in absent
    (faux,) = dit(mot_de_passe="un autre")
    assert "ne peut pas être lu" in faux and "mot de passe" in faux and "un autre" not in faux
    (racines,) = dit(racines=tmp_path / "nulle-part")
    assert racines.startswith("Aucun certificat d’autorité reconnue n’a pu être lu")
    (horodatage,) = dit(racines_horodatage=tmp_path / "etude.p12")
    assert "etude.p12" in horodatage
    assert len(dit(certificat=None)) == 1
    assert regler(signature=ReglagesSignature()).controler() == []
