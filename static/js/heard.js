// Paints what was heard on every strip, as this browser remembers it; sets SVG attributes only.
import { lasting } from "./player-words.js";
import { heard, isFinished, left, onChange } from "./store.js";

const SVG = "http://www.w3.org/2000/svg";
const STRIPS = "svg[data-episode], rect[data-episode]"; // strips, rows of the wall
const EVERY = 1000; // ms between two paintings of what plays

const painted = new WeakMap(); // bars of strips with what lies over them
let last = -EVERY;

/** Heard hundredths that follow each other: [first, after the last]. */
function spans(bits) {
  const found = [];
  for (let at = bits.indexOf(1); at >= 0; at = bits.indexOf(1, at)) {
    const end = bits.indexOf(0, at);
    found.push([at, end < 0 ? bits.length : end]);
    at = end < 0 ? bits.length : end;
  }
  return found;
}

/** A strip's own bar: heard parts lie over it, everything else over them. */
function barOf(strip) {
  return strip.localName === "rect" ? strip : strip.querySelector(".pale");
}

function paintStrip(strip, bar, bits) {
  const width = parseFloat(bar.getAttribute("width"));
  const scale = Number(strip.dataset.scale || width) / 100;
  const group = document.createElementNS(SVG, "g");
  group.setAttribute("class", "heard");
  for (const [from, to] of spans(bits)) {
    const end = Math.min(to * scale, width);
    if (end > from * scale) group.append(rect(bar, from * scale, end));
  }
  const before = bar.nextElementSibling;
  if (before?.matches(".heard")) before.replaceWith(group);
  else if (group.firstChild) bar.after(group);
}

function rect(bar, from, to) {
  const drawn = document.createElementNS(SVG, "rect");
  drawn.setAttribute("x", `${short(from)}%`);
  drawn.setAttribute("width", `${short(to - from)}%`);
  for (const name of ["y", "height"]) {
    if (bar.hasAttribute(name)) drawn.setAttribute(name, bar.getAttribute(name));
  }
  return drawn;
}

const short = (percent) => Math.round(percent * 100) / 100;

/** Says it in words too, in the line below or beside a strip, where its length stands. */
function tell(strip, bits) {
  const line = strip.nextElementSibling;
  if (line?.localName !== "p") return;
  const words = wordsOf(strip.dataset.episode, bits);
  let place = line.querySelector(".heard-words");
  if (!place && words) {
    place = document.createElement("span");
    place.className = "heard-words";
    if (line.lastElementChild) line.lastElementChild.before(place, " ");
    else line.append(" ", place);
  }
  if (place && place.textContent !== words) place.textContent = words;
}

function wordsOf(episode, bits) {
  if (isFinished(episode)) return "Finished";
  const rest = left(episode);
  if (rest) return `${lasting(rest)} left`;
  return bits.includes(1) ? "Heard in part" : "";
}

/** Strips of one episode, or all there are, that do not yet show what was heard. */
function paint(episode) {
  for (const strip of document.querySelectorAll(STRIPS)) {
    const name = strip.dataset.episode;
    if (episode && name !== episode) continue;
    const [bar, bits] = [barOf(strip), heard(name)];
    tell(strip, bits);
    const shown = [name, ...bits].join();
    if (!bar || painted.get(bar) === shown) continue;
    painted.set(bar, shown);
    paintStrip(strip, bar, bits);
  }
}

function follow({ type, timeStamp, detail }) {
  if (type === "player:time" && timeStamp - last < EVERY) return;
  last = timeStamp;
  paint(detail?.episode);
}

paint();
document.addEventListener("htmx:after:swap", () => paint());
// The bar may show another strip once it comes into sight.
for (const name of ["player:time", "player:state", "player:sight"]) document.addEventListener(name, follow);
onChange(paint);
