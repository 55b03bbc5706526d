// What is seen and heard of a file on its way: how far it is, and what became of it.
const QUARTERS = 4; // so often it is said aloud
const number = new Intl.NumberFormat("en", { maximumFractionDigits: 1 });

/** Bytes in the units of the site: 12 bytes, 820 kB, 41 MB, 1.2 GB. */
export function size(bytes) {
  if (bytes < 1000) return `${bytes} ${bytes === 1 ? "byte" : "bytes"}`;
  const [unit, per] = bytes < 999_500 ? ["kB", 1e3] : bytes < 999_500_000 ? ["MB", 1e6] : ["GB", 1e9];
  const value = bytes / per;
  return `${number.format(value < 9.95 && unit !== "kB" ? value : Math.round(value))} ${unit}`;
}

export const share = (sent, whole) => `${whole ? Math.floor((sent / whole) * 100) : 0} %`;

export function lineOf(box) {
  const find = (selector) => box.querySelector(selector);
  const [input, way, here, said, wrong] = ["input[type=file]", ".upload-way", ".upload-here", ".kept", ".wrong"].map(find);
  const [name, progress, count, pause] = [".upload-name bdi", "progress", ".upload-count", "[data-do=pause]"].map(find);
  const away = find("[data-away]");
  const KEPT = { "": "It is here, and plays once you save.", video: "It is here, and is seen once you save." };
  let quarter = 0;

  const say = (text) => said.textContent === text || (said.textContent = text);

  function state(word) {
    way.dataset.state = word;
    pause.hidden = word === "looking";
    pause.textContent = word === "paused" ? "Go on" : "Pause";
  }

  function refuse(sentence) {
    wrong.textContent = sentence;
    wrong.hidden = !sentence;
    input.toggleAttribute("aria-invalid", Boolean(sentence));
    const hint = `${input.id}-hint`;
    input.setAttribute("aria-describedby", sentence ? `${hint} ${wrong.id}` : hint);
    if (sentence) say("");
  }

  return {
    say,
    refuse,
    ready() {
      input.removeAttribute("name"); // it goes its own way
      find("[data-plain]").hidden = true;
      const most = find(".upload-most");
      if (most) most.textContent = box.dataset.whole;
    },
    begin(file) {
      refuse("");
      quarter = 0;
      name.textContent = file.name;
      progress.value = 0;
      count.textContent = `0 %, of ${size(file.size)}`;
      input.hidden = true;
      way.hidden = false;
      state("going");
      say("Sending. You can go on writing.");
      pause.focus();
    },
    at(sent, whole) {
      progress.value = whole ? sent / whole : 1;
      count.textContent = `${share(sent, whole)}, ${size(sent)} of ${size(whole)}`;
      if (way.dataset.state === "broken") state("going");
      const reached = Math.floor((sent / whole) * QUARTERS);
      if (reached > quarter && reached < QUARTERS) say(`${reached * 25} % sent.`);
      quarter = Math.max(quarter, reached);
    },
    go() {
      state("going");
      say("Sending.");
    },
    pause(sentence) {
      state("paused");
      say(sentence);
    },
    broken() {
      if (way.dataset.state === "broken") return;
      state("broken");
      say("The connection is broken. It goes on by itself.");
    },
    look() {
      state("looking");
      count.textContent = "All sent. It is being looked at …";
    },
    end() {
      const hadFocus = way.contains(document.activeElement);
      way.hidden = true;
      input.hidden = false;
      if (hadFocus) input.focus();
    },
    keep(words) {
      if (here) {
        here.textContent = words;
        here.hidden = away.hidden = false;
      }
      say(KEPT[box.dataset.purpose] ?? "It is here, in a line of its own. Save the form to keep it.");
    },
    gone(sentence) {
      here.hidden = away.hidden = true;
      say(sentence);
    },
  };
}
