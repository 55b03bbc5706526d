// Files of a form: sent in pieces as soon as they are chosen, and gone on with after a break.
import { fieldsIn } from "./upload-fields.js";
import { linesIn } from "./upload-lines.js";
import { lineOf, share, size } from "./upload-line.js";
import { brokenOff, known, sender } from "./upload-sending.js";

const LOOKED_AT = 1_000; // ms between two questions whether a file has been looked at
const BROKEN_OFF = "The connection is broken. Press “Go on” once it is back.";

function uploadIn(box) {
  const form = box.closest("form");
  const input = box.querySelector("input[type=file]");
  const { purpose, uploads: endpoint } = box.dataset;
  const away = box.querySelector("[data-away]");
  const line = lineOf(box);
  const fields = away ? fieldsIn(box, form) : linesIn(box, form);
  const place = { endpoint, purpose, token: form.elements.csrf_token.value };
  let upload = null; // what is on its way
  let isPaused = false;
  let isBroken = false; // it was tried again and again
  let waiting = null; // the button that was pressed meanwhile

  function begin(file) {
    fields.forget();
    if (file.size > Number(box.dataset.largest)) {
      line.refuse(`A file of ${size(file.size)}: ${box.dataset.whole} are the most.`);
      return;
    }
    line.begin(file);
    isPaused = isBroken = false;
    upload = sender(file, place, {
      moved: (sent) => line.at(sent, file.size),
      broken: line.broken,
      failed: (sentence) => {
        isBroken = true;
        pause(sentence || BROKEN_OFF);
      },
      done: look,
    });
    upload.go();
  }

  function pause(sentence) {
    isPaused = true;
    upload.pause();
    line.pause(sentence);
  }

  function go() {
    isPaused = isBroken = false;
    line.go();
    upload.go();
  }

  async function look(address) {
    line.look();
    const found = await known(address);
    if (!found || found.state === "arriving") setTimeout(look, LOOKED_AT, address);
    else take(found);
  }

  function take(found) {
    const button = end();
    if (found.problem) {
      line.refuse(found.problem);
      input.focus();
      return;
    }
    line.keep(found.words);
    const remark = fields.fill(found);
    if (remark) line.say(remark);
    if (button) form.requestSubmit(button);
  }

  /** Nothing is on its way any more; gives the button that waited for that. */
  function end() {
    const button = waiting;
    upload = waiting = null;
    input.value = "";
    fields.forget();
    line.end();
    return button;
  }

  function save(event) {
    if (!upload) return;
    if (event.submitter?.matches("[data-now]")) {
      upload.pause(); // it goes on when the file is chosen again
      upload = null;
      return;
    }
    event.preventDefault();
    waiting = event.submitter;
    fields.wait();
  }

  input.addEventListener("change", () => input.files[0] && begin(input.files[0]));
  box.querySelector("[data-do=pause]").addEventListener("click", () => (isPaused ? go() : pause("Paused.")));
  box.querySelector("[data-do=stop]").addEventListener("click", () => {
    upload.stop();
    end();
    line.say("Stopped. Nothing of it is kept.");
  });
  away?.addEventListener("click", (event) => {
    event.preventDefault();
    fields.take({ media: "", type: "", bytes: "" });
    line.gone("Taken away once you save.");
    input.focus();
  });
  form.addEventListener("submit", save);
  addEventListener("beforeunload", (event) => upload && event.preventDefault());
  addEventListener("online", () => upload && isBroken && go());
  line.ready();
  if (input.files[0]) begin(input.files[0]); // it was chosen before this was here
  brokenOff(purpose).then((left) => {
    if (left && !upload) line.say(`${share(left.offset, Number(left.bytes))} of “${left.name}” are here. Choose the same file again, and it goes on.`);
  });
}

for (const box of document.querySelectorAll("[data-uploads]")) uploadIn(box);
