// Single keys that play: outside fields, with nothing else held, and only while they are switched on.
const NAME = "keys";
const FIELDS = "textarea, select, input:not([type=range], [type=checkbox], [type=radio], [type=button])";
const RATES = [0.8, 1, 1.1, 1.25, 1.5, 1.75, 2]; // as the speeds in the page

const isOn = () => {
  try {
    return localStorage.getItem(NAME) !== "off";
  } catch {
    return isOnHere;
  }
};
let isOnHere = true; // where a browser keeps nothing, on this page alone

function keep(wanted) {
  isOnHere = wanted;
  try {
    if (wanted) localStorage.removeItem(NAME);
    else localStorage.setItem(NAME, "off");
  } catch {
    // Then it holds until the page is left.
  }
}

/** The speed one step faster or slower than this one. */
export function nextRate(rate, step) {
  const others = RATES.filter((each) => (step > 0 ? each > rate : each < rate));
  return (step > 0 ? others[0] : others.at(-1)) ?? rate;
}

/** Calls `does[key]` for the keys in it. */
export function listen(does) {
  document.addEventListener("keydown", (event) => {
    const { key, target, repeat } = event;
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
    if (target.matches(FIELDS) || target.isContentEditable || !isOn()) return;
    const act = does[key.toLowerCase()];
    if (act && !(repeat && act.isOnce)) act();
  });
  document.addEventListener("change", ({ target }) => target.matches(".keys input") && keep(target.checked));
  const box = document.querySelector(".keys input");
  if (box) box.checked = isOn();
}
