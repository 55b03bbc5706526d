// Asks before a page is left in which a form was changed and not sent.
import { typedIn } from "./autosave-form.js";

let sent = null;

/** What stands in it without a change; nothing where what was typed came back from the site. */
function stored(form) {
  if ("typed" in form.dataset) return null;
  const blank = form.cloneNode(true); // a browser may have brought back what was typed
  blank.reset();
  return typedIn(blank);
}

const forms = [...document.querySelectorAll("form[data-asks]")];
const before = new Map(forms.map((form) => [form, stored(form)]));
const isChanged = (form) => form !== sent && typedIn(form) !== before.get(form);

document.addEventListener("submit", (event) => {
  if (!event.defaultPrevented) sent = event.target;
});
addEventListener("pageshow", ({ persisted }) => persisted && (sent = null));
addEventListener("beforeunload", (event) => {
  if (forms.some(isChanged)) event.preventDefault();
});
