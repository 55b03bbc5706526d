// The strip in the bar: drawn from what is remembered of the one in the episode's page.
const SVG = "http://www.w3.org/2000/svg";
const SHAPES = new Set(["rect", "line"]);
const GEOMETRY = ["class", "x", "x1", "x2", "y", "y1", "y2", "width", "height"];

/** The shapes of a page's strip but for what was heard, as values that can be kept. */
export function drawingOf(strip) {
  const shapes = [...strip.children].filter((each) => SHAPES.has(each.localName) && !isHeard(each));
  const own = (shape) => GEOMETRY.filter((name) => shape.hasAttribute(name));
  return {
    kind: [...strip.classList].find((name) => name.endsWith("-gaps")) ?? "",
    shapes: shapes.map((each) => [each.localName, own(each).map((n) => [n, each.getAttribute(n)])]),
  };
}

export function draw(strip, { kind = "", shapes = [] } = {}) {
  for (const name of [...strip.classList]) if (name.endsWith("-gaps")) strip.classList.remove(name);
  if (kind) strip.classList.add(kind);
  strip.replaceChildren(...shapes.filter(([name]) => SHAPES.has(name)).map(shape));
}

function shape([name, attributes]) {
  const made = document.createElementNS(SVG, name);
  for (const [key, value] of attributes) if (GEOMETRY.includes(key)) made.setAttribute(key, value);
  return made;
}

function isHeard(shape) {
  return shape.classList.contains("heard");
}
