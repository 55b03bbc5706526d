// A form as it is kept by itself: what was typed, without what changes by itself, or is no part of what is saved.
const APART = ["csrf_token", "revision", "draft", "typed", "day", "clock", "which", "reason"];

/** Its fields as they would be sent, but files. */
export function fieldsOf(form) {
  return new URLSearchParams([...new FormData(form)].filter(([, value]) => typeof value === "string"));
}

/** What was typed, as one text: the same as long as nothing was changed. */
export function typedIn(form) {
  const fields = fieldsOf(form);
  for (const name of APART) fields.delete(name);
  return fields.toString();
}

/** What tells the site which form this is, and nothing of what was typed. */
export function nameOf(form) {
  const fields = fieldsOf(form);
  return new URLSearchParams(["csrf_token", "revision", "draft"].map((name) => [name, fields.get(name) ?? ""]));
}
