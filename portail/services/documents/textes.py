"""The official texts that the papers reproduce, as last read, each with its date and source.

Defaults for the demonstration and starting point for an étude: what is marked `verifie=False` was amended or could
have been since, prints with a visible mark, and production must replace it (droit.md, D19).
"""

from datetime import date

from portail.services.documents.donnees import FormuleExecutoire, TexteLegal

_LEGI = "données ouvertes LEGI (DILA, licence Ouverte Etalab 2.0)"
_AVRIL_2026 = date(2026, 4, 3)
_CPCE = "du code des procédures civiles d’exécution"

# Loi n° 2026-307 of 23 April 2026 amended L. 111-3 and L. 125-1: the wording below is the one before it.
TEXTES_CONNUS: tuple[TexteLegal, ...] = (
    TexteLegal(
        code="L111-2",
        intitule=f"Article L. 111-2 {_CPCE}",
        alineas=(
            "Le créancier muni d’un titre exécutoire constatant une créance liquide et exigible peut en "
            "poursuivre l’exécution forcée sur les biens de son débiteur dans les conditions propres à chaque "
            "mesure d’exécution.",
        ),
        en_vigueur_au=_AVRIL_2026,
        source=_LEGI,
        verifie=True,
    ),
    TexteLegal(
        code="L111-3",
        intitule=f"Article L. 111-3 {_CPCE}",
        alineas=(
            "Seuls constituent des titres exécutoires\u00a0:",
            "1° Les décisions des juridictions de l’ordre judiciaire ou de l’ordre administratif lorsqu’elles ont"
            " force exécutoire, ainsi que les accords auxquels ces juridictions ont conféré force exécutoire\u00a0;",
            "2° Les actes et les jugements étrangers ainsi que les sentences arbitrales déclarés exécutoires par "
            "une décision non susceptible d’un recours suspensif d’exécution, sans préjudice des dispositions du "
            "droit de l’Union européenne applicables\u00a0;",
            "2° bis Les décisions rendues par la juridiction unifiée du brevet\u00a0;",
            "3° Les extraits de procès-verbaux de conciliation signés par le juge et les parties\u00a0;",
            "4° Les actes notariés revêtus de la formule exécutoire\u00a0;",
            "4° bis Les accords par lesquels les époux consentent mutuellement à leur divorce ou à leur "
            "séparation de corps par acte sous signature privée contresigné par avocats, déposés au rang des "
            "minutes d’un notaire selon les modalités prévues à l’article 229-1 du code civil\u00a0;",
            "5° Le titre délivré par l’huissier de justice en cas de non-paiement d’un chèque ou en cas d’accord "
            "entre le créancier et le débiteur dans les conditions prévues à l’article L. 125-1\u00a0;",
            "6° Les titres délivrés par les personnes morales de droit public qualifiés comme tels par la loi, ou"
            " les décisions auxquelles la loi attache les effets d’un jugement\u00a0;",
            "7° Les transactions et les actes constatant un accord issu d’une médiation, d’une conciliation ou "
            "d’une procédure participative, lorsqu’ils sont contresignés par les avocats de chacune des parties "
            "et revêtus de la formule exécutoire par le greffe de la juridiction compétente.",
        ),
        en_vigueur_au=_AVRIL_2026,
        source=_LEGI,
        verifie=False,
    ),
    TexteLegal(
        code="L125-1",
        intitule=f"Article L. 125-1 {_CPCE}",
        alineas=(
            "Une procédure simplifiée de recouvrement des petites créances peut être mise en œuvre par un "
            "huissier de justice à la demande du créancier pour le paiement d’une créance ayant une cause "
            "contractuelle ou résultant d’une obligation de caractère statutaire et inférieure à un montant "
            "défini par décret en Conseil d’Etat.",
            "Cette procédure se déroule dans un délai d’un mois à compter de l’envoi par l’huissier d’une lettre "
            "recommandée avec demande d’avis de réception ou d’un message transmis par voie électronique invitant"
            " le débiteur à participer à cette procédure. L’accord du débiteur, constaté par l’huissier de "
            "justice, suspend la prescription.",
            "L’huissier de justice qui a reçu l’accord du créancier et du débiteur sur le montant et les "
            "modalités du paiement délivre, sans autre formalité, un titre exécutoire.",
            "Les frais de toute nature qu’occasionne la procédure sont à la charge exclusive du créancier.",
            "Un décret en Conseil d’Etat fixe les modalités d’application du présent article, notamment les "
            "règles de prévention des conflits d’intérêts lors de la délivrance par l’huissier de justice d’un "
            "titre exécutoire.",
        ),
        en_vigueur_au=_AVRIL_2026,
        source=_LEGI,
        verifie=False,
    ),
    TexteLegal(
        code="2238",
        intitule="Article 2238 du code civil",
        alineas=(
            "La prescription est suspendue à compter du jour où, après la survenance d’un litige, les parties "
            "conviennent de recourir à la médiation ou à la conciliation ou, à défaut d’accord écrit, à compter "
            "du jour de la première réunion de médiation ou de conciliation. La prescription est également "
            "suspendue à compter de la conclusion d’une convention de procédure participative ou à compter de "
            "l’accord du débiteur constaté par l’huissier de justice pour participer à la procédure prévue à "
            "l’article L. 125-1 du code des procédures civiles d’exécution.",
            "Le délai de prescription recommence à courir, pour une durée qui ne peut être inférieure à six mois,"
            " à compter de la date à laquelle soit l’une des parties ou les deux, soit le médiateur ou le "
            "conciliateur déclarent que la médiation ou la conciliation est terminée. En cas de convention de "
            "procédure participative, le délai de prescription recommence à courir à compter du terme de la "
            "convention, pour une durée qui ne peut être inférieure à six mois. En cas d’échec de la procédure "
            "prévue au même article, le délai de prescription recommence à courir à compter de la date du refus "
            "du débiteur, constaté par l’huissier, pour une durée qui ne peut être inférieure à six mois.",
        ),
        en_vigueur_au=_AVRIL_2026,
        source=_LEGI,
        verifie=True,
    ),
)

# Décret n° 47-1047 of 12 June 1947, article 1; « ledit arrêt (ou ledit jugement, etc.) » becomes « ledit titre ».
FORMULE_CONNUE = FormuleExecutoire(
    entete=("République française", "Au nom du peuple français"),
    alineas=(
        "En conséquence, la République française mande et ordonne à tous huissiers de justice, sur ce requis,"
        " de mettre ledit titre à exécution, aux procureurs généraux et aux procureurs de la République près "
        "les tribunaux judiciaires d’y tenir la main, à tous commandants et officiers de la force publique de"
        " prêter main-forte lorsqu’ils en seront légalement requis.",
        "En foi de quoi, le présent titre a été signé par le commissaire de justice.",
    ),
    en_vigueur_au=date(2020, 1, 1),
    source="décret n° 47-1047 du 12 juin 1947, article 1er, version en vigueur depuis le 1er janvier 2020",
    verifie=True,
)

ARTICLES_A_REPRODUIRE = ("L111-2", "L111-3", "L125-1", "2238")  # R. 125-2, II
