/* Every page works without. */
"use strict";
(() => {
  const d = document;
  const textes = d.currentScript.dataset;
  const sur = d.addEventListener.bind(d);
  const $ = (id) => d.getElementById(id);
  const dire = (mot) => $("annonce").textContent !== mot && ($("annonce").textContent = mot);
  const faire = (nom, attributs) => Object.assign(d.createElement(nom), attributs);
  const avis = (id, texte, mot, agir) => {
    $(id)?.remove();
    const p = faire("p", { id, className: "note attention", textContent: texte + " " });
    if (agir) p.append(faire("button", { type: "button", className: "bouton bouton-2 bouton-s", textContent: mot, onclick: agir }));
    return p;
  };

  // #i=…&c=… of the sheet, #l=… of a link: read, erased.
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

  // Back sends nothing again.
  if (d.querySelector("main form")) history.replaceState(null, "", location.href);

  addEventListener("pageshow", (e) => e.persisted && location.reload());

  // One sending in 10 s (downloads).
  sur("submit", (e) => {
    const f = e.target;
    if (f.method !== "post") return;
    if (f.liberer) {
      e.preventDefault();
      e.stopImmediatePropagation();
      return;
    }
    const b = (e.submitter?.tabIndex > -1 && e.submitter) || f.querySelector("button:not([type=button])");
    const contenu = [...b.childNodes];
    const mot = setTimeout(() => b.replaceChildren(textes.envoi), 400);
    b.setAttribute("aria-disabled", "true");
    f.liberer = () => {
      clearTimeout(mot);
      clearTimeout(fin);
      f.liberer = null;
      b.removeAttribute("aria-disabled");
      b.replaceChildren(...contenu);
    };
    const fin = setTimeout(f.liberer, 10000);
  }, true);

  sur("click", (e) => {
    const b = e.target;
    if (b.matches("[data-imprimer]")) print();
    const x = $(b.dataset.copier);
    const url = x?.value;
    if (url) (navigator.share?.({ url }) || navigator.clipboard.writeText(url)).then(() => dire(b.textContent = b.dataset.fait), () => x.select());
  });
  const montrer = () => d.querySelectorAll("[data-avec-js]").forEach((x) => (x.hidden = false));
  montrer();

  const ecoute = window.speechSynthesis && $("ecoute");
  if (ecoute) {
    ecoute.hidden = false;
    ecoute.onclick = () => {
      speechSynthesis.speak(new SpeechSynthesisUtterance(""));
      $("panne")?.remove();
      import(ecoute.dataset.src).catch(() => {
        ecoute.after(avis("panne", textes.reseau));
        dire(textes.reseau);
      });
    };
  }

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
  sur("htmx:load", () => {
    d.documentElement.classList.add("js");
    montrer();
  });
  sur("htmx:beforeRequest", () => $("panne")?.remove());
  sur("htmx:afterRequest", (e) => e.target.closest("form")?.liberer?.());
  sur("htmx:beforeSwap", (e) => {
    perdu = d.activeElement !== d.body && e.detail.target.contains(d.activeElement);
  });
  sur("htmx:afterSettle", (e) => {
    const zone = e.target;
    const dit = zone.closest("[data-annonce]") || zone.querySelector("[data-annonce]");
    if (dit) dire(dit.dataset.annonce);
    if (!perdu || d.activeElement !== d.body) return;
    perdu = false;
    const titre = zone.querySelector("[autofocus],h1,h2,h3") || zone;
    titre.tabIndex = -1;
    titre.focus();
  });
  ["sendError", "timeout", "responseError"].forEach((nom) => sur("htmx:" + nom, (e) => {
    const elt = e.detail.elt;
    const panne = avis("panne", e.detail.xhr.status ? textes.panne : textes.reseau, textes.reessayer, () => {
      if (elt.requestSubmit) elt.requestSubmit();
      else if (elt.form) elt.click();
      else elt.dispatchEvent(new Event("change"));
    });
    panne.setAttribute("role", "alert");
    (e.detail.target.isConnected ? e.detail.target : elt).before(panne);
    panne.scrollIntoView({ block: "nearest" });
  }));
})();
