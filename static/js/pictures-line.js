// What is said beside a field for pictures: how far one is, what became of it, what is wrong.
export function lineOf(box) {
  const input = box.querySelector("input[type=file]");
  const [said, wrong, progress] = [".kept", `#${input.id}-wrong`, "progress"].map((each) => box.querySelector(each));
  const hint = `${input.id}-hint`;

  function show({ text = "", mistake = "", fraction = null }) {
    said.textContent = text;
    wrong.textContent = mistake;
    wrong.hidden = !mistake;
    progress.hidden = fraction === null;
    if (fraction !== null) progress.value = fraction;
    input.toggleAttribute("aria-invalid", Boolean(mistake));
    input.setAttribute("aria-describedby", mistake ? `${hint} ${wrong.id}` : hint);
  }

  return {
    begin: () => show({ text: "Sending …", fraction: 0 }),
    at: (fraction) => {
      progress.value = fraction;
      const text = fraction < 1 ? "Sending …" : "Looking at it …";
      if (said.textContent !== text) said.textContent = text;
    },
    say: (text) => show({ text }),
    refuse: (mistake) => show({ mistake }),
  };
}

/** What somebody dropped or pasted that may be a picture. */
export function filesIn(transfer) {
  return [...(transfer?.files ?? [])].filter(({ type }) => type.startsWith("image/"));
}
