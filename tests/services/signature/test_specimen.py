"""The certificate of the demonstration: kept, private, and refused everywhere else."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta

from portail.services.signature.modele import Confiance
from portail.services.signature.motifs import Motif
from portail.services.signature.specimen import certificat_specimen
from portail.services.signature.verification import verifier
from tests.services.signature.autorites import MAINTENANT
from tests.services.signature.outils import COMMISSAIRE, demande, refus


def test_signs_and_says_what_it_is(tmp_path):
    specimen = certificat_specimen(tmp_path, COMMISSAIRE, MAINTENANT)
    rendu = specimen.signataire().achever(demande(), MAINTENANT)
    assert rendu.verification.specimen
    assert rendu.verification.signataire == "SPÉCIMEN – Claire Aubin"
    assert rendu.verification.emetteur == "SPÉCIMEN – autorité de démonstration"


def test_is_refused_unless_admitted_even_when_its_root_is_trusted(tmp_path):
    specimen = certificat_specimen(tmp_path, COMMISSAIRE, MAINTENANT)
    pdf = specimen.signataire().achever(demande(), MAINTENANT).pdf
    production = Confiance.lire(specimen.racine)
    with refus(Motif.SPECIMEN):
        verifier(pdf, production, au=MAINTENANT)
    with refus(Motif.SPECIMEN):
        replace(specimen.signataire(), confiance=production).achever(demande(), MAINTENANT)


def test_is_made_once_and_only_its_owner_reads_it(tmp_path):
    premier = certificat_specimen(tmp_path / "signature", COMMISSAIRE, MAINTENANT)
    octets = premier.certificat.read_bytes()
    encore = certificat_specimen(tmp_path / "signature", COMMISSAIRE, MAINTENANT + timedelta(days=800))
    assert encore == premier and encore.certificat.read_bytes() == octets
    for fichier in premier.certificat.parent.iterdir():
        assert fichier.stat().st_mode & 0o777 == 0o600
    assert premier.certificat.parent.stat().st_mode & 0o777 == 0o700
    assert premier.mot_de_passe not in repr(premier)


def test_each_commissaire_has_one(tmp_path):
    noms = [COMMISSAIRE, "Hugo Marchand", "Marie-Ange " + "de la Très Longue Lignée " * 6]
    for nom in noms:
        rendu = (
            certificat_specimen(tmp_path, nom, MAINTENANT).signataire().achever(demande(commissaire=nom), MAINTENANT)
        )
        assert rendu.verification.specimen
    assert len(list(tmp_path.iterdir())) == len(noms)


def test_processes_that_start_together_agree(tmp_path):
    with ThreadPoolExecutor(max_workers=8) as fils:
        faits = list(fils.map(lambda _: certificat_specimen(tmp_path, COMMISSAIRE, MAINTENANT), range(8)))
    assert len(set(faits)) == 1
    assert [d.name[:9] for d in tmp_path.iterdir()] == ["specimen-"]
