// Single keys that play: outside fields, with nothing else held, and only while they are switched on.
const NAME = "keys";
const FIELDS = "textarea, select, input:not([type=range], [type=checkbox], [type=radio])";
let isOn = true;

function restore() {
  try {
    isOn = localStorage.getItem(NAME) !== "off";
  } catch {
    // A browser that keeps nothing asks again on every page.
  }
}

function keep(wanted) {
  isOn = wanted;
  try {
    if (wanted) localStorage.removeItem(NAME);
    else localStorage.setItem(NAME, "off");
  } catch {
    // Then it holds until the page is left.
  }
}

/** Calls `does[key]`; a key that is held down repeats only what may be repeated. */
export function startKeys(does, repeated) {
  restore();
  const box = document.querySelector(".keys input");
  box.checked = isOn;
  box.addEventListener("change", () => keep(box.checked));
  document.addEventListener("keydown", (event) => {
    const { key, target, repeat } = event; // a browser that fills in a form names no key
    const held = event.ctrlKey || event.metaKey || event.altKey || event.isComposing;
    const act = isOn && !held && !event.defaultPrevented ? does[key?.toLowerCase()] : null;
    if (!act || (repeat && !repeated.includes(key))) return;
    if (!target.matches(FIELDS) && !target.isContentEditable) act();
  });
}
