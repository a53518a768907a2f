"""The letters to post: one file, then several deposits: read again, recorded line by line, nothing typed is lost."""

from datetime import timedelta

import pytest

from portail.domaine.delais import jour_a_paris
from portail.domaine.procedure import Etat
from portail.persistance.actes import Impression
from tests.services.documents.lecture import pages
from tests.services.gestes import photo, sqlite_seul
from tests.web.commissaire.outils import adresse, jour_fr, portions, relire

LETTRES = "/commissaire/lettres"
NUMEROS = ("1A 205 938 4712 5", "1A 205 938 4713 2", "1A 205 938 4714 9")


@pytest.fixture
def qui(maison):
    return maison.commissaire()


@pytest.fixture
def prets(maison):
    return [maison.dossier(Etat.MANDAT, jours=0) for _ in range(3)]


def champs(*numeros, le, **suite):
    return {"depose_le": le} | {f"lignes-{rang}-numero": numero for rang, numero in enumerate(numeros)} | suite


def etats(autre_session, dossiers):
    return [relire(autre_session, d).etat for d in dossiers]


def test_deposits_are_read_again_then_recorded(qui, prets, autre_session, horloge):
    page = qui.get(LETTRES)
    assert "3 lettres sont prêtes." in page.lu
    avant = photo(autre_session)
    relue = qui.soumettre(page, **champs(*NUMEROS[:2], "", le=jour_fr(horloge)))
    assert "2 dépôts à enregistrer" in relue.lu and "cette date ne se corrige plus ici" in relue.lu
    assert photo(autre_session) == avant, "reading again records nothing"
    modifie = qui.soumettre(relue, modifier="1")
    assert modifie["[name='lignes-1-numero']"]["value"] == NUMEROS[1]
    relue = qui.soumettre(modifie)
    apres = qui.soumettre(relue)
    assert "2 envois sont enregistrés." in apres.lu and "1 lettre est prête." in apres.lu
    assert etats(autre_session, prets) == [Etat.ENVOYEE, Etat.ENVOYEE, Etat.MANDAT]
    lu = relire(autre_session, prets[0])
    assert (lu.numero_recommande, lu.envoye_le) == ("1A20593847125", jour_a_paris(horloge()))
    with autre_session() as lecture:
        assert [lecture.get(Impression, d.id) is None for d in prets] == [True, True, False]
    fait = photo(autre_session)
    qui.soumettre(relue)
    assert photo(autre_session) == fait, "sent twice, recorded once"


def test_right_lines_are_recorded_and_wrong_ones_stay_with_their_sentence(qui, prets, autre_session, horloge):
    page = qui.get(LETTRES)
    relue = qui.soumettre(page, **champs(NUMEROS[0], "xx", NUMEROS[2], le=jour_fr(horloge)))
    assert relue.statut == 200 and "Restent à corriger" in relue.lu and "8 à 20 chiffres et lettres" in relue.lu
    reste = qui.soumettre(relue)
    assert reste.statut == 422
    assert "2 envois sont enregistrés. Corrigez ce qui reste." in reste.lu
    assert etats(autre_session, prets) == [Etat.ENVOYEE, Etat.MANDAT, Etat.ENVOYEE]
    (champ,) = reste.tous("tbody input.champ")
    assert champ["value"] == "xx" and champ["aria-invalid"] == "true"
    assert reste[f"#{champ['aria-describedby']}"] is not None
    assert reste[f".erreurs a[href='#{champ['id']}']"] is not None, "the summary leads to the field"
    assert reste["[name=depose_le]"]["value"] == jour_fr(horloge)
    fini = qui.soumettre(qui.soumettre(reste, **{champ["name"]: NUMEROS[1]}))
    assert "Un envoi est enregistré." in fini.lu
    assert etats(autre_session, prets) == [Etat.ENVOYEE] * 3


