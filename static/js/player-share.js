// "This second", among what can be shared: the one at which the page's own episode is.
import { position } from "./player-words.js";

/** What somebody is about to copy stays as it is. */
export function paintShare(seconds, duration) {
  const part = document.querySelector(".this-second");
  if (!part || part.contains(getSelection().anchorNode)) return;
  const [said, address] = [part.querySelector("span"), part.querySelector("[data-canonical]")];
  const second = Math.floor(seconds);
  const wanted = `${address.dataset.canonical}?t=${second}`;
  part.hidden = second < 1;
  if (address.textContent === wanted) return;
  address.textContent = wanted;
  said.textContent = position(second, duration);
}
