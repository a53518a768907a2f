"""What a page says of itself to a script of the tests: focus, room, targets, contrasts. Run through the debugger."""

from playwright.sync_api import Page

_COMMUN = """
const nomme = (e) => e.tagName.toLowerCase() + (e.id ? '#' + e.id : '') + [...e.classList].map((c) => '.' + c).join('')
  + ' « ' + (e.textContent || e.value || '').trim().slice(0, 30) + ' »';
const visible = (e) => e.checkVisibility({ checkVisibilityCSS: true, checkOpacity: true })
  && !e.closest('.sr, .evitement') && e.getClientRects().length > 0;
"""

# A stop of the keyboard: seen whole, outlined, and nothing over its middle. Radios wear their card's outline.
_ARRET = (
    "() => {"
    + _COMMUN
    + """
  const e = document.activeElement;
  if (!e || e === document.body) return null;
  const porte = e.matches('.option input') ? e.closest('.option') : e;
  const r = porte.getBoundingClientRect();
  const s = getComputedStyle(porte);
  const fautes = [];
  if (s.outlineStyle === 'none' || parseFloat(s.outlineWidth) < 2) fautes.push('no outline');
  const haut = Math.max(r.top, 0), bas = Math.min(r.bottom, innerHeight);
  if (bas - haut < Math.min(r.height, innerHeight) - 1 && r.height < innerHeight) fautes.push('out of the screen');
  const dessus = document.elementFromPoint(r.left + Math.min(r.width / 2, 20), (haut + bas) / 2);
  if (!dessus || !(porte.contains(dessus) || dessus.contains(porte)))
    fautes.push('covered by ' + (dessus ? nomme(dessus) : 'nothing'));
  e.dataset.vu = (+(e.dataset.vu || 0)) + 1;
  return { nom: nomme(e), fautes, tours: +e.dataset.vu };
}"""
)
_OUBLIES = (
    "() => {"
    + _COMMUN
    + """
  const groupes = new Set([...document.querySelectorAll('input[type=radio][data-vu]')].map((r) => r.name));
  return [...document.querySelectorAll('a[href], button, input:not([type=hidden]), select, textarea, summary')]
    .filter((e) => visible(e) && !e.dataset.vu && !(e.type === 'radio' && groupes.has(e.name))).map(nomme);
}"""
)
# Inline links in a sentence are exempt (WCAG 2.5.8); a box or a radio is as large as its label.
_CIBLES = (
    "(minimum) => {"
    + _COMMUN
    + """
  const phrase = (e) => e.matches('a') && getComputedStyle(e).display === 'inline';
  return [...document.querySelectorAll('a[href], button, input:not([type=hidden]), select, textarea, summary')]
    .filter((e) => visible(e) && !phrase(e)).map((e) => [e, (e.matches('[type=radio], [type=checkbox]')
      ? e.closest('label') || e : e).getBoundingClientRect()])
    .filter(([, r]) => r.height < minimum - .5 || r.width < minimum - .5)
    .map(([e, r]) => nomme(e) + ' ' + Math.round(r.width) + ' × ' + Math.round(r.height));
}"""
)
# Text that leaves the screen sideways, or that its own box cuts.
_COUPES = (
    "() => {"
    + _COMMUN
    + """
  const { clientWidth: large, scrollWidth: pris } = document.documentElement, fautes = [];
  if (pris > large) fautes.push('scrolls sideways: ' + pris);
  const textes = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let t = textes.nextNode(); t; t = textes.nextNode()) {
    const parent = t.parentElement;
    if (!t.data.trim() || parent.closest('script, title, desc, thead, select') || !visible(parent)) continue;
    const zone = document.createRange();
    zone.selectNodeContents(t);
    for (const r of zone.getClientRects())
      if (r.width && (r.right > large + 1 || r.left < -1)) {
        fautes.push('out of the screen: ' + nomme(parent));
        break;
      }
  }
  for (const e of document.querySelectorAll('body *')) {
    const s = getComputedStyle(e);
    if (s.overflow === 'visible' || e.matches('.sr *, .sr, svg, svg *, thead, thead *')) continue;
    if (!visible(e) || e.matches('input, textarea, select')) continue;
    if (/hidden|clip/.test(s.overflow) && (e.scrollWidth > e.clientWidth + 1 || e.scrollHeight > e.clientHeight + 1))
      fautes.push('cut: ' + nomme(e));
  }
  return fautes;
}"""
)
# Forced colours: axe reads there a colour that is not the one painted; this reads `color`, which is.
_FORCES = (
    "() => {"
    + _COMMUN
    + """
  const lire = (c) => c.match(/[\\d.]+/g).map(Number);
  const lum = (c) => { const [r, v, b] = c.map((x) => (x /= 255) <= .04045 ? x / 12.92 : ((x + .055) / 1.055) ** 2.4);
    return .2126 * r + .7152 * v + .0722 * b; };
  const fond = (e) => { for (; e; e = e.parentElement) { const c = lire(getComputedStyle(e).backgroundColor);
    if (c.length < 4 || c[3] > .99) return c; } return [255, 255, 255]; };
  const fautes = [];
  for (const e of document.querySelectorAll('body *')) {
    const ecrit = [...e.childNodes].some((n) => n.nodeType === 3 && n.data.trim());
    if (!ecrit || !visible(e) || e.closest('svg, script')) continue;
    const [a, b] = [lum(lire(getComputedStyle(e).color)), lum(fond(e))].sort((x, y) => y - x);
    if ((a + .05) / (b + .05) < 4.5) fautes.push('contrast: ' + nomme(e));
  }
  for (const e of document.querySelectorAll('main button, main .bouton, .champ, .option')) {
    const s = getComputedStyle(e);
    if (visible(e) && s.borderTopStyle === 'none' && !s.textDecorationLine.includes('underline'))
      fautes.push('no edge: ' + nomme(e));
  }
  return fautes;
}"""
)
ESPACEMENT = (
    "*{line-height:1.5!important;letter-spacing:.12em!important;word-spacing:.16em!important}"
    "p{margin-block-end:2em!important}"
)
TEXTE_DOUBLE = "html{font-size:200%!important}"
ARRETS_MAX = 120


