/* Loads our own copy of htmx when the CDN did not deliver it (refused, blocked, wrong hash, cut off).
   Only once the page is complete: htmx 2 misses its own start between DOMContentLoaded and load. */
"use strict";
{
  const { src, integrity } = document.currentScript.dataset;
  addEventListener("load", () => {
    if (window.htmx) return;
    const copie = document.createElement("script");
    copie.src = src;
    copie.integrity = integrity;
    document.head.append(copie);
  });
}
