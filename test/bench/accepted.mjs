// The last accepted tables of benches, which docs/speed.md keeps.
import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const PAGE = fileURLToPath(new URL("../../docs/speed.md", import.meta.url));
const startOf = (bench) => `<!-- measured: ${bench} -->`;
const endOf = (bench) => `<!-- end of measured: ${bench} -->`;

/** What a page holds between the marks of a bench; undefined where it has no such marks. */
export function acceptedIn(page, bench) {
  const [start, end] = [page.indexOf(startOf(bench)), page.indexOf(endOf(bench))];
  return start < 0 || end < start ? undefined : page.slice(start + startOf(bench).length, end).trim();
}

/** The page with another text between the marks. */
export function withAcceptedText(page, bench, text) {
  if (acceptedIn(page, bench) === undefined) throw new Error(`docs/speed.md has no place for ${bench}`);
  const [before] = page.split(startOf(bench));
  const after = page.slice(page.indexOf(endOf(bench)));
  return `${before}${startOf(bench)}\n\n${text}\n\n${after}`;
}

const cellsOf = (line) => line.split("|").slice(1, -1);

/** The first figure of each row that has a name, by the first heading of its table and its name. */
function figuresOf(text) {
  const figures = new Map();
  let heading;
  for (const line of text.split("\n")) {
    if (!line.startsWith("|")) {
      heading = undefined;
      continue;
    }
    const [name = "", value = ""] = cellsOf(line).map((cell) => cell.trim());
    if (heading === undefined) heading = name;
    else if (name !== "") figures.set(`${heading}|${name}`, value);
  }
  return figures;
}

/** Tables with the figures accepted last beside the first figure of each row. */
export function besideAccepted(text, accepted) {
  const before = figuresOf(accepted ?? "");
  let heading;
  return text
    .split("\n")
    .map((line) => {
      if (!line.startsWith("|")) {
        heading = undefined;
        return line;
      }
      const [name, value, ...rest] = cellsOf(line);
      const isHead = heading === undefined;
      if (isHead) heading = name.trim();
      const added = isHead
        ? " accepted "
        : name.trim() === "---"
          ? " ---: "
          : ` ${before.get(`${heading}|${name.trim()}`) ?? ""} `;
      return `|${[name, value, added, ...rest].join("|")}|`;
    })
    .join("\n");
}

/** Prints tables beside those accepted last; keeps them in their place where they are to be accepted. */
export function report(bench, text, isAccepted) {
  const page = readFileSync(PAGE, "utf8");
  console.log(besideAccepted(text, acceptedIn(page, bench)));
  if (isAccepted) writeFileSync(PAGE, withAcceptedText(page, bench, text));
}
