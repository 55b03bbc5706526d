// Rows of an outline: those of the page, and new ones made like them; each is read as a line.
export const CHAPTER = "outline-chapter";
export const LECTURE = "outline-lecture";
const FEW = 40; // lectures up to which all chapters stand open
const UNTITLED = "Without a title";

const parse = (template) => template.content.cloneNode(true);

export function made(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children);
  return element;
}

export class OutlineRows {
  #blank;
  #count = 0;
  #known = new Map(); // the first of each key, also where it was taken out
  #lines = new WeakMap(); // what rows showed first: the value of their field, and their line

  constructor(section) {
    this.element = section.querySelector(".outline-chapters");
    const blank = parse(section.querySelector(".outline-blank"));
    this.places = blank.querySelector(".outline-places");
    this.#blank = { [CHAPTER]: blank.querySelector(`.${CHAPTER}`), [LECTURE]: blank.querySelector(`.${LECTURE}`) };
    this.#blank[LECTURE].remove();
    for (const row of this.all) this.#enhance(row);
  }

  get chapters() {
    return [...this.element.children];
  }

  /** Where a row stands: "Reading a plan: 2 of 5 in chapter 3". */
  placeOf(row) {
    const chapter = this.chapterOf(row);
    const number = this.chapters.indexOf(chapter) + 1;
    if (row === chapter) return `${this.nameOf(row)}: chapter ${number} of ${this.chapters.length}`;
    const lectures = this.lecturesOf(chapter);
    return `${this.nameOf(row)}: ${lectures.indexOf(row) + 1} of ${lectures.length} in chapter ${number}`;
  }

  get all() {
    return [...this.element.querySelectorAll(`.${CHAPTER}, .${LECTURE}`)];
  }

  lecturesOf(chapter) {
    return [...chapter.querySelector(".outline-lectures").children];
  }

  fieldOf(row) {
    return row.querySelector(".outline-title > input");
  }

  titleOf(row) {
    return this.fieldOf(row).value.trim();
  }

  nameOf(row) {
    return this.titleOf(row) || UNTITLED;
  }

  isChapter(row) {
    return row.classList.contains(CHAPTER);
  }

  // As outline-moving.js asks

  headsName = "Chapters";
  handles = { heads: ".outline-head > .outline-handle", inside: ".outline-lecture > .outline-row > .outline-handle" };

  get heads() {
    return this.chapters;
  }

  get lists() {
    return this.element.querySelectorAll(".outline-lectures");
  }

  isHead(row) {
    return this.isChapter(row);
  }

  headOf(row) {
    return this.chapterOf(row);
  }

  listOf(chapter) {
    return chapter.querySelector(".outline-lectures");
  }

  waysOf(row) {
    return row.querySelector(".outline-ways");
  }

  chapterOf(row) {
    return row.closest(`.${CHAPTER}`);
  }