def test_pasted_numbers_fill_the_boxes_in_order(qui, prets, horloge, autre_session):
    page = qui.get(LETTRES)
    collee = "\r\n".join((NUMEROS[0], "", NUMEROS[2]))
    repartie = qui.soumettre(page, liste=collee, repartir="1", depose_le="05/01")
    assert [c.get("value") for c in repartie.tous("tbody input.champ")] == [NUMEROS[0], "", NUMEROS[2]]
    assert repartie["[name=depose_le]"]["value"] == "05/01", "what was typed stays, right or wrong"
    trop = qui.soumettre(page, liste="\n".join(NUMEROS * 2), repartir="1")
    assert trop.statut == 422 and "Lignes de la liste : 6, lettres : 3" in trop.lu
    assert trop["[name=liste]"].text.split() == "\n".join(NUMEROS * 2).split()


@sqlite_seul
def test_what_is_wrong_is_said_and_nothing_typed_is_lost(qui, prets, horloge, autre_session):
    page, avant = qui.get(LETTRES), photo(autre_session)
    for saisie, phrase in (
        (champs("", "", "", le=jour_fr(horloge)), "Recopiez au moins un numéro"),
        (champs(NUMEROS[0], le=""), "Indiquez un jour, par exemple 05/01/2027."),
        (champs(NUMEROS[0], le="hier"), "jour"),
        (champs(NUMEROS[0], le=jour_fr(horloge, 1)), "Ce jour ne peut pas être à venir."),
        (champs(NUMEROS[0], NUMEROS[0], le=jour_fr(horloge)), "Ce numéro est écrit deux fois"),
        (champs(NUMEROS[0], le=jour_fr(horloge, -2)), "ne peut pas précéder celle de la lettre"),
        (champs("x" * 65, le=jour_fr(horloge)), "trop long"),
    ):
        refusee = qui.soumettre(page, **saisie)
        assert (refusee.statut, phrase in refusee.lu) == (422, True), phrase
        for nom, valeur in saisie.items():
            assert refusee[f"[name='{nom}']"].get("value", "") == valeur
    assert photo(autre_session) == avant


def test_a_letter_that_moved_meanwhile_keeps_its_sentence(qui, prets, autre_session, horloge):
    relue = qui.soumettre(qui.get(LETTRES), **champs(*NUMEROS, le=jour_fr(horloge)))
    qui.soumettre(adresse(prets[1], "/invitation/annuler"))
    reste = qui.soumettre(relue)
    assert reste.statut == 422
    assert "2 envois sont enregistrés." in reste.lu and "Ce dossier a changé. Rien n’a été enregistré." in reste.lu
    assert etats(autre_session, prets) == [Etat.ENVOYEE, Etat.RECEVABLE, Etat.ENVOYEE]


def test_the_month_that_was_shown_is_the_one_recorded(qui, prets, autre_session, horloge):
    """Another number or another day than those read again is shown again first."""
    relue = qui.soumettre(qui.get(LETTRES), **champs(NUMEROS[0], le=jour_fr(horloge)))
    autre = qui.soumettre(relue, **{"lignes-0-numero": NUMEROS[1]})
    assert "Relire les dépôts" in autre.lu
    autre_jour = qui.soumettre(relue, depose_le=jour_fr(horloge, -1))
    assert "Relire les dépôts" in autre_jour.lu or autre_jour.statut == 422
    assert etats(autre_session, prets) == [Etat.MANDAT] * 3


def test_the_file_for_the_printer_holds_the_letters_not_yet_posted(qui, prets, horloge, maison):
    choisis = f"d={prets[2].reference}&d={prets[0].reference}"
    page = qui.get(f"{LETTRES}?{choisis}")
    assert [a.text for a in page.tous("tbody th a")] == [prets[2].reference, prets[0].reference]
    reponse = qui.get(page["a[href*='a-imprimer.pdf']"]["href"])
    assert reponse.entetes["Cache-Control"] == "no-store"
    lues = pages(reponse.octets)
    assert lues[0].index(prets[2].reference) < lues[0].index(prets[0].reference)
    assert prets[1].reference not in " ".join(lues)
    qui.soumettre(qui.soumettre(page, **champs(NUMEROS[0], NUMEROS[1], le=jour_fr(horloge))))
    gone = qui.get(f"{LETTRES}/a-imprimer.pdf?{choisis}")
    assert gone.statut == 410 and "Aucune lettre à imprimer" in gone.lu
    assert prets[1].reference in " ".join(pages(qui.get(f"{LETTRES}/a-imprimer.pdf").octets))


