// Moves rows of an outline: up, down, to a place that is chosen, by dragging.
const HOVER = 500; // ms over a closed chapter, while something is dragged, until it opens
const CALM = matchMedia("(prefers-reduced-motion: reduce)");

export const IS_FIRST = "It is the first already.";
export const IS_LAST = "It is the last already.";

/** Whether it moved; the first lecture of a chapter ends the one before. */
export function up(rows, row) {
  const before = row.previousElementSibling;
  const chapter = rows.isChapter(row) ? null : rows.chapterOf(row).previousElementSibling;
  if (before) before.before(row);
  else chapter?.querySelector(".outline-lectures").append(row);
  return Boolean(before ?? chapter);
}

/** The last lecture of a chapter begins the next one. */
export function down(rows, row) {
  const after = row.nextElementSibling;
  const chapter = rows.isChapter(row) ? null : rows.chapterOf(row).nextElementSibling;
  if (after) after.after(row);
  else chapter?.querySelector(".outline-lectures").prepend(row);
  return Boolean(after ?? chapter);
}

/** Take a chapter out, and leave its lectures to the one before, else to the next. */
export function leaveLectures(rows, chapter) {
  const lectures = rows.lecturesOf(chapter);
  const [before, after] = [chapter.previousElementSibling, chapter.nextElementSibling];
  const list = (before ?? after)?.querySelector(".outline-lectures");
  if (lectures.length && !list) return false;
  if (before) list.append(...lectures);
  else list?.prepend(...lectures);
  chapter.remove();
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
    this.ways = this.rows.isChapter(row) ? this.#betweenChapters(row) : this.#withinChapters(row);
    row.querySelector(".outline-ways").after(this.element);
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

  #betweenChapters(row) {
    const others = this.rows.chapters.filter((each) => each !== row);
    const first = ["First of all", () => this.rows.element.prepend(row), !row.previousElementSibling];
    return this.#fill([["Chapters", [first, ...others.map((each) => this.#after(each, row))]]]);
  }

  #withinChapters(row) {
    const groups = this.rows.chapters.map((chapter, index) => {
      const list = chapter.querySelector(".outline-lectures");
      const first = ["First", () => list.prepend(row), list.firstElementChild === row];
      const others = this.rows.lecturesOf(chapter).filter((each) => each !== row);
      return [`${index + 1}. ${this.rows.nameOf(chapter)}`, [first, ...others.map((each) => this.#after(each, row))]];
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
    this.#list(rows.element, "chapters", ".outline-head > .outline-handle");
    this.follow();
  }

  /** New lists, too. */
  follow() {
    for (const list of this.rows.element.querySelectorAll(".outline-lectures")) {
      this.#list(list, "lectures", ".outline-lecture > .outline-row > .outline-handle");
    }
  }

  #list(element, group, handle) {
    if (!window.Sortable || this.#lists.has(element)) return;
    this.#lists.add(element);
    const look = { ghostClass: "outline-gap", fallbackClass: "outline-dragged", animation: CALM.matches ? 0 : 120 };
    window.Sortable.create(element, {
      group: `outline-${group}`, handle, ...look,
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
    const chapter = document.elementFromPoint(clientX, clientY)?.closest(".outline-chapter");
    const closed = chapter?.querySelector(".outline-inside:not([open])") ?? null;
    if (closed === this.#over) return;
    this.#over = closed;
    clearTimeout(this.#timer);
    if (closed) this.#timer = setTimeout(() => (closed.open = true), HOVER);
  };
}
