// Pictures of a conversation: chosen in their block, dropped or pasted into any.
import { filesIn, lineOf } from "./pictures-line.js";
import { send } from "./pictures-sending.js";

const PUT_IN = "It stands in its block.";
const WORDLESS = `${PUT_IN} Say what it shows, for those who do not see it.`;

export class BlockPictures {
  /** ``put`` is called with a row and the hash of its picture, ``add`` gives a new row after one. */
  constructor(section, rows, put, add) {
    Object.assign(this, { rows, put, add });
    this.address = section.dataset.pictures;
    this.form = section.closest("form");
    for (const type of ["change", "dragover", "drop", "paste"]) rows.element.addEventListener(type, this);
  }

  handleEvent(event) {
    this[event.type](event, event.target.closest(".blocks-row"));
  }

  async #take(row, file) {
    const box = row.querySelector(".blocks-picture");
    const line = lineOf(box);
    line.begin();
    try {
      const { hash } = await send(file, this.address, this.form.elements.csrf_token.value, line.at);
      const label = this.put(row, hash);
      line.say(label ? PUT_IN : WORDLESS);
    } catch (error) {
      line.refuse(error.message);
    }
    box.querySelector("input").value = "";
  }

  /** One stands in the block that it was given to, where that is for one and has none; others after it. */
  #takeAll(row, files) {
    let last = row;
    for (const file of files) {
      const { kind, picture } = this.rows.read(last);
      if (kind !== "picture" || picture || last !== row) last = this.add(last);
      this.#take(last, file);
    }
  }

  change({ target }, row) {
    if (target.type === "file" && target.files.length) this.#take(row, target.files[0]);
  }

  dragover(event, row) {
    if (row && event.dataTransfer.types.includes("Files")) event.preventDefault();
  }

  drop(event, row) {
    const dropped = [...event.dataTransfer.files];
    if (!row || !dropped.length) return;
    event.preventDefault();
    const pictures = filesIn(event.dataTransfer);
    this.#takeAll(row, pictures.length ? pictures : dropped.slice(0, 1)); // the site says what is wrong with it
  }

  paste(event, row) {
    const pasted = filesIn(event.clipboardData);
    if (!row || !pasted.length || event.clipboardData.types.includes("text/plain")) return;
    event.preventDefault();
    this.#takeAll(row, pasted);
  }
}
