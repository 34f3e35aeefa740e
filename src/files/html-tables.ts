import type { DelimitedRow } from "./delimited.js";

const ENTITIES: Readonly<Record<string, string>> = {
  amp: "&",
  lt: "<",
  gt: ">",
  quot: '"',
  apos: "'",
  nbsp: " ",
  ndash: "–",
  mdash: "—",
};

/** Whether a text is a web page, whatever its name says: some agencies export tables as HTML under the name .xls. */
export function isHtml(text: string): boolean {
  return /^\s*(?:<\?xml[^>]*>\s*)?(?:<!--[\s\S]*?-->\s*)?<(?:!doctype|html|head|body|table|meta|style|div)\b/i.test(
    text.slice(0, 2_000),
  );
}

/**
 * The rows of each table in a web page. A line is the line of the page's source where the row begins, or where it
 * is all one line, the row's number.
 */
export function parseHtmlTables(text: string): readonly (readonly DelimitedRow[])[] {
  const tables: DelimitedRow[][] = [];
  const isOneLine = text.trim().split("\n").length < 10;
  let line = 1;
  let at = 0;
  for (const match of text.matchAll(/<(table|tr)\b[^>]*>/gi)) {
    line += countBreaks(text, at, match.index);
    at = match.index;
    if (match[1]!.toLowerCase() === "table") {
      tables.push([]);
      continue;
    }
    const end = text.slice(at + match[0].length).search(/<\/?(?:tr|table)\b/i);
    const inside = text.slice(at + match[0].length, end < 0 ? undefined : at + match[0].length + end);
    const cells = parseCells(inside);
    const table = tables.at(-1);
    if (!table || cells.every((cell) => cell === "")) continue;
    table.push({ line: isOneLine ? table.length + 1 : line, cells });
  }
  return tables.filter((rows) => rows.length > 0);
}

function parseCells(row: string): readonly string[] {
  const cells: string[] = [];
  for (const [, attributes = "", content = ""] of row.matchAll(
    /<t[dh]\b([^>]*)>([\s\S]*?)(?=<\/t[dh]>|<t[dh]\b|$)/gi,
  )) {
    cells.push(htmlToText(content));
    const span = Number(/colspan\s*=\s*["']?(\d{1,2})/i.exec(attributes)?.[1] ?? 1);
    for (let more = 1; more < span; more++) cells.push("");
  }
  return cells;
}

function htmlToText(html: string): string {
  return html
    .replace(/<br\s*\/?>/gi, " ")
    .replace(/<[^>]*>/g, "")
    .replace(/&(#x[0-9a-f]+|#\d+|[a-z]+);/gi, (whole, name: string) => {
      if (!name.startsWith("#")) return ENTITIES[name.toLowerCase()] ?? whole;
      const code = /^#x/i.test(name) ? parseInt(name.slice(2), 16) : Number(name.slice(1));
      return code > 0 && code < 0x110000 ? String.fromCodePoint(code) : whole;
    })
    .replace(/[\s\u00a0]+/g, " ")
    .trim();
}

function countBreaks(text: string, from: number, to: number): number {
  let count = 0;
  for (let at = text.indexOf("\n", from); at >= 0 && at < to; at = text.indexOf("\n", at + 1)) count++;
  return count;
}
