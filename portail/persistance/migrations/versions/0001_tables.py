"""The first tables: the étude, its creditors, the dossiers, the talks, the acts, the access, the mails.

Data touched: none (creation). Reversible: yes, losing everything.
"""

import sqlalchemy as sa
from alembic import op

revision = "0001_tables"
down_revision = None

# The values are copied: a migration does not change when the code does.
NATURE_PERSONNE = (
    "physique",
    "morale",
)
ROLE = (
    "debiteur",
    "creancier",
    "commissaire",
)
ETAT = (
    "brouillon",
    "deposee",
    "recevable",
    "mandat",
    "envoyee",
    "acceptee",
    "proposition_debiteur",
    "proposition_creancier",
    "refus_exprime",
    "refus_des_termes",
    "accord_conclu",
    "fin_refus_participation",
    "fin_expiration",
    "fin_refus_montant_ou_modalites",
    "fin_accord",
    "titre_delivre",
    "copie_remise",
    "paiements",
    "solde",
    "defaut",
    "injonction",
    "autre_voie",
    "clos",
    "irrecevable",
    "abandonnee",
)
CAUSE = (
    "contractuelle",
    "statutaire",
    "autre",
)
ZONE = (
    "general",
    "alsace_moselle",
    "alsace_moselle_vendredi_saint",
    "guadeloupe",
    "martinique",
    "guyane",
    "reunion",
    "mayotte",
    "saint_barthelemy",
    "saint_martin",
    "saint_pierre_et_miquelon",
)
MODE_REPONSE = (
    "portail",
    "formulaire",
    "emargement",
    "autre",
)
ETAT_COURRIEL = (
    "a_envoyer",
    "envoye",
    "a_examiner",
)
NATURE = (
    "principal",
    "interets",
    "indemnite_forfaitaire",
    "clause_penale",
    "autre",
)
GENRE_DOCUMENT = (
    "lettre",
    "recepisse",
    "constat",
    "projet_constat",
    "accord",
    "titre",
)
STATUT_PROPOSITION = (
    "en_cours",
    "remplacee",
    "retiree",
    "declinee",
    "acceptee",
)
GENRE_CONSTAT = (
    "acceptation",
    "refus_participation",
    "expiration",
    "refus_termes",
    "accord",
)


def enumeration(nom: str, valeurs: tuple[str, ...]) -> sa.Enum:
    return sa.Enum(*valeurs, name=nom, native_enum=False, length=40, create_constraint=True)


