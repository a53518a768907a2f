/* The offices' own comforts: every page works without. */
"use strict";
document.addEventListener("keydown", (e) => {
  if (e.key === "Enter" && (e.ctrlKey || e.metaKey)) e.target.closest(".large form")?.requestSubmit();
});
document.addEventListener("change", (e) => {
  if (e.target.matches("[data-tout]")) e.target.form.querySelectorAll("tbody [type=checkbox]").forEach((x) => (x.checked = e.target.checked));
});
