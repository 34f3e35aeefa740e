// What the scripts of this folder share: reading the publishers' files, writing ours.
import { readFileSync, writeFileSync, mkdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { inflateRawSync } from "node:zlib";
import { asyncBufferFromFile, parquetMetadataAsync, parquetRead } from "hyparquet";
import { compressors } from "hyparquet-compressors";

const scripts = dirname(fileURLToPath(import.meta.url));

/**
 * Where the publishers' files are and where the tables go.
 * `node data/scripts/X.mjs [SOURCE [TARGET]]`; the defaults are ../shared/data and data/.
 */
export function folders() {
  const source = process.argv[2] ?? join(scripts, "..", "..", "..", "shared", "data");
  const target = process.argv[3] ?? join(scripts, "..");
  return { source, target };
}

/** Text of a CSV file to rows of cells: quotes, line breaks in quotes, CRLF, LF or bare CR, a BOM. */
export function parseCsv(text) {
  const rows = [];
  for (let at = text.charCodeAt(0) === 0xfeff ? 1 : 0; at < text.length;) {
    const end = text.indexOf("\n", at);
    const next = end < 0 ? text.length : end;
    const line = text.slice(at, next > at && text[next - 1] === "\r" ? next - 1 : next);
    // Most lines are cells and commas alone, which take a tenth of the time at once.
    if (line.includes('"') || line.includes("\r")) at = parseRow(text, at, rows);
    else {
      rows.push(line.split(","));
      at = next + 1;
    }
  }
  return rows;
}

/** Reads one row from there on, character by character; returns where the next starts. */
function parseRow(text, start, rows) {
  const row = [];
  let cell = "";
  let quoted = false;
  let at = start;
  for (; at < text.length; at++) {
    const character = text[at];
    if (quoted) {
      if (character !== '"') cell += character;
      else if (text[at + 1] === '"') ((cell += '"'), at++);
      else quoted = false;
    } else if (character === '"') quoted = true;
    else if (character === ",") (row.push(cell), (cell = ""));
    else if (character === "\n" || character === "\r") {
      if (character === "\r" && text[at + 1] === "\n") at++;
      rows.push([...row, cell]);
      return at + 1;
    } else cell += character;
  }
  if (cell !== "" || row.length > 0) rows.push([...row, cell]);
  return at;
}

export function readCsv(file, encoding = "utf8") {
  return parseCsv(readFileSync(file, encoding));
}

/** Rows as objects by header name. */
export function records(rows) {
  const [header, ...body] = rows;
  return body.map((row) => {
    // One name after the other in the same order: all records share one layout, and no list of pairs is made for each.
    const record = {};
    for (let index = 0; index < header.length; index++) record[header[index]] = row[index];
    return record;
  });
}

export function readRecords(file) {
  return records(readCsv(file));
}

/** The members of a zip, by name. Small archives of our own choice only: all in memory. */
export function readZip(file) {
  const bytes = readFileSync(file);
  const members = new Map();
  let end = bytes.length - 22;
  while (bytes.readUInt32LE(end) !== 0x06054b50) end--;
  let at = bytes.readUInt32LE(end + 16);
  while (bytes.readUInt32LE(at) === 0x02014b50) {
    const [nameLength, extraLength, commentLength] = [28, 30, 32].map((offset) => bytes.readUInt16LE(at + offset));
    const name = bytes.toString("utf8", at + 46, at + 46 + nameLength);
    const [method, size, local] = [
      bytes.readUInt16LE(at + 10),
      bytes.readUInt32LE(at + 20),
      bytes.readUInt32LE(at + 42),
    ];
    members.set(name, () => {
      const start = local + 30 + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28);
      const data = bytes.subarray(start, start + size);
      return (method === 0 ? data : inflateRawSync(data)).toString("utf8");
    });
    at += 46 + nameLength + extraLength + commentLength;
  }
  return members;
}

/**
 * Some columns of the first sheet of a large workbook, without its header: text of each row, empty where a cell is. A
 * general reader takes ten times as long for the half million cells of one of O*NET's.
 *
 * @param columns letters, such as `ACE`
 */
export function readSheetColumns(file, columns) {
  const members = readZip(file);
  const plain = (text) =>
    text.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&quot;", '"').replaceAll("&amp;", "&");
  const shared = [
    ...members
      .get("xl/sharedStrings.xml")()
      .matchAll(/<si>(.*?)<\/si>/gs),
  ].map(([, item]) => plain([...item.matchAll(/<t[^>]*>([^<]*)<\/t>/g)].map(([, text]) => text).join("")));
  const rows = [];
  const cell = new RegExp(`<c r="([${columns}])(\\d+)"[^>]*?(t="s")?><v>([^<]*)</v>`, "g");
  for (const [, column, row, isShared, value] of members.get("xl/worksheets/sheet1.xml")().matchAll(cell)) {
    if (row === "1") continue;
    const cells = (rows[Number(row) - 2] ??= Array.from({ length: columns.length }, () => ""));
    cells[columns.indexOf(column)] = isShared ? shared[Number(value)] : value;
  }
  return rows;
}

const FIELDS_2016 = [
  ...["area_fips", "own_code", "industry_code", "disclosure_code", "qtrly_estabs_count"],
  ...["month1_emplvl", "month2_emplvl", "month3_emplvl", "total_qtrly_wages"],
];
let private2016;

/**
 * The private rows of the national file of 2016 Q1: area, industry, whether withheld, jobs as the mean of three months,
 * establishments, wages. It has three million rows, which are read once for all scripts of a run.
 */
export function privateRows2016(source) {
  return (private2016 ??= readPrivate2016(join(source, "qcew/national/2016q1-national.parquet")));
}

async function readPrivate2016(path) {
  const file = await asyncBufferFromFile(path);
  const metadata = await parquetMetadataAsync(file);
  const found = [];
  let rowStart = 0;
  for (const { num_rows: count } of metadata.row_groups) {
    const rowEnd = rowStart + Number(count);
    // By columns: an object for each of three million rows takes as long as reading them.
    const chunks = new Map(FIELDS_2016.map((name) => [name, []]));
    const onChunk = ({ columnName, columnData }) => chunks.get(columnName).push(columnData);
    await parquetRead({ file, metadata, compressors, columns: FIELDS_2016, rowStart, rowEnd, onChunk });
    const [area, own, industry, disclosure, establishments, first, second, third, wages] = FIELDS_2016.map((name) => {
      const parts = chunks.get(name);
      return parts.length === 1 ? parts[0] : parts.flatMap((part) => [...part]);
    });
    for (let row = 0; row < own.length; row++) {
      if (String(own[row]) !== "5") continue;
      found.push({
        area: area[row],
        industry: industry[row],
        employment: (Number(first[row]) + Number(second[row]) + Number(third[row])) / 3,
        establishments: Number(establishments[row]),
        wages: Number(wages[row]),
        isSuppressed: (disclosure[row] ?? "").trim() !== "",
      });
    }
    rowStart = rowEnd;
  }
  return found;
}

/** Writes a table with LF, quoting only where needed. */
export function writeCsv(file, header, rows) {
  mkdirSync(dirname(file), { recursive: true });
  const quote = (cell) => (/[",\n]/.test(String(cell)) ? `"${String(cell).replaceAll('"', '""')}"` : String(cell));
  writeFileSync(file, [header, ...rows].map((row) => `${row.map(quote).join(",")}\n`).join(""));
}

/** Plain order of code units, the same on every machine. */
export function byText(a, b) {
  return a < b ? -1 : a > b ? 1 : 0;
}
