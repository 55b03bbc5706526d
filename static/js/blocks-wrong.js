// What the site found wrong with a conversation stands at the block that it names.

export function markWrong(rows) {
  const wrong = document.getElementById("conversation-wrong");
  const number = Number(/^Line (\d+)/.exec(wrong?.textContent ?? "")?.[1]);
  const row = rows.lines().find(([begins, ends]) => begins <= number && number <= ends)?.[2];
  if (!row || rows.element.hidden) return;
  const field = rows.fieldOf(row);
  field.setAttribute("aria-invalid", "true");
  field.setAttribute("aria-describedby", wrong.id);
  field.id = "blocks-wrong-field";
  row.append(wrong);
  document.querySelector('.errors a[href="#conversation"]')?.setAttribute("href", `#${field.id}`);
}
