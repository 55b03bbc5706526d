// Moves rows of a list: up, down, to a place that is chosen, by dragging.
//
// `rows` says what they are: its `element` holds the heads, `listOf(head)` gives the list of what
// stands in one. In a plain list each row is a head, and there are no such lists.
const HOVER = 500; // ms over a closed head, while something is dragged, until it opens
const CLOSED = ":scope > .outline-inside:not([open])";
const CALM = matchMedia("(prefers-reduced-motion: reduce)");

export const IS_FIRST = "It is the first already.";
export const IS_LAST = "It is the last already.";

/** Whether it moved; the first one in a head ends the head before. */
export function up(rows, row) {
  const before = row.previousElementSibling;
  const head = rows.isHead(row) ? null : rows.headOf(row).previousElementSibling;
  if (before) before.before(row);
  else if (head) rows.listOf(head).append(row);
  return Boolean(before ?? head);
}

/** The last one in a head begins the next head. */
export function down(rows, row) {
  const after = row.nextElementSibling;
  const head = rows.isHead(row) ? null : rows.headOf(row).nextElementSibling;
  if (after) after.after(row);
  else if (head) rows.listOf(head).prepend(row);
  return Boolean(after ?? head);
}

/** Take a head out, and leave what stands in it to the one before, else to the next. */
export function leaveInside(rows, head) {
  const inside = [...rows.listOf(head).children];
  const [before, after] = [head.previousElementSibling, head.nextElementSibling];
  const list = before ?? after ? rows.listOf(before ?? after) : null;
  if (inside.length && !list) return false;
  if (before) list.append(...inside);
  else list?.prepend(...inside);
  head.remove();
  return true;
}

/** The chooser of a place, below a row; ``move`` is called with what puts the row there. */
export class Places {
  constructor(rows, move) {
    Object.assign(this, { rows, move });
    this.element = rows.places;
    this.select = this.element.querySelector("select");
    this.element.addEventListener("click", (event) => {
      const does = event.target.closest("button")?.dataset.does;
      if (!does) return;
      event.preventDefault();
      if (does === "move") this.#choose();
      else this.close();
    });
    this.element.addEventListener("keydown", (event) => {
      if (event.key === "Escape") this.close();
      if (event.key !== "Enter" || event.target !== this.select) return;
      event.preventDefault(); // it would send the form
      this.#choose();
    });
  }

  open(row) {
    this.row = row;
    this.element.setAttribute("aria-label", `Move ${this.rows.nameOf(row)}`);
    this.ways = this.rows.isHead(row) ? this.#betweenHeads(row) : this.#withinHeads(row);
    this.rows.waysOf(row).after(this.element);
    this.select.focus();
  }

  close() {
    this.element.remove();
    this.row?.querySelector('[data-does="choose"]').focus();
  }

  #choose() {
    const put = this.ways[this.select.selectedIndex];
    this.element.remove();
    this.move(this.row, put);
  }

  /** Fills the select; ``groups`` are labels, each with words, what puts a row there, and whether it is. */
  #fill(groups) {
    const built = groups.map(([label, places]) => {
      const group = document.createElement("optgroup");
      group.label = label;
      group.append(...places.map(([words, , isHere]) => new Option(words, "", isHere, isHere)));
      return group;
    });
    this.select.replaceChildren(...built);
    return groups.flatMap(([, places]) => places.map(([, put]) => put));
  }

  #betweenHeads(row) {
    const others = this.rows.heads.filter((each) => each !== row);
    const first = ["First of all", () => this.rows.element.prepend(row), !row.previousElementSibling];
    return this.#fill([[this.rows.headsName, [first, ...others.map((each) => this.#after(each, row))]]]);
  }

  #withinHeads(row) {
    const groups = this.rows.heads.map((head, index) => {
      const list = this.rows.listOf(head);
      const first = ["First", () => list.prepend(row), list.firstElementChild === row];
      const others = [...list.children].filter((each) => each !== row);
      return [`${index + 1}. ${this.rows.nameOf(head)}`, [first, ...others.map((each) => this.#after(each, row))]];
    });
    return this.#fill(groups);
  }

  #after(other, row) {
    return [`After ${this.rows.nameOf(other)}`, () => other.after(row), row.previousElementSibling === other];
  }
}

/** Let rows be dragged by their handles; ``moved`` is called with one that was. */
export class Dragging {
  #lists = new WeakSet();
  #timer = 0;
  #over = null;

  constructor(rows, begun, moved) {
    Object.assign(this, { rows, begun, moved });
    this.#list(rows.element, "heads", rows.handles.heads);
    this.follow();
  }

  /** New lists, too. */
  follow() {
    for (const list of this.rows.lists) this.#list(list, "inside", this.rows.handles.inside);
  }

  #list(element, group, handle) {
    if (!window.Sortable || this.#lists.has(element)) return;
    this.#lists.add(element);
    const look = { ghostClass: "outline-gap", fallbackClass: "outline-dragged", animation: CALM.matches ? 0 : 120 };
    window.Sortable.create(element, {
      group: `${this.rows.headsName}-${group}`, handle, ...look,
      forceFallback: true, // one way for mouse, pen and finger
      onStart: () => {
        this.begun();
        document.addEventListener("pointermove", this.#hover);
      },
      onEnd: ({ item }) => {
        document.removeEventListener("pointermove", this.#hover);
        clearTimeout(this.#timer);
        this.moved(item);
      },
    });
  }

  #hover = ({ clientX, clientY }) => {
    const closed = document.elementFromPoint(clientX, clientY)?.closest("li")?.querySelector(CLOSED) ?? null;
    if (closed === this.#over) return;
    this.#over = closed;
    clearTimeout(this.#timer);
    if (closed) this.#timer = setTimeout(() => (closed.open = true), HOVER);
  };
}
