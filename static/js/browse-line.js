// Says what happens while pages change: the new title, what takes long, that the network is away.
import { go, isReturning, isSent, replacesPage } from "./browse-visit.js";

const A_MOMENT = 400; // ms without a word
const LOADING = "Loading";
const line = document.getElementById("browsing");
const main = () => document.getElementById("main");

let visit = null; // what is under way: the last one that was asked for
let timer = 0;
let isBehind = false; // the address is that of another page, which did not come

function say(words, isSeen = false, ...more) {
  const said = document.createElement("p");
  said.append(words, ...more);
  line.classList.toggle("seen", isSeen);
  line.classList.toggle("stays", isSeen && words !== LOADING);
  line.replaceChildren(...(words ? [said] : []));
}

document.addEventListener("htmx:before:request", (event) => {
  const { ctx } = event.detail;
  if (!replacesPage(ctx)) return;
  // The second click of two: its link went away with the page that the first one replaced.
  if (!ctx.sourceElement.isConnected) return event.preventDefault();
  if (visit) {
    visit.status = "superseded"; // htmx shows nothing then, whatever comes first
    visit.request.abort?.();
  }
  visit = ctx;
  main().setAttribute("aria-busy", "true");
  clearTimeout(timer);
  if (!isBehind) say("");
  timer = setTimeout(() => say(LOADING, true), A_MOMENT);
});

document.addEventListener("htmx:after:swap", ({ detail: { ctx } }) => {
  if (!replacesPage(ctx)) return;
  isBehind = false;
  ctx.isShown = true;
});

// Not earlier: in htmx:after:swap the title is still the old one, and focus has fallen to the body.
document.addEventListener("htmx:finally:swap", ({ detail: { ctx } }) => {
  if (!ctx.isShown) return;
  clearTimeout(timer);
  if (isReturning(ctx)) return say("");
  say(document.title);
  focus(ctx.request.anchor && document.getElementById(ctx.request.anchor));
});

function focus(place) {
  if (document.activeElement?.matches("[autofocus]")) return;
  const target = place || main();
  if (!target.hasAttribute("tabindex")) target.tabIndex = -1;
  target.focus({ preventScroll: true });
}

document.addEventListener("htmx:finally:request", ({ detail: { ctx } }) => {
  if (ctx !== visit) return;
  visit = null;
  clearTimeout(timer);
  main().removeAttribute("aria-busy");
  if (line.textContent === LOADING) say("");
});

document.addEventListener("htmx:error", ({ detail: { ctx } }) => {
  if (!replacesPage(ctx) || ctx !== visit || ctx.text !== undefined) return;
  clearTimeout(timer);
  isBehind ||= isReturning(ctx);
  closeMenu();
  if (isBehind) offerAgain();
  else if (ctx.request.method !== "GET") say("The network is away. What you typed is still here.", true);
  else lookElsewhere(ctx);
});

/** On phones it would lie over what is said. */
function closeMenu() {
  const menu = document.querySelector(".menu[open]");
  if (menu?.contains(document.activeElement)) menu.querySelector("summary").focus();
  menu?.removeAttribute("open");
}

function offerAgain() {
  const again = document.createElement("button");
  again.type = "button";
  again.className = "word-button";
  again.textContent = "Try again";
  again.addEventListener("click", bring);
  say("The network is away. This is still the page before. ", true, again);
}

/** Shows the page that the address already names. */
function bring() {
  htmx.ajax("GET", location.pathname + location.search, { target: "#main" });
}

/** A redirect to another site fails as an absent network does; the browser can follow it. */
async function lookElsewhere(ctx) {
  say("The network is away. This page stays.", true);
  try {
    const found = await fetch(ctx.request.action, { method: "HEAD", redirect: "manual" });
    if (found.type === "opaqueredirect" && !visit) go(ctx);
  } catch {
    // Away it is.
  }
}

addEventListener("online", () => {
  if (isBehind) bring();
  else if (line.classList.contains("seen")) say("");
});
addEventListener("pageshow", ({ persisted }) => {
  if (persisted) say("");
});