def parcourir_au_clavier(page: Page) -> list[str]:
    """Tab from the top of the page to its end: what is wrong at each stop, what is never reached."""
    fautes = []
    # what the page focuses by itself comes with its first drawing, which may be later than its loading
    page.wait_for_function("[document.activeElement, null].includes(document.querySelector('[autofocus]'))")
    page.evaluate("const h = document.documentElement; h.tabIndex = -1; h.focus(); h.removeAttribute('tabindex')")
    for _ in range(ARRETS_MAX):
        page.keyboard.press("Tab")
        arret = page.evaluate(_ARRET)
        if arret is None or arret["tours"] > 1:
            return fautes + [f"never reached: {nom}" for nom in page.evaluate(_OUBLIES)]
        fautes += [f"{arret['nom']}: {faute}" for faute in arret["fautes"]]
    return [*fautes, "a trap: the keyboard does not leave the page"]


def cibles_petites(page: Page, minimum: int = 44) -> list[str]:
    return list(page.evaluate(_CIBLES, minimum))


def coupures(page: Page) -> list[str]:
    return list(page.evaluate(_COUPES))


def fautes_en_couleurs_forcees(page: Page) -> list[str]:
    return list(page.evaluate(_FORCES))


def avec_style(page: Page, css: str) -> None:
    """Adds this style sheet, and takes it away when empty; no policy forbids a constructed one."""
    page.evaluate(
        "(css) => { const s = new CSSStyleSheet(); s.replaceSync(css); document.adoptedStyleSheets = css ? [s] : []; }",
        css,
    )