def upgrade() -> None:
    op.create_table(
        "essai",
        sa.Column("cle", sa.String(length=80), nullable=False),
        sa.Column("nombre", sa.Integer(), nullable=False),
        sa.Column("fin", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("cle", name=op.f("pk_essai")),
    )
    op.create_table(
        "etude",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("nom", sa.String(length=200), nullable=False),
        sa.Column("adresse", sa.String(length=300), nullable=False),
        sa.Column("code_postal", sa.String(length=12), nullable=False),
        sa.Column("commune", sa.String(length=120), nullable=False),
        sa.Column("cour_appel", sa.String(length=80), nullable=False),
        sa.Column("telephone", sa.String(length=20), nullable=False),
        sa.Column("courriel", sa.String(length=254), nullable=False),
        sa.Column("horaires", sa.String(length=200), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_etude")),
    )
    op.create_table(
        "creancier",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("etude_id", sa.Integer(), nullable=False),
        sa.Column("professionnel", sa.Boolean(), nullable=False),
        sa.Column("commercant", sa.Boolean(), nullable=False),
        sa.Column("cree_le", sa.DateTime(), nullable=False),
        sa.Column("nature", enumeration("naturepersonne", NATURE_PERSONNE), nullable=False),
        sa.Column("civilite", sa.String(length=20), nullable=False),
        sa.Column("nom", sa.String(length=300), nullable=False),
        sa.Column("prenoms", sa.String(length=300), nullable=False),
        sa.Column("denomination", sa.String(length=300), nullable=False),
        sa.Column("forme", sa.String(length=80), nullable=False),
        sa.Column("siren", sa.String(length=9), nullable=False),
        sa.Column("representant", sa.String(length=300), nullable=False),
        sa.Column("profession", sa.String(length=120), nullable=False),
        sa.Column("nationalite", sa.String(length=80), nullable=False),
        sa.Column("ne_le", sa.Date(), nullable=True),
        sa.Column("ne_a", sa.String(length=120), nullable=False),
        sa.Column("adresse", sa.String(length=300), nullable=False),
        sa.Column("complement", sa.String(length=300), nullable=False),
        sa.Column("code_postal", sa.String(length=12), nullable=False),
        sa.Column("commune", sa.String(length=120), nullable=False),
        sa.Column("code_lieu", sa.String(length=5), nullable=False),
        sa.Column("pays", sa.String(length=2), nullable=False),
        sa.Column("courriel", sa.String(length=254), nullable=False),
        sa.Column("telephone", sa.String(length=20), nullable=False),
        sa.ForeignKeyConstraint(["etude_id"], ["etude.id"], name=op.f("fk_creancier_etude_id_etude")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_creancier")),
    )
    op.create_table(
        "compte",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("role", enumeration("role", ROLE), nullable=False),
        sa.Column("etude_id", sa.Integer(), nullable=False),
        sa.Column("creancier_id", sa.Integer(), nullable=True),
        sa.Column("courriel", sa.String(length=254), nullable=False),
        sa.Column("nom", sa.String(length=200), nullable=False),
        sa.Column("empreinte_mot_de_passe", sa.Text(), nullable=False),
        sa.Column("poivre", sa.Integer(), nullable=False),
        sa.Column("actif", sa.Boolean(), nullable=False),
        sa.Column("cree_le", sa.DateTime(), nullable=False),
        sa.CheckConstraint(
            "(role = 'creancier') = (creancier_id IS NOT NULL)", name=op.f("ck_compte_creancier_designe")
        ),
        sa.CheckConstraint("role IN ('creancier', 'commissaire')", name=op.f("ck_compte_role_professionnel")),
        sa.ForeignKeyConstraint(["creancier_id"], ["creancier.id"], name=op.f("fk_compte_creancier_id_creancier")),
        sa.ForeignKeyConstraint(["etude_id"], ["etude.id"], name=op.f("fk_compte_etude_id_etude")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_compte")),
        sa.UniqueConstraint("courriel", name=op.f("uq_compte_courriel")),
    )
    op.create_table(
        "dossier",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("reference", sa.String(length=15), nullable=False),
        sa.Column("etude_id", sa.Integer(), nullable=False),
        sa.Column("creancier_id", sa.Integer(), nullable=False),
        sa.Column("commissaire_id", sa.Integer(), nullable=True),
        sa.Column("etat", enumeration("etat", ETAT), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("acte_numero", sa.Integer(), nullable=False),
        sa.Column("cree_le", sa.DateTime(), nullable=False),
        sa.Column("cause", enumeration("cause", CAUSE), nullable=False),
        sa.Column("fondement", sa.String(length=300), nullable=False),
        sa.Column("fondement_le", sa.Date(), nullable=True),
        sa.Column("total_centimes", sa.Integer(), nullable=False),
        sa.Column("reponses", sa.JSON(), nullable=False),
        sa.Column("precisions", sa.Text(), nullable=False),
        sa.Column("a_completer", sa.Text(), nullable=False),
        sa.Column("marge_remise_pourcent", sa.Integer(), nullable=False),
        sa.Column("marge_nombre_max", sa.Integer(), nullable=False),
        sa.Column("mandat_le", sa.Date(), nullable=True),
        sa.Column("controle", sa.JSON(), nullable=False),
        sa.Column("lettre_le", sa.Date(), nullable=True),
        sa.Column("envoye_le", sa.Date(), nullable=True),
        sa.Column("numero_recommande", sa.String(length=20), nullable=True),
        sa.Column("zone", enumeration("zone", ZONE), nullable=False),
        sa.Column("fin_stricte", sa.Date(), nullable=True),
        sa.Column("fin_prorogee", sa.Date(), nullable=True),
        sa.Column("accord_avant", sa.DateTime(), nullable=True),
        sa.Column("participation_le", sa.DateTime(), nullable=True),
        sa.Column("participation_mode", enumeration("participation_mode", MODE_REPONSE), nullable=True),
        sa.Column("participation_postee_le", sa.Date(), nullable=True),
        sa.Column("refus_le", sa.DateTime(), nullable=True),
        sa.Column("refus_mode", enumeration("refus_mode", MODE_REPONSE), nullable=True),
        sa.Column("refus_poste_le", sa.Date(), nullable=True),
        sa.Column("refus_motif", sa.Text(), nullable=False),
        sa.Column("acceptation_constatee_le", sa.DateTime(), nullable=True),
        sa.Column("accord_conclu_le", sa.DateTime(), nullable=True),
        sa.Column("fin_constatee_le", sa.DateTime(), nullable=True),
        sa.Column("titre_delivre_le", sa.DateTime(), nullable=True),
        sa.Column("copie_remise_le", sa.DateTime(), nullable=True),
        sa.Column("incident_acces", sa.Boolean(), nullable=False),
        sa.CheckConstraint(
            "(etat IN ('accord_conclu', 'fin_accord', 'titre_delivre', 'copie_remise', 'paiements', 'solde', 'defaut')) = (accord_conclu_le IS NOT NULL)",
            name=op.f("ck_dossier_accord_date"),
        ),
        sa.CheckConstraint(
            "(etat IN ('titre_delivre', 'copie_remise', 'paiements', 'solde', 'defaut')) = (titre_delivre_le IS NOT NULL)",
            name=op.f("ck_dossier_titre_date"),
        ),
        sa.CheckConstraint(
            "etat IN ('brouillon', 'deposee', 'irrecevable', 'abandonnee') OR (total_centimes > 0 AND total_centimes <= 500000)",
            name=op.f("ck_dossier_plafond"),
        ),
        sa.CheckConstraint(
            "etat IN ('brouillon', 'deposee', 'recevable', 'mandat', 'irrecevable', 'abandonnee') OR (envoye_le IS NOT NULL AND numero_recommande IS NOT NULL AND fin_stricte IS NOT NULL AND fin_prorogee IS NOT NULL AND accord_avant IS NOT NULL)",
            name=op.f("ck_dossier_envoi_prouve"),
        ),
        sa.CheckConstraint(
            "accord_conclu_le IS NULL OR (participation_le IS NOT NULL AND accord_conclu_le < accord_avant)",
            name=op.f("ck_dossier_accord_dans_le_mois"),
        ),
        sa.CheckConstraint(
            "fin_prorogee IS NULL OR fin_prorogee >= fin_stricte", name=op.f("ck_dossier_fins_ordonnees")
        ),
        sa.CheckConstraint("total_centimes >= 0", name=op.f("ck_dossier_total_positif")),
        sa.ForeignKeyConstraint(["commissaire_id"], ["compte.id"], name=op.f("fk_dossier_commissaire_id_compte")),
        sa.ForeignKeyConstraint(["creancier_id"], ["creancier.id"], name=op.f("fk_dossier_creancier_id_creancier")),
        sa.ForeignKeyConstraint(["etude_id"], ["etude.id"], name=op.f("fk_dossier_etude_id_etude")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_dossier")),
        sa.UniqueConstraint("reference", name=op.f("uq_dossier_reference")),
    )
    op.create_index(op.f("ix_dossier_creancier_id"), "dossier", ["creancier_id"], unique=False)
    op.create_index("ix_dossier_file", "dossier", ["etude_id", "etat", "fin_stricte"], unique=False)
    op.create_table(
        "tarif_saisi",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("etude_id", sa.Integer(), nullable=False),
        sa.Column("du", sa.Date(), nullable=False),
        sa.Column("au", sa.Date(), nullable=True),
        sa.Column("valeurs", sa.JSON(), nullable=False),
        sa.Column("source", sa.String(length=300), nullable=False),
        sa.Column("verifie_le", sa.Date(), nullable=False),
        sa.Column("exemple", sa.Boolean(), nullable=False),
        sa.Column("saisi_le", sa.DateTime(), nullable=False),
        sa.Column("compte_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["compte_id"], ["compte.id"], name=op.f("fk_tarif_saisi_compte_id_compte")),
        sa.ForeignKeyConstraint(["etude_id"], ["etude.id"], name=op.f("fk_tarif_saisi_etude_id_etude")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_tarif_saisi")),
    )
    op.create_index(op.f("ix_tarif_saisi_etude_id"), "tarif_saisi", ["etude_id"], unique=False)
    op.create_table(
        "texte_saisi",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("etude_id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=20), nullable=False),
        sa.Column("texte", sa.Text(), nullable=False),
        sa.Column("en_vigueur_du", sa.Date(), nullable=False),
        sa.Column("source", sa.String(length=300), nullable=False),
        sa.Column("verifie_le", sa.Date(), nullable=False),
        sa.Column("saisi_le", sa.DateTime(), nullable=False),
        sa.Column("compte_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["compte_id"], ["compte.id"], name=op.f("fk_texte_saisi_compte_id_compte")),
        sa.ForeignKeyConstraint(["etude_id"], ["etude.id"], name=op.f("fk_texte_saisi_etude_id_etude")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_texte_saisi")),
    )
    op.create_index(op.f("ix_texte_saisi_etude_id"), "texte_saisi", ["etude_id"], unique=False)
    op.create_table(
        "acces_lettre",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("dossier_id", sa.Integer(), nullable=False),
        sa.Column("identifiant", sa.String(length=64), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("poivre", sa.Integer(), nullable=False),
        sa.Column("echecs", sa.Integer(), nullable=False),
        sa.Column("emis_le", sa.DateTime(), nullable=False),
        sa.Column("premiere_ouverture_le", sa.DateTime(), nullable=True),
        sa.Column("revoque_le", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(["dossier_id"], ["dossier.id"], name=op.f("fk_acces_lettre_dossier_id_dossier")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_acces_lettre")),
        sa.UniqueConstraint("identifiant", name=op.f("uq_acces_lettre_identifiant")),
    )
    op.create_index(
        "uq_acces_lettre_vivant",
        "acces_lettre",
        ["dossier_id"],
        unique=True,
        sqlite_where=sa.text("revoque_le IS NULL"),
        postgresql_where=sa.text("revoque_le IS NULL"),
    )
    op.create_table(
        "brouillon_plan",
        sa.Column("dossier_id", sa.Integer(), nullable=False),
        sa.Column("role", enumeration("role", ROLE), nullable=False),
        sa.Column("saisie", sa.JSON(), nullable=False),
        sa.Column("modifie_le", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["dossier_id"], ["dossier.id"], name=op.f("fk_brouillon_plan_dossier_id_dossier")),
        sa.PrimaryKeyConstraint("dossier_id", "role", name=op.f("pk_brouillon_plan")),
    )
    op.create_table(
        "courriel",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("cle", sa.String(length=120), nullable=False),
        sa.Column("dossier_id", sa.Integer(), nullable=True),
        sa.Column("etude_id", sa.Integer(), nullable=False),
        sa.Column("destinataire", sa.String(length=254), nullable=False),
        sa.Column("sujet", sa.String(length=200), nullable=False),
        sa.Column("corps", sa.Text(), nullable=False),
        sa.Column("etat", enumeration("etatcourriel", ETAT_COURRIEL), nullable=False),
        sa.Column("essais", sa.Integer(), nullable=False),
        sa.Column("depose_le", sa.DateTime(), nullable=False),
        sa.Column("prochain_essai_le", sa.DateTime(), nullable=False),
        sa.Column("envoye_le", sa.DateTime(), nullable=True),
        sa.Column("derniere_panne", sa.String(length=300), nullable=False),
        sa.ForeignKeyConstraint(["dossier_id"], ["dossier.id"], name=op.f("fk_courriel_dossier_id_dossier")),
        sa.ForeignKeyConstraint(["etude_id"], ["etude.id"], name=op.f("fk_courriel_etude_id_etude")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_courriel")),
        sa.UniqueConstraint("cle", name=op.f("uq_courriel_cle")),
    )
    op.create_index("ix_courriel_a_envoyer", "courriel", ["etat", "prochain_essai_le"], unique=False)
    op.create_index(op.f("ix_courriel_dossier_id"), "courriel", ["dossier_id"], unique=False)
    op.create_index(op.f("ix_courriel_etude_id"), "courriel", ["etude_id"], unique=False)
    op.create_table(
        "debiteur",
        sa.Column("dossier_id", sa.Integer(), nullable=False),
        sa.Column("professionnel", sa.Boolean(), nullable=False),
        sa.Column("courriel_connu_avant", sa.Boolean(), nullable=False),
        sa.Column("nature", enumeration("naturepersonne", NATURE_PERSONNE), nullable=False),
        sa.Column("civilite", sa.String(length=20), nullable=False),
        sa.Column("nom", sa.String(length=300), nullable=False),
        sa.Column("prenoms", sa.String(length=300), nullable=False),
        sa.Column("denomination", sa.String(length=300), nullable=False),
        sa.Column("forme", sa.String(length=80), nullable=False),
        sa.Column("siren", sa.String(length=9), nullable=False),
        sa.Column("representant", sa.String(length=300), nullable=False),
        sa.Column("profession", sa.String(length=120), nullable=False),
        sa.Column("nationalite", sa.String(length=80), nullable=False),
        sa.Column("ne_le", sa.Date(), nullable=True),
        sa.Column("ne_a", sa.String(length=120), nullable=False),
        sa.Column("adresse", sa.String(length=300), nullable=False),
        sa.Column("complement", sa.String(length=300), nullable=False),
        sa.Column("code_postal", sa.String(length=12), nullable=False),
        sa.Column("commune", sa.String(length=120), nullable=False),
        sa.Column("code_lieu", sa.String(length=5), nullable=False),
        sa.Column("pays", sa.String(length=2), nullable=False),
        sa.Column("courriel", sa.String(length=254), nullable=False),
        sa.Column("telephone", sa.String(length=20), nullable=False),
        sa.ForeignKeyConstraint(["dossier_id"], ["dossier.id"], name=op.f("fk_debiteur_dossier_id_dossier")),
        sa.PrimaryKeyConstraint("dossier_id", name=op.f("pk_debiteur")),
    )
    op.create_table(
        "element_creance",
        sa.Column("dossier_id", sa.Integer(), nullable=False),
        sa.Column("numero", sa.Integer(), nullable=False),
        sa.Column("nature", enumeration("nature", NATURE), nullable=False),
        sa.Column("libelle", sa.String(length=300), nullable=False),
        sa.Column("exigible_le", sa.Date(), nullable=True),
        sa.Column("montant_centimes", sa.Integer(), nullable=False),
        sa.CheckConstraint("montant_centimes > 0", name=op.f("ck_element_creance_montant_positif")),
        sa.ForeignKeyConstraint(["dossier_id"], ["dossier.id"], name=op.f("fk_element_creance_dossier_id_dossier")),
        sa.PrimaryKeyConstraint("dossier_id", "numero", name=op.f("pk_element_creance")),
    )
    op.create_table(
        "evenement",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("dossier_id", sa.Integer(), nullable=False),
        sa.Column("numero", sa.Integer(), nullable=False),
        sa.Column("action", sa.String(length=40), nullable=False),
        sa.Column("role", enumeration("role", ROLE), nullable=False),
        sa.Column("compte_id", sa.Integer(), nullable=True),
        sa.Column("depuis", enumeration("depuis", ETAT), nullable=False),
        sa.Column("vers", enumeration("vers", ETAT), nullable=False),
        sa.Column("article", sa.String(length=40), nullable=False),
        sa.Column("recu_le", sa.DateTime(), nullable=False),
        sa.Column("ecrit_le", sa.DateTime(), nullable=False),
        sa.Column("idem", sa.String(length=64), nullable=True),
        sa.Column("details", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["compte_id"], ["compte.id"], name=op.f("fk_evenement_compte_id_compte")),
        sa.ForeignKeyConstraint(["dossier_id"], ["dossier.id"], name=op.f("fk_evenement_dossier_id_dossier")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_evenement")),
    )
    op.create_index("uq_evenement_idem", "evenement", ["dossier_id", "idem"], unique=True)
    op.create_index("uq_evenement_numero", "evenement", ["dossier_id", "numero"], unique=True)
    op.create_table(
        "impression",
        sa.Column("dossier_id", sa.Integer(), nullable=False),
        sa.Column("chiffre", sa.LargeBinary(), nullable=False),
        sa.Column("preparee_le", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["dossier_id"], ["dossier.id"], name=op.f("fk_impression_dossier_id_dossier")),
        sa.PrimaryKeyConstraint("dossier_id", name=op.f("pk_impression")),
    )
    op.create_table(
        "paiement",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("dossier_id", sa.Integer(), nullable=False),
        sa.Column("recu_le", sa.Date(), nullable=False),
        sa.Column("montant_centimes", sa.Integer(), nullable=False),
        sa.Column("saisi_le", sa.DateTime(), nullable=False),
        sa.CheckConstraint("montant_centimes > 0", name=op.f("ck_paiement_montant_positif")),
        sa.ForeignKeyConstraint(["dossier_id"], ["dossier.id"], name=op.f("fk_paiement_dossier_id_dossier")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_paiement")),
    )
    op.create_index(op.f("ix_paiement_dossier_id"), "paiement", ["dossier_id"], unique=False)
    op.create_table(
        "piece",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("dossier_id", sa.Integer(), nullable=False),
        sa.Column("nom", sa.String(length=200), nullable=False),
        sa.Column("type_mime", sa.String(length=40), nullable=False),
        sa.Column("taille", sa.Integer(), nullable=False),
        sa.Column("empreinte", sa.String(length=64), nullable=False),
        sa.Column("deposee_le", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["dossier_id"], ["dossier.id"], name=op.f("fk_piece_dossier_id_dossier")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_piece")),
    )
    op.create_index(op.f("ix_piece_dossier_id"), "piece", ["dossier_id"], unique=False)
    op.create_table(
        "plan_accepte",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("dossier_id", sa.Integer(), nullable=False),
        sa.Column("nombre", sa.Integer(), nullable=False),
        sa.Column("montant_centimes", sa.Integer(), nullable=False),
        sa.Column("jours", sa.String(length=40), nullable=False),
        sa.Column("texte", sa.Text(), nullable=False),
        sa.Column("empreinte", sa.String(length=64), nullable=False),
        sa.Column("signe_le", sa.DateTime(), nullable=False),
        sa.Column("signe_par_id", sa.Integer(), nullable=False),
        sa.Column("retire_le", sa.DateTime(), nullable=True),
        sa.CheckConstraint("montant_centimes > 0", name=op.f("ck_plan_accepte_montant_positif")),
        sa.CheckConstraint("nombre >= 1 AND nombre <= 60", name=op.f("ck_plan_accepte_nombre")),
        sa.ForeignKeyConstraint(["dossier_id"], ["dossier.id"], name=op.f("fk_plan_accepte_dossier_id_dossier")),
        sa.ForeignKeyConstraint(["signe_par_id"], ["compte.id"], name=op.f("fk_plan_accepte_signe_par_id_compte")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plan_accepte")),
    )
    op.create_index(op.f("ix_plan_accepte_dossier_id"), "plan_accepte", ["dossier_id"], unique=False)
    op.create_table(
        "document_emis",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("dossier_id", sa.Integer(), nullable=False),
        sa.Column("genre", enumeration("genredocument", GENRE_DOCUMENT), nullable=False),
        sa.Column("titre", sa.String(length=200), nullable=False),
        sa.Column("nom", sa.String(length=120), nullable=False),
        sa.Column("empreinte", sa.String(length=64), nullable=False),
        sa.Column("taille", sa.Integer(), nullable=False),
        sa.Column("emis_le", sa.DateTime(), nullable=False),
        sa.Column("evenement_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["dossier_id"], ["dossier.id"], name=op.f("fk_document_emis_dossier_id_dossier")),
        sa.ForeignKeyConstraint(
            ["evenement_id"], ["evenement.id"], name=op.f("fk_document_emis_evenement_id_evenement")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_document_emis")),
    )
    op.create_index(op.f("ix_document_emis_dossier_id"), "document_emis", ["dossier_id"], unique=False)
    op.create_table(
        "proposition",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("dossier_id", sa.Integer(), nullable=False),
        sa.Column("numero", sa.Integer(), nullable=False),
        sa.Column("auteur", enumeration("role", ROLE), nullable=False),
        sa.Column("montant_centimes", sa.Integer(), nullable=False),
        sa.Column("message", sa.Text(), nullable=False),
        sa.Column("empreinte", sa.String(length=64), nullable=False),
        sa.Column("plan_id", sa.Integer(), nullable=True),
        sa.Column("envoyee_le", sa.DateTime(), nullable=False),
        sa.Column("statut", enumeration("statutproposition", STATUT_PROPOSITION), nullable=False),
        sa.Column("repondue_le", sa.DateTime(), nullable=True),
        sa.CheckConstraint("(statut = 'en_cours') = (repondue_le IS NULL)", name=op.f("ck_proposition_reponse_datee")),
        sa.CheckConstraint("montant_centimes > 0", name=op.f("ck_proposition_montant_positif")),
        sa.ForeignKeyConstraint(["dossier_id"], ["dossier.id"], name=op.f("fk_proposition_dossier_id_dossier")),
        sa.ForeignKeyConstraint(["plan_id"], ["plan_accepte.id"], name=op.f("fk_proposition_plan_id_plan_accepte")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_proposition")),
    )
    op.create_index(
        "uq_proposition_acceptee",
        "proposition",
        ["dossier_id"],
        unique=True,
        sqlite_where=sa.text("statut = 'acceptee'"),
        postgresql_where=sa.text("statut = 'acceptee'"),
    )
    op.create_index(
        "uq_proposition_en_cours",
        "proposition",
        ["dossier_id"],
        unique=True,
        sqlite_where=sa.text("statut = 'en_cours'"),
        postgresql_where=sa.text("statut = 'en_cours'"),
    )
    op.create_index("uq_proposition_numero", "proposition", ["dossier_id", "numero"], unique=True)
    op.create_table(
        "session_ouverte",
        sa.Column("empreinte", sa.String(length=64), nullable=False),
        sa.Column("role", enumeration("role", ROLE), nullable=False),
        sa.Column("compte_id", sa.Integer(), nullable=True),
        sa.Column("dossier_id", sa.Integer(), nullable=True),
        sa.Column("acces_id", sa.Integer(), nullable=True),
        sa.Column("ouverte_le", sa.DateTime(), nullable=False),
        sa.Column("vue_le", sa.DateTime(), nullable=False),
        sa.Column("expire_le", sa.DateTime(), nullable=False),
        sa.Column("prouvee_le", sa.DateTime(), nullable=True),
        sa.Column("confirmee_le", sa.DateTime(), nullable=True),
        sa.CheckConstraint("(role = 'debiteur') = (compte_id IS NULL)", name=op.f("ck_session_ouverte_compte_designe")),
        sa.CheckConstraint(
            "(role = 'debiteur') = (dossier_id IS NOT NULL)", name=op.f("ck_session_ouverte_debiteur_designe")
        ),
        sa.ForeignKeyConstraint(
            ["acces_id"], ["acces_lettre.id"], name=op.f("fk_session_ouverte_acces_id_acces_lettre")
        ),
        sa.ForeignKeyConstraint(["compte_id"], ["compte.id"], name=op.f("fk_session_ouverte_compte_id_compte")),
        sa.ForeignKeyConstraint(["dossier_id"], ["dossier.id"], name=op.f("fk_session_ouverte_dossier_id_dossier")),
        sa.PrimaryKeyConstraint("empreinte", name=op.f("pk_session_ouverte")),
    )
    op.create_index(op.f("ix_session_ouverte_compte_id"), "session_ouverte", ["compte_id"], unique=False)
    op.create_index(op.f("ix_session_ouverte_dossier_id"), "session_ouverte", ["dossier_id"], unique=False)
    op.create_table(
        "constat",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("dossier_id", sa.Integer(), nullable=False),
        sa.Column("genre", enumeration("genreconstat", GENRE_CONSTAT), nullable=False),
        sa.Column("texte", sa.Text(), nullable=False),
        sa.Column("empreinte", sa.String(length=64), nullable=False),
        sa.Column("constate_le", sa.DateTime(), nullable=False),
        sa.Column("compte_id", sa.Integer(), nullable=False),
        sa.Column("document_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["compte_id"], ["compte.id"], name=op.f("fk_constat_compte_id_compte")),
        sa.ForeignKeyConstraint(
            ["document_id"], ["document_emis.id"], name=op.f("fk_constat_document_id_document_emis")
        ),
        sa.ForeignKeyConstraint(["dossier_id"], ["dossier.id"], name=op.f("fk_constat_dossier_id_dossier")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_constat")),
        sa.UniqueConstraint("dossier_id", "genre", name=op.f("uq_constat_dossier_id_genre")),
    )
    op.create_table(
        "ligne_echeance",
        sa.Column("proposition_id", sa.Integer(), nullable=False),
        sa.Column("numero", sa.Integer(), nullable=False),
        sa.Column("le", sa.Date(), nullable=False),
        sa.Column("montant_centimes", sa.Integer(), nullable=False),
        sa.CheckConstraint("montant_centimes > 0", name=op.f("ck_ligne_echeance_montant_positif")),
        sa.ForeignKeyConstraint(
            ["proposition_id"], ["proposition.id"], name=op.f("fk_ligne_echeance_proposition_id_proposition")
        ),
        sa.PrimaryKeyConstraint("proposition_id", "numero", name=op.f("pk_ligne_echeance")),
    )
    op.create_table(
        "projet_constat",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("dossier_id", sa.Integer(), nullable=False),
        sa.Column("genre", enumeration("genreconstat", GENRE_CONSTAT), nullable=False),
        sa.Column("prepare_le", sa.DateTime(), nullable=False),
        sa.Column("document_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["document_id"], ["document_emis.id"], name=op.f("fk_projet_constat_document_id_document_emis")
        ),
        sa.ForeignKeyConstraint(["dossier_id"], ["dossier.id"], name=op.f("fk_projet_constat_dossier_id_dossier")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_projet_constat")),
    )
    op.create_index("uq_projet_constat_genre", "projet_constat", ["dossier_id", "genre"], unique=True)


def downgrade() -> None:

    op.drop_index("uq_projet_constat_genre", table_name="projet_constat")
    op.drop_table("projet_constat")
    op.drop_table("ligne_echeance")
    op.drop_table("constat")
    op.drop_index(op.f("ix_session_ouverte_dossier_id"), table_name="session_ouverte")
    op.drop_index(op.f("ix_session_ouverte_compte_id"), table_name="session_ouverte")
    op.drop_table("session_ouverte")
    op.drop_index("uq_proposition_numero", table_name="proposition")
    op.drop_index(
        "uq_proposition_en_cours",
        table_name="proposition",
        sqlite_where=sa.text("statut = 'en_cours'"),
        postgresql_where=sa.text("statut = 'en_cours'"),
    )
    op.drop_index(
        "uq_proposition_acceptee",
        table_name="proposition",
        sqlite_where=sa.text("statut = 'acceptee'"),
        postgresql_where=sa.text("statut = 'acceptee'"),
    )
    op.drop_table("proposition")
    op.drop_index(op.f("ix_document_emis_dossier_id"), table_name="document_emis")
    op.drop_table("document_emis")
    op.drop_index(op.f("ix_plan_accepte_dossier_id"), table_name="plan_accepte")
    op.drop_table("plan_accepte")
    op.drop_index(op.f("ix_piece_dossier_id"), table_name="piece")
    op.drop_table("piece")
    op.drop_index(op.f("ix_paiement_dossier_id"), table_name="paiement")
    op.drop_table("paiement")
    op.drop_table("impression")
    op.drop_index("uq_evenement_numero", table_name="evenement")
    op.drop_index("uq_evenement_idem", table_name="evenement")
    op.drop_table("evenement")
    op.drop_table("element_creance")
    op.drop_table("debiteur")
    op.drop_index(op.f("ix_courriel_etude_id"), table_name="courriel")
    op.drop_index(op.f("ix_courriel_dossier_id"), table_name="courriel")
    op.drop_index("ix_courriel_a_envoyer", table_name="courriel")
    op.drop_table("courriel")
    op.drop_table("brouillon_plan")
    op.drop_index(
        "uq_acces_lettre_vivant",
        table_name="acces_lettre",
        sqlite_where=sa.text("revoque_le IS NULL"),
        postgresql_where=sa.text("revoque_le IS NULL"),
    )
    op.drop_table("acces_lettre")
    op.drop_index(op.f("ix_texte_saisi_etude_id"), table_name="texte_saisi")
    op.drop_table("texte_saisi")
    op.drop_index(op.f("ix_tarif_saisi_etude_id"), table_name="tarif_saisi")
    op.drop_table("tarif_saisi")
    op.drop_index("ix_dossier_file", table_name="dossier")
    op.drop_index(op.f("ix_dossier_creancier_id"), table_name="dossier")
    op.drop_table("dossier")
    op.drop_table("compte")
    op.drop_table("creancier")
    op.drop_table("etude")
    op.drop_table("essai")
