// Notes beside their field as their page will show them, while they are written.
const PAUSE = 300; // ms after the last key, and never less than twice what the last one took
const PATIENCE = 20_000;
const SENT = ["csrf_token", "revision", "podcast", "title", "number", "season", "slug", "duration", "language", "notes", "text", "introduction"];

const both = document.querySelector(".notes-both");
const form = both?.closest("form");
const shown = both?.querySelector(".notes-shown");
const box = both?.querySelector(".notes-preview");
const status = box?.querySelector("[role=status]");

let timer = 0;
let pause = PAUSE;
let asked = 0; // the last answer wins
let seen = ""; // what is shown now was made of this

function start() {
  both.classList.add("is-live");
  both.querySelector(".notes-ways").hidden = false;
  box.hidden = false;
  form.addEventListener("input", plan);
  form.addEventListener("change", plan);
  for (const button of both.querySelectorAll("[data-way]")) button.addEventListener("click", choose);
  // A link here leads away from what is being typed: it opens beside it.
  shown.addEventListener("click", ({ target }) => {
    const link = target.closest("a");
    if (link) Object.assign(link, { target: "_blank", rel: "noopener" });
  });
  matchMedia("(min-width: 760px)").addEventListener("change", plan);
  show();
}

const isVisible = () => box.checkVisibility?.() ?? box.offsetParent !== null;

function plan() {
  clearTimeout(timer);
  timer = setTimeout(show, pause);
}

function choose({ target }) {
  for (const button of both.querySelectorAll("[data-way]")) {
    button.setAttribute("aria-pressed", String(button === target));
  }
  both.classList.toggle("is-read", target.dataset.way === "read");
  if (target.dataset.way === "read") show();
}

function wanted() {
  const fields = new FormData(form);
  return new URLSearchParams(SENT.filter((name) => fields.has(name)).map((name) => [name, fields.get(name)]));
}

const withoutToken = (fields) => [...fields].filter(([name]) => name !== "csrf_token").join("\n");

async function show() {
  const fields = wanted();
  const typed = withoutToken(fields);
  if (typed === seen || !isVisible()) return;
  const number = (asked += 1);
  const begun = performance.now();
  const html = await answer(fields);
  pause = Math.max(PAUSE, 2 * (performance.now() - begun));
  if (number !== asked) return;
  status.textContent = html === null ? "Not up to date: the site does not answer." : "";
  if (html === null) return;
  seen = typed;
  const place = box.scrollTop;
  shown.innerHTML = html;
  box.scrollTop = place;
}

async function answer(fields) {
  const options = { method: "POST", body: fields, redirect: "manual" };
  try {
    const given = await fetch(both.dataset.preview, { ...options, signal: AbortSignal.timeout(PATIENCE) });
    return given.ok ? await given.text() : null;
  } catch {
    return null;
  }
}

if (both) start();
