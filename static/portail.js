/* Comforts only: every page works without this file. Texts come from the data-* of its own tag. */
"use strict";
(() => {
  const d = document;
  const textes = d.currentScript.dataset;
  const sur = (noms, agir, capture) => noms.split(" ").forEach((nom) => d.addEventListener(nom, agir, capture));

  // /ouvrir#i=…&c=…: the letter's QR code. The fragment never reaches a server; it is read, then erased.
  const lireLettre = () => {
    const lus = new URLSearchParams(location.hash.slice(1));
    if (!lus.has("c")) return;
    history.replaceState(null, "", location.pathname + location.search);
    const identifiant = d.getElementById("identifiant");
    const code = d.getElementById("code");
    if (!identifiant || !code || !lus.get("i")) return;
    identifiant.value = lus.get("i");
    code.value = lus.get("c");
    const zone = d.querySelector("[data-codes]");
    if (!zone || zone.parentNode.matches("details")) return;
    const pli = d.createElement("details");
    const titre = d.createElement("summary");
    titre.textContent = zone.dataset.codes;
    zone.replaceWith(pli);
    pli.append(titre, zone);
  };
  sur("DOMContentLoaded", lireLettre);
  addEventListener("hashchange", lireLettre);

  // A private page never comes back from the browser's memory.
  addEventListener("pageshow", (e) => e.persisted && location.reload());

  sur("keydown", (e) => {
    if (e.key === "Enter" && (e.ctrlKey || e.metaKey)) e.target.closest("form")?.requestSubmit();
  });

  // One submission at a time; the button says so after 0.4 s and comes back after 10 s (downloads).
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
  sur("DOMContentLoaded htmx:load htmx:after:init", () => d.querySelectorAll("[data-avec-js]").forEach((x) => (x.hidden = false)));
  sur("change", (e) => {
    if (e.target.matches("[data-tout]"))
      e.target.form.querySelectorAll("tbody [type=checkbox]").forEach((x) => (x.checked = e.target.checked));
  });

  // htmx 2 and 4 name their events differently; both are heard.
  let perdu = false;
  sur("htmx:load htmx:after:init", () => d.documentElement.classList.add("js"));
  sur("htmx:beforeRequest htmx:before:request", () => d.getElementById("panne")?.remove());
  sur("htmx:afterRequest htmx:after:request", (e) => liberer(e.target.closest?.("form")));
  sur("htmx:beforeSwap htmx:before:swap", (e) => {
    const cible = e.detail.target || e.target;
    perdu = d.activeElement !== d.body && cible.contains(d.activeElement);
  });
  sur("htmx:afterSettle htmx:after:swap", (e) => {
    const zone = e.target;
    const dit = zone.closest("[data-annonce]") || zone.querySelector("[data-annonce]");
    const annonce = d.getElementById("annonce");
    if (dit && annonce && annonce.textContent !== dit.dataset.annonce) annonce.textContent = dit.dataset.annonce;
    if (!perdu || d.activeElement !== d.body) return;
    perdu = false;
    const titre = zone.querySelector("[autofocus],h1,h2,h3") || zone;
    titre.tabIndex = -1;
    titre.focus();
  });
  sur("htmx:sendError htmx:timeout htmx:responseError htmx:error", (e) => {
    const elt = e.detail.elt || e.target;
    const panne = d.createElement("p");
    const b = d.createElement("button");
    panne.id = "panne";
    panne.className = "note attention";
    panne.setAttribute("role", "alert");
    b.type = "button";
    b.className = "bouton bouton-2 bouton-s";
    b.textContent = textes.reessayer;
    b.addEventListener("click", () => {
      if (elt.method === "post") elt.requestSubmit();
      else if (elt.form || elt.matches("form")) elt.dispatchEvent(new Event("change", { bubbles: true }));
      else location.reload();
    });
    panne.append((e.detail.xhr?.status ? textes.panne : textes.reseau) + " ", b);
    d.getElementById("panne")?.remove();
    (e.detail.target?.isConnected ? e.detail.target : elt).before(panne);
    panne.scrollIntoView({ block: "nearest" });
  });
})();
