/* Reads the page aloud. Fetched at the first tap. */
const d = document;
const zone = d.getElementById("ecoute");
const textes = zone.dataset;
const [bouton, arret, refus] = zone.children;
const titre = bouton.innerHTML;
const TUS = "thead,details:not([open])>:not(summary),[aria-hidden=true],#annonce";
const DITS = ".champ:not(.code,[type=password],[type=file],[data-lien],[data-codes] *)";

const lire = (page) => {
  let dernier;
  const suivre = (e, hote, lang) => {
    const { display } = getComputedStyle(e);
    if (display === "none" || e.matches(TUS)) return;
    if (!/^(inline|contents)$/.test(display)) hote = e;
    lang = e.lang || lang;
    const dire = (texte) => {
      texte = texte.replace(/[\s\u2066-\u2069]+/g, " ");
      if (dernier?.hote === hote && dernier.lang === lang) dernier.texte += texte;
      else if (/[\p{L}\d]/u.test(texte)) reste.push((dernier = { hote, lang, texte }));
    };
    if (e.matches("br")) dernier = 0;
    if (e.dataset.col) dire(e.dataset.col + " : ");
    if (e.checked) dire(textes.choisi);
    if (e.matches(DITS)) dire(e.value);
    else if (e.matches("svg")) dire(e.children[0].textContent);
    else e.childNodes.forEach((x) => x.wholeText ? dire(x.data) : x.matches && suivre(x, hote, lang));
  };
  suivre(d.querySelector("main"), 0, d.documentElement.lang);
  // Chromium abandons a long text.
  reste = reste.flatMap(({ hote, lang, texte }) =>
    (voix(lang) ? texte.trim() : textes.ailleurs).match(/.{1,199}[.!?؟](?= \D|$)|.{1,200}\S*/g)
      .map((phrase) => ({ hote, phrase, sienne: voix(lang) || page })));
};

// Nothing goes to a server.
const voix = (lang) => speechSynthesis.getVoices()
  .filter((v) => v.localService && v.lang.startsWith(lang)).sort((a, b) => b.default - a.default)[0];

let reste = [];
let courant;
const annoncer = (etiquette, mot) => {
  bouton.innerHTML = etiquette;
  d.getElementById("annonce").textContent = mot;
};
const taire = () => {
  courant = 0;
  speechSynthesis.cancel();
};
const finir = () => {
  if (arret.hidden) return;
  taire();
  reste[0]?.hote.classList.remove("lu");
  reste = [];
  if (d.activeElement === arret) bouton.focus();
  arret.hidden = true;
  annoncer(titre, textes.fini);
};
const parler = () => {
  const { hote, phrase, sienne } = reste[0];
  const u = courant = new SpeechSynthesisUtterance(phrase);
  u.voice = sienne;
  u.lang = sienne.lang;
  u.onerror = () => u === courant && finir();
  u.onend = () => {
    if (u !== courant) return;
    hote.classList.remove("lu");
    reste.shift();
    if (reste[0]) parler();
    else finir();
  };
  hote.classList.add("lu");
  hote.scrollIntoView({ block: "nearest" });
  speechSynthesis.speak(u);
};
const commencer = (essais) => {
  if (courant) return;
  const sienne = voix(d.documentElement.lang);
  if (!sienne && essais) return setTimeout(commencer, 200, essais - 1);
  refus.hidden = sienne;
  if (!sienne) return annoncer(titre, refus.textContent);
  arret.hidden = false;
  if (!reste[0]) lire(sienne);
  annoncer(textes.pause, textes.lu);
  parler();
};
zone.onclick = (e) => {
  if (e.target === arret) return finir();
  if (!courant) return commencer(9);
  taire();
  annoncer(textes.reprendre, textes.attente);
};
addEventListener("keydown", (e) => e.key === "Escape" && finir());
["submit", "pagehide", "htmx:beforeSwap"].forEach((nom) => addEventListener(nom, finir));
commencer(9);
