// Of several tabs one plays: whoever starts pauses the others.
import { deck } from "./player-deck.js";

export function startTabs() {
  const channel = "BroadcastChannel" in window ? new BroadcastChannel("player") : null;
  channel?.addEventListener("message", () => deck.pause());
  deck.audio.addEventListener("play", () => channel?.postMessage("play"));
  // A video in the page is no other tab, but no second voice either.
  document.addEventListener("play", ({ target }) => target !== deck.audio && deck.pause(), true);
}
