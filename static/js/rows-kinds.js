// How lines of a form are read as rows, and written again so that the site reads the same.
import { hosts } from "./rows-hosts.js";

const CLOCK = String.raw`\d+(?::\d+)+(?:[.,]\d+)?`;
const TIME = String.raw`\d+(?::\d+)*(?:[.,]\d+)?`;
const TO = " ?[-–—] ?";
const CHAPTER = /^[[(]?(\d[\d:]*(?:[.,]\d+)?)[\])]?(?:\s+[-–—|])?(?:\s+(.*))?$/;
const IN_BRACKETS = /^\[([^\]]*)\](?:\s+(.*))?$/;
const SPONSOR = /^sponsor\s*:\s*(.*)$/i;
const BARE = `${CLOCK}(?:${TO}(?:${TIME})?)?|(?:${TIME})?${TO}${CLOCK}`;
const TIMES = new RegExp(`^(${BARE})(?:\\s+(.*))?$`);
const ADDRESS = /^(\S*[:./]\S*)(?:\s+(.*))?$/;
// An address as far as its path: spaces after that are part of it.
const IN_PATH = /^(?:[a-z][a-z\d+.-]*:\/\/[^\s/?#]+|[^\s/?#]*[:.][^\s/?#]*)[/?#](?!\/)/i;
const RIGHT = /^(?:\d+|\d+:[0-5]?\d|\d+:[0-5]?\d:[0-5]?\d)(?:[.,]\d+)?$/;
const TYPE_A_TIME = "Type a time, as 00:12:40 is one.";
const TYPE_AN_ADDRESS = "Type an address, as https://… would be.";
const isTime = (text) => new RegExp(`^${TIME}$`).test(text);
const isClock = (text) => new RegExp(`^${CLOCK}$`).test(text);
const withoutBars = (text) => text.replaceAll("|", "/");

const chapters = {
  one: "chapter",
  columns: [
    { name: "time", label: "Time", placeholder: "00:01:30", isCode: true },
    { name: "title", label: "Title", placeholder: "Title" },
    { name: "sponsor", label: "Sponsor", isCheck: true },
  ],
  told: [
    ["time", /^(?:begins with|has) no time/, TYPE_A_TIME],
    ["time", /^begins after/],
    ["title", /^(?:has|names)/],
  ],
  read(line) {
    const timed = CHAPTER.exec(line) ?? IN_BRACKETS.exec(line);
    const [, time = "", words = ""] = timed ?? [line, "", line];
    const sponsor = SPONSOR.exec(words);
    return { time, title: sponsor ? sponsor[1] : words, sponsor: Boolean(sponsor) };
  },
  write({ time, title, sponsor }) {
    if (!time && !title) return "";
    const words = sponsor ? `Sponsor: ${title}` : title;
    // In brackets what is no time is not taken for one: "7 reasons" is a title.
    return `${isTime(time) ? time : `[${time}]`} ${words}`.trim();
  },
};

const people = {
  one: "person",
  columns: [
    { name: "name", label: "Name", placeholder: "Name", names: "people" },
    { name: "role", label: "Role", placeholder: "guest" },
  ],
  told: [["name", /^has no name/]],
  read(line) {
    const comma = line.lastIndexOf(",");
    if (comma < 0) return { name: line, role: "" };
    return { name: line.slice(0, comma).trim(), role: line.slice(comma + 1).trim() };
  },
  write({ name, role }) {
    // The last comma parts the two.
    return name || role ? `${name}, ${role.replaceAll(",", " /") || "guest"}` : "";
  },
};

const authors = {
  one: "author",
  columns: [
    { name: "name", label: "Name", placeholder: "Name", names: "people" },
    { name: "role", label: "Role", placeholder: "author" },
  ],
  told: people.told,
  read: people.read,
  write({ name, role }) {
    if (role) return `${name}, ${role.replaceAll(",", " /")}`;
    return name.includes(",") ? `${name},` : name; // a name that has a comma is closed by another
  },
};

const speakers = {
  ...authors,
  one: "person",
  columns: [
    { name: "name", label: "Name", placeholder: "Name", names: "people" },
    { name: "role", label: "Role", placeholder: "interviewee" },
  ],
};

const links = {
  one: "link",
  columns: [
    { name: "address", label: "Address", placeholder: "https://example.org", isCode: true },
    { name: "words", label: "What it is", placeholder: "What it is" },
  ],
  told: [
    ["address", /^begins with no address/, TYPE_AN_ADDRESS],
    ["words", /^has more/],
  ],
  read(line) {
    const found = IN_BRACKETS.exec(line) ?? ADDRESS.exec(line);
    const [, address = "", words = ""] = found ?? [line, "", line];
    return { address, words };
  },
  write({ address, words }) {
    if (!address && !words) return "";
    const written = IN_PATH.test(address) ? address.replaceAll(" ", "%20") : address;
    // In brackets what is no address is not taken for words.
    const first = ADDRESS.test(written) && !written.includes(" ") ? written : `[${written}]`;
    return `${first} ${words}`.trim();
  },
};

const sponsors = {
  one: "sponsor",
  columns: [
    { name: "name", label: "Name", placeholder: "Name" },
    { name: "from", label: "From", placeholder: "00:12:40", isCode: true },
    { name: "to", label: "To", placeholder: "00:13:30", isCode: true },
    { name: "link", label: "Link", placeholder: "https://example.org", isCode: true },
    { name: "text", label: "What is said of them", placeholder: "What is said of them" },
  ],
  told: [
    ["name", /^has no name|more than 200 /],
    [({ from }) => (RIGHT.test(from) ? "to" : "from"), /^needs two times/, TYPE_A_TIME],
    ["to", /^(?:ends before|goes on after)/],
    ["link", /^has no address/, TYPE_AN_ADDRESS],
    ["text", /^has more/],
  ],
  read(line) {
    const timed = IN_BRACKETS.exec(line) ?? TIMES.exec(line);
    const [, times = "", rest = ""] = timed ?? [line, "", line];
    const [from, to = ""] = times.split(/[-–—]/).map((each) => each.trim());
    const [name, link = "", ...text] = rest.split("|").map((each) => each.trim());
    return { name, from, to, link, text: text.join(" | ") };
  },
  write({ name, from, to, link, text }) {
    if (!name && !from && !to && !link && !text) return "";
    const between = `${from}-${to}`;
    const times = isClock(from) && isClock(to) ? between : `[${between}]`;
    const words = [withoutBars(name), link.replaceAll("|", "%7C"), text];
    while (!words.at(-1) && words.length > 1) words.pop();
    return `${from || to ? `${times} ` : ""}${words.join(" | ")}`.trim();
  },
};

const captions = {
  one: "caption file",
  isSent: true,
  columns: [
    { name: "language", label: "Language", placeholder: "such as en", isCode: true },
    { name: "key", label: "Captions", isKnown: true },
  ],
  told: [["language", /^(?:has|have) (?:no|the) language/]],
  read: (line) => ({ language: line.slice(0, line.lastIndexOf(" ") + 1).trim(), key: line.slice(line.lastIndexOf(" ") + 1) }),
  write: ({ language, key }) => `${language} ${key}`.trim(),
};

const downloads = {
  one: "file",
  isSent: true,
  columns: [
    { name: "name", label: "Name", placeholder: "Name" },
    { name: "key", label: "Size", isKnown: true },
  ],
  told: [["name", /^has the name/]],
  read: (line) => ({ name: line.slice(0, line.lastIndexOf("|")).trim(), key: line.slice(line.lastIndexOf("|") + 1).trim() }),
  write: ({ name, key }) => `${withoutBars(name)} | ${key}`.trim(),
};

// ``isSent``: each is of a file that was sent. ``told``: which field a sentence of the site about a line is of, and other words for it there.
export const KINDS = { authors, captions, chapters, downloads, hosts, people, links, speakers, sponsors };