  /** What they say; a lecture without title and key says nothing. */
  get lines() {
    const line = (row) => ({ row, title: this.titleOf(row), key: row.dataset.key ?? "", isChapter: this.isChapter(row), written: this.#writtenOf(row) });
    return this.chapters
      .flatMap((chapter) => [chapter, ...this.lecturesOf(chapter)])
      .map(line)
      .filter(({ title, key, isChapter }) => title || key || isChapter);
  }

  #writtenOf(row) {
    const line = this.#lines.get(row);
    return line?.value === this.fieldOf(row).value ? line.written : "";
  }

  /** Show these lines, each in a row of its own. */
  show(lines) {
    const spare = this.#spare();
    const isLong = lines.filter(({ isChapter }) => !isChapter).length > FEW;
    const chapters = [];
    for (const line of lines) {
      const row = this.#rowOf(line, spare, isLong);
      this.#lines.set(row, { value: this.fieldOf(row).value, written: line.written });
      if (line.isChapter) chapters.push([row, []]);
      else chapters.at(-1)[1].push(row);
    }
    this.element.replaceChildren(...chapters.map(([row]) => row));
    for (const [row, lectures] of chapters) row.querySelector(".outline-lectures").replaceChildren(...lectures);
  }

  /** Rows by their keys, also those that were taken out; those without by what they say. */
  #spare() {
    const rows = new Map();
    for (const row of new Set([...this.#known.values(), ...this.all])) {
      if (!this.fieldOf(row)) continue; // lectures before any chapter
      const said = saidBy({ title: this.titleOf(row), key: row.dataset.key, isChapter: this.isChapter(row) });
      rows.set(said, [...(rows.get(said) ?? []), row]);
    }
    return rows;
  }

  /** Two lines may have one key, until the site tells: the row with the title of a line is its own. */
  #rowOf(line, spare, isLong) {
    const { title, key, isChapter } = line;
    const own = spare.get(saidBy(line)) ?? [];
    const place = Math.max(own.findIndex((row) => this.titleOf(row) === title), 0);
    const [known] = own.splice(place, 1);
    if (known) {
      if (this.titleOf(known) !== title) this.name(known, title);
      return known;
    }
    const row = this.make(isChapter ? CHAPTER : LECTURE, key, title);
    if (isChapter) row.querySelector("details").open = !isLong;
    return row;
  }

  make(kind, key = "", title = "") {
    const row = this.#blank[kind].cloneNode(true);
    if (key) row.dataset.key = key;
    const field = row.querySelector(".outline-new input");
    if (field) field.id = row.querySelector(".outline-new label").htmlFor = `outline-in-new-${(this.#count += 1)}`;
    this.#enhance(row);
    if (title) this.name(row, title);
    return row;
  }

  name(row, title) {
    this.fieldOf(row).value = title;
    this.label(row);
  }

  /** What its buttons are called goes with its title; one that was made up is an editor's now. */
  label(row) {
    const name = this.nameOf(row);
    for (const button of row.querySelectorAll(":scope .outline-ways > button")) {
      if (button.closest("li") !== row) continue;
      button.setAttribute("aria-label", `${button.getAttribute("aria-label").split(":")[0]}: ${name}`);
    }
    const made = row.querySelector(".outline-made");
    if (made?.closest("li") === row) made.hidden = this.fieldOf(row).value !== this.fieldOf(row).defaultValue;
  }

  #enhance(row) {
    const title = row.querySelector(":scope > .outline-row > .outline-title");
    if (!title) return; // lectures before any chapter
    const kind = this.isChapter(row) ? "chapter" : "lecture";
    const value = title.textContent === UNTITLED ? "" : title.textContent;
    const field = made("input", { type: "text", autocomplete: "off", dir: "auto", "aria-label": `Title of ${kind}`, placeholder: "Title" });
    field.value = field.defaultValue = value;
    title.replaceChildren(field);
    row.querySelector(".outline-row").prepend(made("span", { class: "outline-handle", "aria-hidden": "true" }));
    const { key } = row.dataset;
    if (key && !this.#known.has(key)) this.#known.set(key, row);
  }

  /** Counts beside chapters, and names of fields beside them. */
  tell() {
    const lines = this.lines;
    for (const chapter of this.chapters) {
      const lectures = this.lecturesOf(chapter);
      const seconds = lectures.reduce((sum, { dataset }) => sum + Number(dataset.seconds ?? 0), 0);
      const words = `${lectures.length} ${lectures.length === 1 ? "lecture" : "lectures"}`;
      chapter.querySelector(".outline-count").textContent = seconds ? `${words}, ${length(seconds)}` : words;
      const place = lines.findIndex(({ row }) => row === chapter);
      chapter.querySelector(".outline-new input").name = `outline_in_${chapter.dataset.key || `+${place + 1}`}`;
    }
  }
}

const saidBy = ({ title, key, isChapter }) => `${isChapter} ${key || ` ${title}`}`;

/** As pages say it: "45 s", "58 min", "9 h 32 min". */
function length(seconds) {
  if (seconds < 60) return `${seconds} s`;
  const minutes = Math.floor((seconds + 30) / 60);
  const [hours, rest] = [Math.floor(minutes / 60), minutes % 60];
  return [hours && `${hours} h`, rest && `${rest} min`].filter(Boolean).join(" ");
}
