// Names of people and topics that are known already, offered while one is typed: the combobox of
// the ARIA practices, one list for all fields.
import { made } from "./rows-list.js";

const PAUSE = 120; // ms without a key
const STEPS = { ArrowDown: 1, ArrowUp: -1 };
const LIST = "known-names";

const STATES = {
  role: "combobox",
  autocomplete: "off",
  "aria-autocomplete": "list",
  "aria-expanded": "false",
  "aria-controls": LIST,
};

const list = made("ul", { id: LIST, role: "listbox", "aria-label": "Known names" });
const news = made("p", { class: "names-new" });
const box = made("div", { class: "names", hidden: "" }, list, news);
const status = made("p", { class: "unseen", role: "status" });

let field = null; // which has the focus
let found = null; // what the site knows of what is typed there: typed, names, same
let active = -1;
let timer = 0;
let asking = new AbortController();
let isOwn = false;

const kindOf = (input) => input.closest("[data-names]")?.dataset.names;
const isMany = (input) => kindOf(input) === "topics";
const place = (input) => document.querySelector("[data-names-at]")?.contains(input);

/** What is typed of the name at the end; of several the one after the last comma. */
function typed(input) {
  const start = isMany(input) ? input.value.lastIndexOf(",") + 1 : 0;
  return { before: input.value.slice(0, start), name: input.value.slice(start).trim() };
}

function put(name, isChosen) {
  const { before } = typed(field);
  field.value = `${before}${before ? " " : ""}${name}${isChosen && isMany(field) ? ", " : ""}`;
  isOwn = true;
  field.dispatchEvent(new Event("input", { bubbles: true }));
  isOwn = false;
}

function attend(input) {
  field = input;
  found = null;
  for (const [name, value] of Object.entries(STATES)) input.setAttribute(name, value);
  input.after(box);
  if (!status.isConnected) input.form.append(status);
}

function close() {
  clearTimeout(timer);
  asking.abort();
  active = -1;
  box.hidden = true;
  field?.setAttribute("aria-expanded", "false");
  field?.removeAttribute("aria-activedescendant");
}

function show() {
  const { names, same, typed: name } = found;
  const options = names.map((each, index) =>
    made("li", { role: "option", id: `${LIST}-${index}`, dir: "auto" }, each),
  );
  list.replaceChildren(...options);
  news.textContent = same ? "" : `“${name}” is new: made when you save.`;
  list.hidden = !names.length;
  news.hidden = Boolean(same);
  const known = names.length ? `${names.length} known. ` : "";
  status.textContent = known + news.textContent;
  active = -1;
  box.hidden = false;
  field.setAttribute("aria-expanded", String(names.length > 0));
  box.scrollIntoView({ block: "nearest" });
}

async function ask() {
  const { name } = typed(field);
  const query = new URLSearchParams({ kind: kindOf(field), q: name });
  asking = new AbortController();
  try {
    const address = `${document.querySelector("[data-names-at]").dataset.namesAt}?${query}`;
    const answer = await fetch(address, { signal: asking.signal });
    if (!answer.ok) return;
    found = { typed: name, ...(await answer.json()) };
    show();
  } catch {
    // Given up for what was typed next, or no network: names are typed whole then.
  }
}

function point(at) {
  const options = [...list.children];
  options[active]?.removeAttribute("aria-selected");
  active = (at + options.length) % options.length;
  options[active].setAttribute("aria-selected", "true");
  options[active].scrollIntoView({ block: "nearest" });
  field.setAttribute("aria-activedescendant", options[active].id);
}

function choose(option) {
  put(option.textContent, true);
  found = null;
  close();
}

document.addEventListener("focusin", ({ target }) => {
  const isOne = target.matches?.("input") && kindOf(target) && place(target);
  if (isOne && target !== field) attend(target);
});

document.addEventListener("focusout", ({ target }) => {
  if (target !== field) return;
  // Who is known by another spelling is that one, as the site takes it when it saves.
  const { name } = typed(field);
  if (found?.same && found.typed === name && found.same !== name) put(found.same, false);
  close();
  field = null;
});

document.addEventListener("input", ({ target }) => {
  if (target !== field || isOwn) return;
  close();
  if (typed(field).name) timer = setTimeout(ask, PAUSE);
});

// Before the rows and the form hear of them.
document.addEventListener(
  "keydown",
  (event) => {
    if (event.target !== field || box.hidden || event.altKey || event.isComposing) return;
    const isStep = STEPS[event.key] && !list.hidden;
    const isChosen = event.key === "Enter" && active >= 0;
    if (!isStep && !isChosen && event.key !== "Escape") return;
    event.preventDefault();
    event.stopPropagation();
    if (isStep) point(active < 0 && event.key === "ArrowUp" ? -1 : active + STEPS[event.key]);
    else if (isChosen) choose(list.children[active]);
    else close();
  },
  true,
);

box.addEventListener("pointerdown", (event) => event.preventDefault()); // the field keeps the focus
box.addEventListener("click", ({ target }) => {
  const option = target.closest("[role=option]");
  if (option) choose(option);
});
