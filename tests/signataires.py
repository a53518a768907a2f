"""A signatory for the tests that are not about signing: it answers at once and adds nothing to the file."""

import hashlib

from portail.services.signataires import Signataires
from portail.services.signature.modele import DocumentSigne, Niveau, Verification


class SignatairesFactices(Signataires):
    """Where the settings would lead to a specimen, a signature that costs nothing; else the real ones."""

    def _specimen(self, nom, maintenant):
        return _SignataireFactice()


class _SignataireFactice:
    a_distance = False

    def achever(self, demande, maintenant, retour=None):
        verification = Verification(
            empreinte=hashlib.sha256(demande.pdf).hexdigest(),
            signataire=f"SPÉCIMEN – {demande.commissaire}",
            emetteur="personne",
            numero_de_serie="0",
            fin_de_validite=maintenant,
            niveau=Niveau.B_B,
            signe_le=maintenant.replace(microsecond=0),
            horodate_le=None,
            autorite_horodatage=None,
            certifiee=True,
            specimen=True,
        )
        return DocumentSigne(demande.pdf, verification)