def test_the_letters_of_a_batch_are_printed_and_posted_in_its_order(qui, maison, horloge, autre_session):
    dossiers = [maison.dossier(Etat.RECEVABLE, jours=0) for _ in range(2)]
    maison.dossier(Etat.MANDAT, jours=0)
    page = qui.get(f"/commissaire/lots/lettres?d={dossiers[1].reference}&d={dossiers[0].reference}")
    lot = qui.soumettre(page, choix=[c["value"] for c in page.tous("[name=choix]")])
    lot = portions(qui, lot)[-1]
    tete = pages(qui.get(lot["a[href*='a-imprimer.pdf']"]["href"]).octets)[0]
    assert "2 lettres, imprimées" in tete and tete.index(dossiers[1].reference) < tete.index(dossiers[0].reference)
    depots = qui.get(lot["a[href*='/lettres?lot']"]["href"])
    assert [a.text for a in depots.tous("tbody th a")] == [dossiers[1].reference, dossiers[0].reference]
    apres = qui.soumettre(qui.soumettre(depots, **champs(NUMEROS[0], NUMEROS[1], le=jour_fr(horloge))))
    assert "2 envois sont enregistrés." in apres.lu and "Aucune lettre à poster." in apres.lu
    assert relire(autre_session, dossiers[1]).numero_recommande == "1A20593847125"


@sqlite_seul
def test_the_file_leaves_by_an_address_signed_for_five_minutes(qui, prets, maison, horloge):
    url = f"{LETTRES}/a-imprimer.pdf?d={prets[0].reference}"
    signee = qui.client.get(url).location
    assert "jeton=" in signee and qui.get(signee).octets.startswith(b"%PDF")
    assert qui.get(signee).octets.startswith(b"%PDF"), "a phone asks twice"
    assert qui.get(signee.replace(prets[0].reference, prets[1].reference)).statut == 410
    assert qui.get(f"{signee}x").statut == 404
    qui.soumettre(adresse(prets[0], "/invitation/annuler"))
    assert "Aucune lettre à imprimer" in qui.get(signee).lu
    tout = qui.client.get(f"{LETTRES}/a-imprimer.pdf").location
    horloge.avancer(minutes=6)
    tard = qui.get(tout)
    assert (tard.statut, "Ce lien a expiré" in tard.lu) == (410, True)


@sqlite_seul
def test_another_etude_s_dossier_is_not_here(qui, prets, horloge, maison):
    page = qui.get(LETTRES)
    brouillon = maison.dossier(Etat.BROUILLON)
    for reference in ("RPC-AAAAA-BBBBB", brouillon.reference, "é" * 400):
        saisie = champs(NUMEROS[0], le=jour_fr(horloge), **{"lignes-0-reference": reference})
        assert qui.soumettre(page, **saisie).statut == 404
    assert qui.soumettre(page, **champs(NUMEROS[0], le=jour_fr(horloge), **{"lignes-0-version": "x"})).statut == 200


@sqlite_seul
def test_a_month_already_over_is_told(prets, horloge, maison):
    horloge.avancer(days=60)
    le = jour_a_paris(horloge()) - timedelta(days=58)
    relue = maison.commissaire().soumettre(LETTRES, **champs(NUMEROS[0], le=le.strftime("%d/%m/%Y")))
    assert "le délai est déjà fini. Vérifiez le cachet." in relue.lu
