// A form keeps itself while it is typed, and learns who else has it open.
import { fieldsOf, nameOf, typedIn } from "./autosave-form.js";
import { paint } from "./autosave-line.js";
import { renew, send } from "./autosave-sending.js";

const PAUSE = 2_500; // ms after the last key
const LONGEST = 10_000; // while somebody goes on typing
const PRESENT = 20_000; // how often an open form says that it is there
const AGAIN = [3_000, 5_000, 10_000]; // after a try that failed

const bar = document.querySelector(".drafts-bar");
const form = bar?.closest("form");

let kept = ""; // what was typed when it was kept last
let count = 0; // of what was typed: the site takes nothing that is older than what it has
let timer = 0;
let since = 0; // when the first change was made that is not kept
let tries = 0; // that failed, one after the other
let isSending = false;
let isSaved = false; // the form itself was sent
let isFirst = true;

function start() {
  if (bar.dataset.as) nameAddress();
  kept = "typed" in form.dataset ? "" : typedIn(form);
  count = Number(form.elements.typed.value) || 0;
  form.addEventListener("input", note);
  form.addEventListener("change", note);
  document.addEventListener("submit", save);
  document.addEventListener("visibilitychange", () => (document.hidden ? keep() : ask()));
  addEventListener("pagehide", () => keep(true));
  addEventListener("pageshow", ({ persisted }) => persisted && (isSaved = false));
  addEventListener("beforeunload", leave);
  setInterval(() => isChanged() && !timer && note(), LONGEST); // what scripts wrote
  setInterval(ask, PRESENT);
  if (isChanged()) keep();
  else ask();
}

/** Who comes back to a new form is led to what was saved of it. */
function nameAddress() {
  const address = new URL(location.href);
  address.searchParams.set("as", bar.dataset.as);
  history.replaceState(history.state, "", address);
}

const isChanged = () => !isSaved && typedIn(form) !== kept;

function note() {
  since ||= Date.now();
  plan(Math.max(0, Math.min(PAUSE, LONGEST - (Date.now() - since))));
}

function plan(wait) {
  clearTimeout(timer);
  timer = setTimeout(keep, wait);
}

/** Sends what was typed since it was kept last. */
async function keep(isLeaving = false) {
  clearTimeout(timer);
  timer = 0;
  if (!isChanged() || (isSending && isLeaving !== true)) return;
  since = 0;
  await tell(() => {
    const fields = fieldsOf(form);
    fields.set("typed", (count = Math.max(count + 1, Date.now())));
    return [fields, typedIn(form)];
  }, isLeaving === true);
}

/** Says that the form is open, where somebody may be told. */
async function ask() {
  if (document.hidden || isSaved || isSending) return;
  if (isChanged()) return keep();
  if (!("present" in bar.dataset)) return;
  await tell(() => {
    const fields = nameOf(form);
    if (isFirst) fields.set("first", "1");
    return [fields, kept];
  });
  isFirst = false;
}

async function tell(made, isLeaving = false) {
  isSending = true;
  let [fields, typed] = made();
  let { word, said } = await send(bar.dataset.drafts, fields, isLeaving);
  if (word === "out") {
    word = await renew(bar.dataset.drafts);
    if (word === "in") {
      [fields, typed] = made();
      ({ word, said } = await send(bar.dataset.drafts, fields, isLeaving));
    }
  }
  isSending = false;
  if (word === "kept") kept = typed;
  tries = word === "kept" ? 0 : tries + 1;
  paint(bar, word, said);
  if (isChanged() && !timer) {
    if (word === "kept") note();
    else plan(AGAIN[Math.min(tries, AGAIN.length) - 1]);
  }
}

/** The form itself is sent; what is under way comes too late, and is not taken. */
function save(event) {
  if (event.target !== form || event.defaultPrevented) return;
  keep(true);
  isSaved = true;
  form.elements.typed.value = count = Math.max(count + 1, Date.now());
}

function leave(event) {
  if (!isChanged()) return;
  keep(true);
  if (tries) event.preventDefault(); // it may not arrive: the browser asks
}

if (form) start();
