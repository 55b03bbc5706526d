// What a file says of itself: filled in where nothing is typed, offered where something is.
import { KINDS } from "./rows-kinds.js";

export function fieldsIn(box, form) {
  const offers = box.querySelector(".upload-offers");
  const { audio_type: type, audio_bytes: bytes, duration, title, people } = form.elements;
  const filled = new Set(box.dataset.filled.split(" ")); // lengths that nobody typed into this form
  const media = form.querySelector("#media-key"); // its name is the id of the field for files

  function put(field, value) {
    if (field.tagName === "SELECT" && ![...field.options].some((option) => option.value === value)) field.add(new Option(value));
    field.value = value;
    field.dispatchEvent(new Event("input", { bubbles: true }));
  }

  function offer(words, label, field, value) {
    const line = document.createElement("li");
    const button = document.createElement("button");
    line.append(Object.assign(document.createElement("span"), { textContent: words, dir: "auto" }), button);
    Object.assign(button, { type: "button", className: "button", textContent: label });
    button.addEventListener("click", () => {
      put(field, value);
      line.remove();
      if (field.hidden) field.labels[0].click(); // it is shown as rows
      else field.focus();
    });
    offers.append(line);
  }

  /** A line of its own in the people, where none is theirs already. */
  function offerPerson(name) {
    const { read, write } = KINDS.people;
    const lines = people.value.split("\n").filter((line) => line.trim());
    const same = (line) => read(line).name.trim().localeCompare(name, undefined, { sensitivity: "base" }) === 0;
    if (!name || lines.some(same)) return;
    offer(`It names “${name}”.`, "Add to the people", people, [...lines, write({ name, role: "" })].join("\n"));
  }

  const take = (found) => {
    put(media, found.media);
    if (type) put(type, found.type);
    if (bytes) put(bytes, found.bytes);
  };

  return {
    take,
    forget: () => offers.replaceChildren(),
    fill(found) {
      take(found);
      if (!type) return; // a video is as long as its file
      const before = duration.value.trim();
      if (!before || filled.has(before)) {
        put(duration, found.duration);
        filled.clear(); // what is taken back counts as typed
        filled.add(found.duration);
        if (before && before !== found.duration) offer(`It is ${found.duration} long: ${before} stood there.`, `Take ${before}`, duration, before);
      } else if (before !== found.duration) offer(`It is ${found.duration} long, and ${before} is typed.`, `Take ${found.duration}`, duration, found.duration);
      if (title && found.title && found.title !== title.value) offer(`It calls itself “${found.title}”.`, "Take it as the title", title, found.title);
      if (people) offerPerson(found.artist);
    },
    wait: () => wait(offers),
  };
}

/** Say that the form waits for a file. */
export function wait(offers) {
  const line = document.createElement("li");
  const button = Object.assign(document.createElement("button"), { className: "button", textContent: "Save now without it" });
  button.dataset.now = "";
  line.append("The form is saved once the file is here.", button);
  offers.replaceChildren(line);
}
