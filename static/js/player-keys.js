// Single keys that play: outside fields, with nothing else held, and only while they are switched on.
const NAME = "keys";
const FIELDS = "textarea, select, input:not([type=range], [type=checkbox], [type=radio])";
let isOn = true;
let claimed = null; // `{ isFor, does }` of a video in the page

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

/** What a video does with keys that are for it; null once it leaves. */
export function claimKeys(wanted) {
  claimed = wanted;
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
    if (!isOn || held || event.defaultPrevented || target.matches(FIELDS) || target.isContentEditable) return;
    const name = key?.toLowerCase();
    const own = name && claimed?.isFor(event) ? claimed.does[name] : null;
    const act = own ?? does[name];
    if (!act || (repeat && !repeated.includes(name))) return;
    if (own) event.preventDefault(); // a space would scroll
    act();
  });
}
