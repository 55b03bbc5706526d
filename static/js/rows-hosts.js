// Who makes a podcast: a name, a role, and the time of it, as a line has them and as a row.
const DAY = String.raw`\d{4}(?:-\d\d(?:-\d\d)?)?`;
const SPAN = String.raw`(?:${DAY})?\s*(?:–|—|-|to)\s*(?:${DAY})?`;
const WORDED = String.raw`[Ss]ince\s+${DAY}|[Uu]ntil\s+${DAY}`;
const TERM = new RegExp(`^(?:${SPAN}|${WORDED}|${DAY})$`);
const IN_BRACKETS = /^\[(.*)\]$/;
const withoutCommas = (text) => text.replaceAll(",", " /");

/** What stands before the last comma of a text, and after it; null where there is none. */
function parted(text) {
  const comma = text.lastIndexOf(",");
  return comma < 0 ? null : [text.slice(0, comma).trim(), text.slice(comma + 1).trim()];
}

export const hosts = {
  one: "person",
  columns: [
    { name: "name", label: "Name", placeholder: "Name", names: "people" },
    { name: "role", label: "Role", placeholder: "host" },
    { name: "years", label: "Years", placeholder: "2019–2023" },
  ],
  told: [
    ["name", /^has no name/],
    ["years", /^(?:can mean|needs its time)/, "Type 2019–2023, 2019–, or a role too."],
    ["years", /^(?:names no year|has no such day|ends before)/],
  ],
  read(line) {
    const [before, last] = parted(line) ?? [line, ""];
    const wrong = IN_BRACKETS.exec(last);
    const years = wrong ? wrong[1] : TERM.test(last) ? last : "";
    const [name, role] = parted(years ? before : line) ?? [years ? before : line, ""];
    return { name, role, years };
  },
  write({ name, role, years }) {
    // A name that has a comma itself is closed by another.
    const who = role ? `${name}, ${withoutCommas(role)}` : name.includes(",") ? `${name},` : name;
    // In brackets what is no time is not taken for a role: the site says what is wrong with it.
    const time = TERM.test(years) ? years : `[${withoutCommas(years)}]`;
    return years ? `${who}, ${time}` : who;
  },
};
