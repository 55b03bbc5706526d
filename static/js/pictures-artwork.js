// Artwork of a form: chosen or dropped, looked at by the site at once, shown; taken away.
import { filesIn, lineOf } from "./pictures-line.js";
import { send } from "./pictures-sending.js";

const USED = "Shown here once you save.";
const TAKEN_AWAY = "Taken away once you save.";

export function artworkIn(box) {
  const form = box.closest("form");
  const key = box.querySelector("input[type=hidden]");
  const input = box.querySelector("input[type=file]");
  const away = box.querySelector("button[value='no-artwork']");
  const line = lineOf(box);

  function show(address, words, hash) {
    const image = box.querySelector(".artwork-now img");
    image.hidden = !address;
    if (address) image.src = address;
    box.querySelector("figcaption").textContent = words;
    away.hidden = !hash;
    key.value = hash;
    key.dispatchEvent(new Event("input", { bubbles: true }));
  }

  async function take(file) {
    if (!file) return;
    line.begin();
    try {
      const told = await send(file, box.dataset.artworkOf, form.elements.csrf_token.value, line.at);
      show(told.address, "Its own", told.hash);
      line.say(USED);
    } catch (error) {
      line.refuse(error.message);
    }
    input.value = "";
  }

  box.querySelector("button[value=artwork]").hidden = true;
  input.addEventListener("change", () => take(input.files[0]));
  take(input.files[0]); // chosen before this script had come
  away.addEventListener("click", (event) => {
    event.preventDefault();
    show(box.dataset.lent, box.dataset.lentWords, "");
    line.say(TAKEN_AWAY);
    input.focus();
  });
  box.addEventListener("dragover", (event) => {
    if (event.dataTransfer.types.includes("Files")) event.preventDefault();
  });
  box.addEventListener("drop", (event) => {
    if (!event.dataTransfer.files.length) return;
    event.preventDefault();
    take(filesIn(event.dataTransfer)[0] ?? event.dataTransfer.files[0]);
  });
}
