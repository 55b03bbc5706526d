// What was done with blocks is taken back, the last first. Once somebody types on, blocks that were taken out are put back alone.
const MOST = 30; // steps

export class Steps {
  #steps = []; // each ``{text, gone}``: the text as it was, null once it is typed over; what was taken out

  constructor(button) {
    this.button = button;
  }

  add(text, gone = null) {
    this.#steps = [...this.#steps, { text, gone }].slice(-MOST);
    this.#show();
  }

  take() {
    const step = this.#steps.pop();
    this.#show();
    return step;
  }

  /** Typed on: a text as it was before has not what was typed since. Gives what could be put back now. */
  settle() {
    this.#steps = this.#steps.filter(({ gone }) => gone).map(({ gone }) => ({ text: null, gone }));
    this.#show();
    return this.#steps.at(-1)?.gone;
  }

  #show() {
    const last = this.#steps.at(-1);
    const isAlone = last?.text === null;
    this.button.hidden = !last;
    this.button.textContent = isAlone ? "Put back" : "Undo";
    if (isAlone) this.button.setAttribute("aria-label", `Put back: ${last.gone.name}`);
    else this.button.removeAttribute("aria-label");
  }
}

/** What has to be known of a row that is taken out; null of one in which nothing stands. */
export function goneOf(rows, row) {
  const { text, label, picture } = rows.read(row);
  const [before, after] = [row.previousElementSibling, row.nextElementSibling];
  return text || label || picture ? { row, before, after, name: rows.nameOf(row) } : null;
}

/** Where it was, between what stands there now; as a new block if its own is there already. */
export function putBack(rows, { row, before, after }) {
  const said = rows.read(row);
  if (said.key && rows.passages.some(({ key }) => key === said.key)) rows.fill(row, { ...said, key: "" });
  const here = (each) => each?.parentElement === rows.element;
  if (here(before)) before.after(row);
  else if (here(after)) after.before(row);
  else if (before) rows.element.append(row);
  else rows.element.prepend(row);
}

/** Two halves that nobody changed since they were split are one again as it was. */
export class Halves {
  #parted = new WeakMap(); // the second half → both as they were read, and the whole

  constructor(rows) {
    this.rows = rows;
  }

  #both(...halves) {
    return JSON.stringify(halves.map((row) => this.rows.read(row)));
  }

  add(first, second, whole) {
    this.#parted.set(second, { whole, both: this.#both(first, second) });
  }

  wholeOf(first, second) {
    const parted = this.#parted.get(second);
    return parted?.both === this.#both(first, second) ? parted.whole : null;
  }
}
