"""The evidence of one dossier in one file, to be checked by anybody, without us and without the internet."""

import hashlib
import io
import json
import zipfile
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from portail import ressources
from portail.domaine import chaine
from portail.domaine.delais import PARIS
from portail.domaine.procedure import Action, Role
from portail.persistance.actes import DocumentEmis
from portail.persistance.dossiers import Dossier
from portail.persistance.etudes import Compte
from portail.persistance.journal import Evenement
from portail.services import actes, ancres, papiers, preuves_dossier
from portail.services.documents.releve import ActeReleve, ReleveDonnees, imprimer_releve
from portail.services.documents.texte import nettoyer
from portail.services.mots import ACTES
from portail.services.moyens import Moyens

_QUI = {
    Role.DEBITEUR: "la personne invitée",
    Role.CREANCIER: "le créancier",
    Role.COMMISSAIRE: "le commissaire de justice",
}
_FAITS = {
    "empreinte": "Texte lu (SHA-256)",
    "mode": "Mode",
    "numero": "Recommandé n°",
    "envoye_le": "Déposé le",
    "fin_stricte": "Fin du mois",
    "fin_prorogee": "Fin prorogée",
    "recue_le": "Reçue le",
    "postee_le": "Postée le",
    "second_pas": "Signé avec",
    "papier": "Papier n°",
    "scan": "Papier signé (SHA-256)",
    "montant_centimes": "Montant (centimes)",
    "total_centimes": "Total (centimes)",
    "en_retard_centimes": "En retard (centimes)",
    "raison": "Raison",
    "partie": "Partie",
    "motif": "Motif",
    "motifs": "Motifs",
    "points": "Points",
}


def exporter(session: Session, dossier: Dossier, moyens: Moyens, maintenant: datetime) -> bytes:
    """The ZIP: journal (JSON and PDF), documents, pieces, hashes, public keys, and the program that checks them.

    Same data, same bytes. Raises FichierAltere when the store no longer holds what it should, JournalAltere when the
    journal does not.
    """
    connues, _ = ancres.lire(ancres.dossier_des_ancres(moyens.reglages))
    extrait = preuves_dossier.extrait(session, dossier, moyens.preuve, connues)
    fichiers = {
        "journal.json": _json(extrait),
        "journal.pdf": imprimer_releve(_releve(session, dossier, moyens, extrait, maintenant)),
        "documents.json": _json([_fiche(d) for d in dossier.documents if d.reference]),
        "cles-publiques.json": _json({nom: octets.hex() for nom, octets in moyens.preuve.publiques().items()}),
        "verifier.py": _programme("verifier.py"),
        "chaine.py": Path(chaine.__file__).read_bytes(),
        "LISEZ-MOI.txt": _programme("LISEZ-MOI.txt"),
        **{
            f"documents/{d.reference}-{d.nom}": moyens.entrepot.lire(d.empreinte)
            for d in dossier.documents
            if d.reference
        },
        **{
            f"messages/{s.numero}-{n}-{_nom(p.nom)}": moyens.entrepot.lire(p.empreinte)
            for s in dossier.signalements
            for n, p in enumerate(s.jointes, 1)
        },
        **_papiers_signes(session, dossier, moyens),
        **{f"pieces/{n}-{_nom(p.nom)}": moyens.entrepot.lire(p.empreinte) for n, p in enumerate(dossier.pieces, 1)},
    }
    jeton = next((a.jeton for a in connues if extrait["ancre"] == a.valeurs() and a.jeton.exists()), None)
    if jeton is not None:
        fichiers["ancre.tsr"] = jeton.read_bytes()
    sommes = "".join(f"{hashlib.sha256(octets).hexdigest()}  {nom}\n" for nom, octets in sorted(fichiers.items()))
    return _compresser({**fichiers, "SHA256SUMS": sommes.encode()}, maintenant)


