// Who may say something: the people of the form, as they stand in their field now.
const ROLES = { question: "interviewer", answer: "interviewee" };
const DEFAULTS = { question: "Who asks", answer: "Who answers" };

/** As ``{name, role}``; the last comma parts them, as episode_names.py has it. */
function personIn(line) {
  const at = line.lastIndexOf(",");
  const name = (at < 0 ? line : line.slice(0, at)).trim();
  return { name, role: (at < 0 ? "" : line.slice(at + 1).trim().toLowerCase()) || "interviewee" };
}

export class People {
  constructor(field) {
    this.field = field;
  }

  get all() {
    return (this.field?.value ?? "").split(/\r\n?|\n/).map((line) => personIn(line.trim())).filter(({ name }) => name);
  }

  /** Fill the select of a block of this kind, where nobody is named who is not ``who``. */
  fill(select, kind, who) {
    const people = this.all;
    const usual = new Set(people.filter(({ role }) => role === ROLES[kind]).map(({ name }) => name));
    const names = [...new Set(people.map(({ name }) => name))];
    const isKnown = !who || names.includes(who);
    const [only] = usual.size === 1 ? usual : [];
    // Who alone asks, or answers, needs no name; where one is given, it stays.
    const first = [only ?? DEFAULTS[kind], only && who === only ? only : ""];
    const others = names.filter((name) => name !== only);
    const options = [first, ...others.map((name) => [name, name]), ...(isKnown ? [] : [[`${who}: not among the people`, who]])];
    select.replaceChildren(...options.map(([words, value]) => new Option(words, value, value === who, value === who)));
  }
}
