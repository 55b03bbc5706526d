// Files of which a form has several, each as a line that names it.
import { wait } from "./upload-fields.js";

const FILE = { captions: captionsLine, file: fileLine };

/** A line in its own language: the one that is typed, else that of the name or of the course, else none yet. */
function captionsLine(found, lines, { form, box }) {
  const { captions_language: typed } = form.elements;
  const own = box.dataset.language ?? "";
  const isTaken = lines.some((line) => line.startsWith(`${own} `));
  const language = typed.value.trim() || found.language || (isTaken ? "" : own);
  typed.value = "";
  return { line: `${language} ${found.media.split(".")[0]}` };
}

/** A line under its own name, with a number where another has that. */
function fileLine(found, lines) {
  const nameOf = (line) => line.slice(0, line.lastIndexOf("|")).trim().toLowerCase();
  const taken = new Set(lines.map(nameOf));
  const [, stem, ending] = /^(.+?)(\.[^.]*)?$/.exec(found.saved_as);
  let name = found.saved_as;
  for (let number = 2; taken.has(name.toLowerCase()); number += 1) name = `${stem} ${number}${ending ?? ""}`;
  const remark = name === found.saved_as ? "" : `There is a file “${found.saved_as}” already: this one is called “${name}”. Save the form to keep it.`;
  return { line: `${name} | ${found.media}`, remark };
}

/** What its row says of a file. */
function know(field, { media, name, words }) {
  const known = document.querySelector(`[data-known="${field.name}"]`);
  const item = document.createElement("li");
  const isCaptions = field.name === "captions";
  item.dataset.key = isCaptions ? media.split(".")[0] : media;
  const textContent = `${isCaptions ? `${name}: ` : ""}${words}, not saved yet`;
  item.append(Object.assign(document.createElement("span"), { textContent }));
  known.append(item);
}

export function linesIn(box, form) {
  const field = form.elements[box.dataset.for];
  const offers = box.querySelector(".upload-offers");
  return {
    /** Gives what is to be said of it. */
    fill(found) {
      const lines = field.value.split("\n").filter((line) => line.trim());
      know(field, found);
      const { line, remark } = FILE[box.dataset.purpose](found, lines, { form, box });
      field.value = [...lines, line].join("\n");
      field.dispatchEvent(new Event("input", { bubbles: true }));
      return remark;
    },
    forget: () => offers.replaceChildren(),
    wait: () => wait(offers),
  };
}