def _papiers_signes(session: Session, dossier: Dossier, moyens: Moyens) -> dict[str, bytes]:
    """The scans of what the debtor signed by hand."""
    scans = {
        p.numero: (p.scan, "pdf" if p.scan_type == "application/pdf" else "jpg") for p in papiers.de(session, dossier)
    }
    return {
        f"papiers-signes/P{n}.{suffixe}": moyens.entrepot.lire(scan) for n, (scan, suffixe) in scans.items() if scan
    }


def nom(dossier: Dossier) -> str:
    return f"dossier-{dossier.reference}.zip"


def _releve(
    session: Session, dossier: Dossier, moyens: Moyens, extrait: Mapping[str, Any], maintenant: datetime
) -> ReleveDonnees:
    ancre = extrait["ancre"]
    comptes = {e.compte_id for e in dossier.evenements if e.compte_id}
    noms = {c.id: c.nom for c in session.scalars(select(Compte).where(Compte.id.in_(comptes)))}
    return ReleveDonnees(
        parties=actes.parties(dossier, moyens, maintenant, dossier.commissaire),
        actes=tuple(_acte(e, noms) for e in dossier.evenements),
        ancre_le=datetime.fromisoformat(ancre["le"]) if ancre else None,
    )


def _acte(e: Evenement, noms: Mapping[int, str]) -> ActeReleve:
    nom_du_compte = noms.get(e.compte_id or 0)
    auteur = _QUI[e.role] + (f", {nom_du_compte}" if nom_du_compte else "")
    return ActeReleve(
        numero=e.numero,
        seq=e.seq,
        acte=ACTES[Action(e.action)],
        auteur=auteur,
        article=e.article,
        recu_le=e.recu_le,
        ecrit_le=e.ecrit_le,
        faits=tuple(_faits(e.details)),
        empreinte=e.empreinte,
        efface=e.charge is None,
    )


def _faits(details: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for cle, valeur in sorted(details.items()):
        texte = valeur if isinstance(valeur, str) else json.dumps(valeur, ensure_ascii=False)
        if texte not in ("", "null", "[]"):
            yield _FAITS.get(cle, cle.replace("_", " ").capitalize()), texte


def _fiche(d: DocumentEmis) -> dict[str, Any]:
    """What the portal says of a document; its signature, when it has one, is inside the PDF itself."""
    return {
        "reference": d.reference,
        "titre": d.titre,
        "fichier": f"documents/{d.reference}-{d.nom}",
        "sha256": d.empreinte,
        "emis_le": d.emis_le.astimezone(UTC).isoformat(),
        "acte": d.evenement_id and next((e.numero for e in d.dossier.evenements if e.id == d.evenement_id), None),
    }


def _programme(nom: str) -> bytes:
    return (ressources.chemin("templates") / "export" / nom).read_bytes()


def _nom(nom: str) -> str:
    """A file name that is one, whatever was typed."""
    propre = "".join(c if c.isalnum() or c in " .-_" else "-" for c in nettoyer(nom)).strip(" .")
    return propre[-80:] or "piece"


def _json(valeur: Any) -> bytes:
    return json.dumps(valeur, ensure_ascii=False, indent=1, sort_keys=True).encode() + b"\n"


def _compresser(fichiers: Mapping[str, bytes], maintenant: datetime) -> bytes:
    """PDF and JPEG hardly shrink, JSON does: the usual compression, and one date for all."""
    le = maintenant.astimezone(PARIS).timetuple()[:6]
    tampon = io.BytesIO()
    with zipfile.ZipFile(tampon, "w", zipfile.ZIP_DEFLATED) as archive:
        for nom_du_fichier, octets in sorted(fichiers.items()):
            fiche = zipfile.ZipInfo(nom_du_fichier, le)
            fiche.compress_type = zipfile.ZIP_DEFLATED
            fiche.external_attr = 0o644 << 16
            archive.writestr(fiche, octets)
    return tampon.getvalue()
