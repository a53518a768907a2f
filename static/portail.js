/* Comforts: every page works without. */
"use strict";
(() => {
  const d = document;
  const textes = d.currentScript.dataset;
  const sur = (noms, agir, capture) => noms.split(" ").forEach((nom) => d.addEventListener(nom, agir, capture));
  const $ = (id) => d.getElementById(id);
  const dire = (mot) => $("annonce") && $("annonce").textContent !== mot && ($("annonce").textContent = mot);
  const faire = (nom, attributs) => Object.assign(d.createElement(nom), attributs);
  const avis = (id, texte, mot, agir) => {
    $(id)?.remove();
    const p = faire("p", { id, className: "note attention", textContent: texte + " " });
    if (agir) p.append(faire("button", { type: "button", className: "bouton bouton-2 bouton-s", textContent: mot, onclick: agir }));
    return p;
  };

  // The sheet's #i=…&c=…, a reading link's #l=…: read, then erased.
  const lireLettre = () => {
    if (!/^#[icl]=/.test(location.hash)) return;
    const lus = new URLSearchParams(location.hash.slice(1));
    history.replaceState(null, "", location.pathname + location.search);
    const zone = d.querySelector("[data-codes]");
    const champs = d.querySelectorAll("[data-codes] input");
    if (!zone || ![...champs].every((x) => lus.get(x.id[0]))) return;
    champs.forEach((x) => (x.value = lus.get(x.id[0])));
    if (zone.parentNode.matches("details")) return;
    const pli = faire("details");
    zone.replaceWith(pli);
    pli.append(faire("summary", { textContent: zone.dataset.codes }), zone);
  };
  lireLettre();
  addEventListener("hashchange", lireLettre);

  addEventListener("pageshow", (e) => e.persisted && location.reload());

  sur("keydown", (e) => {
    if (e.key === "Enter" && (e.ctrlKey || e.metaKey)) e.target.closest("form")?.requestSubmit();
  });

  // One submission at a time, or every 10 s (downloads).
  const envois = new WeakMap();
  const liberer = (f) => f && envois.get(f)?.();
  sur("submit", (e) => {
    const f = e.target;
    if (f.method !== "post") return;
    if (envois.has(f)) {
      e.preventDefault();
      e.stopImmediatePropagation();
      return;
    }
    const b = e.submitter || f.querySelector("button:not([type=button])");
    const contenu = b ? [...b.childNodes] : [];
    const mot = setTimeout(() => b?.replaceChildren(textes.envoi), 400);
    b?.setAttribute("aria-disabled", "true");
    const fin = setTimeout(() => liberer(f), 10000);
    envois.set(f, () => {
      clearTimeout(mot);
      clearTimeout(fin);
      envois.delete(f);
      b?.removeAttribute("aria-disabled");
      b?.replaceChildren(...contenu);
    });
  }, true);

  sur("click", (e) => e.target.closest?.("[data-imprimer]") && print());
  const montrer = () => d.querySelectorAll("[data-avec-js]").forEach((x) => (x.hidden = false));
  montrer();
  sur("change", (e) => {
    if (e.target.matches("[data-tout]")) e.target.form.querySelectorAll("tbody [type=checkbox]").forEach((x) => (x.checked = e.target.checked));
  });

  // Two minutes before the session ends.
  const veiller = (s) => setTimeout(() => {
    const mot = s > 0 ? textes.la : textes.fin;
    $("contenu").append(avis("veille", mot, textes.rester, s > 0 && rester));
    dire(mot);
  }, s * 1000);
  const rester = () => fetch(textes.session).then(
    (r) => r.ok ? r.text().then((s) => {
      $("veille").remove();
      $("contenu").focus();
      dire(textes.reste);
      veiller(+s);
    }) : location.replace(location.pathname + location.search),
    () => dire(textes.reseau),
  );
  if (textes.veille) veiller(+textes.veille);

  let perdu = false;
  sur("htmx:load htmx:after:init", () => {
    d.documentElement.classList.add("js");
    montrer();
  });
  sur("htmx:beforeRequest htmx:before:request", () => $("panne")?.remove());
  sur("htmx:afterRequest htmx:after:request", (e) => liberer(e.target.closest?.("form")));
  sur("htmx:beforeSwap htmx:before:swap", (e) => {
    const cible = e.detail.target || e.target;
    perdu = d.activeElement !== d.body && cible.contains(d.activeElement);
  });
  sur("htmx:afterSettle htmx:after:swap", (e) => {
    const zone = e.target;
    const dit = zone.closest("[data-annonce]") || zone.querySelector("[data-annonce]");
    if (dit) dire(dit.dataset.annonce);
    if (!perdu || d.activeElement !== d.body) return;
    perdu = false;
    const titre = zone.querySelector("[autofocus],h1,h2,h3") || zone;
    titre.tabIndex = -1;
    titre.focus();
  });
  sur("htmx:sendError htmx:timeout htmx:responseError htmx:error", (e) => {
    const elt = e.detail.elt || e.target;
    const texte = e.detail.xhr?.status ? textes.panne : textes.reseau;
    const panne = avis("panne", texte, textes.reessayer, () => {
      if (elt.method === "post") elt.requestSubmit();
      else if (elt.form || elt.matches("form")) elt.dispatchEvent(new Event("change", { bubbles: true }));
      else location.reload();
    });
    panne.setAttribute("role", "alert");
    (e.detail.target?.isConnected ? e.detail.target : elt).before(panne);
    panne.scrollIntoView({ block: "nearest" });
  });
})();
