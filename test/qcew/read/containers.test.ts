import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { gzipSync } from "node:zlib";
import { describe, expect, it, onTestFinished } from "vitest";
import { readQcew } from "../../../src/qcew/read/read.js";
import type { QcewTable } from "../../../src/qcew/table.js";
import { errorsOf, PANDAS, PUBLISHED, QUARTERLY, temporaryFolder } from "./files.js";
import { buildZip } from "./zip-builder.js";

const file = temporaryFolder();
const EMPLOYMENT = { fields: ["employment"] as const };
// The county's and the nation's jobs of the fixture, as typed there.
const JOBS = [1500, 1200, 500, 400, 400, 0, 0, 0, 0, 0, 150e6, 130e6, 12.8e6];

/** Thirteen rows a county, enough of them to fill buffers and chunks many times. */
function manyCounties(count: number): string {
  const [header, ...rows] = PANDAS.trimEnd().split("\n");
  const county = rows.filter((row) => row.startsWith("03001")).join("\n");
  const counties = Array.from({ length: count }, (_, index) => county.replaceAll(/^03001/gm, countyCode(index)));
  return `${[header, ...counties].join("\n")}\n`;
}

/** 10001 to 10999, 11001 and so on: codes that end with 000 are states. */
function countyCode(index: number): string {
  return String(10_001 + index + Math.floor(index / 999));
}

function blank(bytes: Buffer, start: number, length: number): Buffer {
  return Buffer.from(bytes).fill(0, start, start + length);
}

function jobs(table: QcewTable): number[] {
  return [...table.fields.employment!];
}

describe("gzip", () => {
  it("is known by its first bytes, whatever the name", async () => {
    const { table } = await readQcew([file("wrong-name.csv", gzipSync(PUBLISHED))], EMPLOYMENT);
    expect(jobs(table)).toEqual(JOBS);
  });

  it("may be of several parts", async () => {
    const [half, other] = [PANDAS.slice(0, 1_000), PANDAS.slice(1_000)];
    const parts = Buffer.concat([gzipSync(half), gzipSync(other)]);
    expect(jobs((await readQcew([file("parts.gz", parts)], EMPLOYMENT)).table)).toEqual(JOBS);
  });

  it("may hold UTF-16", async () => {
    const bytes = gzipSync(Buffer.from(`\ufeff${PUBLISHED}`, "utf16le"));
    expect(jobs((await readQcew([file("utf16.gz", bytes)], EMPLOYMENT)).table)).toEqual(JOBS);
  });

  it.each([
    ["cut short", (bytes: Buffer) => bytes.subarray(0, -20)],
    ["with a byte changed", (bytes: Buffer) => bytes.with(bytes.length >> 1, bytes[bytes.length >> 1]! ^ 0x55)],
    ["with another checksum", (bytes: Buffer) => bytes.with(bytes.length - 6, bytes[bytes.length - 6]! ^ 1)],
  ])("%s is damaged", async (_, damage) => {
    const path = file("damaged.gz", damage(gzipSync(manyCounties(500))));
    expect(await errorsOf(readQcew([path], EMPLOYMENT))).toMatchObject([
      { code: "GZIP_DAMAGED", where: { file: path } },
    ]);
  });

  it("that expands a thousandfold is not read on", async () => {
    const bomb = gzipSync(Buffer.concat([Buffer.from(PANDAS), Buffer.alloc(50_000_000, "\n")]));
    expect(bomb.length).toBeLessThan(100_000);
    const path = file("bomb.gz", bomb);
    expect(await errorsOf(readQcew([path], EMPLOYMENT))).toMatchObject([{ code: "ZIP_BOMB", where: { file: path } }]);
  });
});

describe("a zip", () => {
  it("may hold members of several layouts, and other things that are left out", async () => {
    const path = file(
      "mixed.zip",
      buildZip([
        { name: "folder/", content: "", stored: true },
        { name: "__MACOSX/._2023.csv", content: "Mac OS X        " },
        { name: "folder/readme.txt", content: "About these files" },
        { name: "folder/2023.csv", content: PUBLISHED },
        { name: "2019 q1.CSV", content: QUARTERLY, stored: true },
      ]),
    );
    const { table, notes } = await readQcew([path], EMPLOYMENT);
    expect(table.sources.map(({ file, layout, rows, bytes }) => [file, layout, rows, bytes])).toEqual([
      [`${path}!folder/2023.csv`, "annual", 13, PUBLISHED.length],
      [`${path}!2019 q1.CSV`, "quarterly", 5, QUARTERLY.length],
    ]);
    expect(jobs(table).slice(0, 13)).toEqual(JOBS);
    expect(notes.map(({ id, text }) => [id, text.includes("readme.txt")])).toEqual([["qcew-files-skipped", true]]);
  });

  it("gives large members whole, deflated or stored", async () => {
    const text = manyCounties(2_000);
    const path = file(
      "large.zip",
      buildZip([
        { name: "a.csv", content: text },
        { name: "b.csv", content: text, stored: true },
      ]),
    );
    const { table, notes } = await readQcew([path], EMPLOYMENT);
    expect(table.length).toBe(20_000);
    expect(table.areas.length).toBe(2_000);
    expect(notes[0]!.text).toContain("20000 rows appear twice");
  });

  const member = { name: "2023.csv", content: PUBLISHED };
  it.each([
    ["ZIP_CRC", "another checksum", buildZip([{ ...member, claim: { crc32: 1 } }])],
    ["ZIP_CRC", "another checksum of a stored member", buildZip([{ ...member, stored: true, claim: { crc32: 1 } }])],
    ["ZIP_ENCRYPTED", "a password", buildZip([{ ...member, claim: { flags: 0x801 } }])],
    ["ZIP_DAMAGED", "an unusual compression", buildZip([{ ...member, claim: { method: 9 } }])],
    ["ZIP_BOMB", "more than declared", buildZip([{ ...member, claim: { size: PUBLISHED.length - 5 } }])],
    ["ZIP_DAMAGED", "less than declared", buildZip([{ ...member, claim: { size: PUBLISHED.length + 5 } }])],
    ["ZIP_DAMAGED", "a stored size that is wrong", buildZip([{ ...member, stored: true, claim: { size: 7 } }])],
    ["ZIP_DAMAGED", "data beyond its end", buildZip([{ ...member, claim: { compressedSize: 10_000_000 } }])],
    ["ZIP_DAMAGED", "data shorter than it is", buildZip([{ ...member, claim: { compressedSize: 400 } }])],
    ["ZIP_MEMBER_NAME", "a name that climbs out", buildZip([{ ...member, name: "../../etc/passwd" }])],
    ["ZIP_MEMBER_NAME", "an absolute name", buildZip([{ ...member, name: "/etc/passwd" }])],
    ["ZIP_MEMBER_NAME", "a drive", buildZip([{ ...member, name: "C:\\data.csv" }])],
    ["ZIP_EMPTY", "no QCEW member", buildZip([{ name: "a.txt", content: "nothing" }])],
    ["ZIP_EMPTY", "no member", buildZip([])],
    ["ZIP_DAMAGED", "no directory", buildZip([member]).subarray(0, -30)],
    ["ZIP_DAMAGED", "a start alone", buildZip([member]).subarray(0, 200)],
    ["ZIP_BOMB", "a bomb", buildZip([{ name: "b.csv", content: Buffer.alloc(50_000_000, "\n") }])],
    [
      "ZIP_BOMB",
      "a bomb that says it is small",
      buildZip([{ ...member, content: Buffer.alloc(9e6), claim: { size: 9 } }]),
    ],
  ])("is refused with %s for %s", async (code, _, bytes) => {
    const path = file("bad.zip", bytes);
    const errors = await errorsOf(readQcew([path], EMPLOYMENT));
    expect(errors.map((error) => error.code)).toEqual([code]);
    expect(errors[0]!.where!.file.startsWith(path)).toBe(true);
    expect(errors[0]!.hint).toBeTruthy();
  });

  it("whose members overlap is refused", async () => {
    // Two directory entries for one and the same data, which is how small files expand to petabytes.
    const one = buildZip([member]);
    const end = one.subarray(-22);
    const start = one.readUInt32LE(one.length - 6);
    const entry = one.subarray(start, -22);
    end.writeUInt16LE(2, 8);
    end.writeUInt16LE(2, 10);
    const path = file("overlap.zip", Buffer.concat([one.subarray(0, -22), entry, end]));
    expect(await errorsOf(readQcew([path], EMPLOYMENT))).toMatchObject([{ code: "ZIP_BOMB", where: { file: path } }]);
  });

  const two = [
    { name: "2023.csv", content: PUBLISHED },
    { name: "2019.csv", content: QUARTERLY },
  ];
  const offsetOf = (bytes: Buffer, text: string): number => bytes.lastIndexOf(text, bytes.length, "latin1");
  it.each([
    // Where the directory lies, and where the end of it, tell what is missing from it.
    ["counts fewer", (bytes: Buffer) => bytes.with(bytes.length - 12, 1).with(bytes.length - 14, 1)],
    ["gives a member a name to be left out", (bytes: Buffer) => bytes.with(offsetOf(bytes, "2019.csv"), 0x2e)],
    ["gives a member no size and no checksum", (bytes: Buffer) => blank(bytes, offsetOf(bytes, "2019.csv") - 30, 12)],
    ["gives a member no name", (bytes: Buffer) => blank(bytes, offsetOf(bytes, "2019.csv") - 18, 1)],
  ])("whose directory %s than its members is refused", async (_, damage) => {
    const path = file("directory.zip", damage(buildZip(two)));
    const errors = await errorsOf(readQcew([path], EMPLOYMENT));
    expect(errors.map((error) => error.code)).toEqual(["ZIP_DAMAGED"]);
  });

  it("is refused where a member is damaged at its start, so that it looks like no QCEW file", async () => {
    const path = file("start.zip", buildZip([two[0]!, { ...two[1]!, content: `#${QUARTERLY}`, claim: { crc32: 1 } }]));
    expect(await errorsOf(readQcew([path], EMPLOYMENT))).toMatchObject([
      { code: "ZIP_CRC", where: { file: `${path}!2019.csv` } },
    ]);
  });

  it("in a zip is not opened, and says what to do", async () => {
    const path = file("nested.zip", buildZip([{ name: "inner.zip", content: buildZip([member]) }]));
    expect(await errorsOf(readQcew([path], EMPLOYMENT))).toMatchObject([
      {
        code: "ZIP_EMPTY",
        found: "inner.zip",
        hint: "unpack it and name what is in it, as downloaded from the publisher",
      },
    ]);
  });

  it("of thousands of members is read through", async () => {
    const counties = Array.from({ length: 3_000 }, (_, index) => ({
      name: `2023 ${countyCode(index)}.csv`,
      content: `${PANDAS.split("\n").slice(0, 2).join("\n").replace("03001", countyCode(index))}\n`,
    }));
    const { table } = await readQcew([file("counties.zip", buildZip(counties))], EMPLOYMENT);
    expect(jobs(table)).toEqual(counties.map(() => JOBS[0]));
  });

  it("shows no control character of a member's name", async () => {
    const path = file("escape.zip", buildZip([{ name: "\u001b[2Jx.csv", content: PUBLISHED.replace('"A"', '"B"') }]));
    const [error] = await errorsOf(readQcew([path], EMPLOYMENT));
    expect(error!.where!.file).toBe(`${path}!\\u001b[2Jx.csv`);
  });
});

describe("a workbook", () => {
  const CONTENT_TYPES =
    '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">' +
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>' +
    '<Default Extension="xml" ContentType="application/xml"/></Types>';
  const RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
  const relations = (...targets: [type: string, target: string][]): string =>
    `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${targets
      .map(
        ([type, target], index) =>
          `<Relationship Id="rId${index + 1}" Type="${RELATIONS}/${type}" Target="${target}"/>`,
      )
      .join("")}</Relationships>`;
  const MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"';

  /** A workbook as a spreadsheet program stores it, as far as it matters here. */
  function workbook(...sheets: string[]): Buffer {
    const list = sheets.map((_, index) => `<sheet name="S${index}" sheetId="${index + 1}" r:id="rId${index + 1}"/>`);
    return buildZip([
      { name: "[Content_Types].xml", content: CONTENT_TYPES },
      { name: "_rels/.rels", content: relations(["officeDocument", "xl/workbook.xml"]) },
      {
        name: "xl/workbook.xml",
        content: `<workbook ${MAIN} xmlns:r="${RELATIONS}"><sheets>${list.join("")}</sheets></workbook>`,
      },
      {
        name: "xl/_rels/workbook.xml.rels",
        content: relations(
          ...sheets.map((_, index): [string, string] => ["worksheet", `worksheets/sheet${index + 1}.xml`]),
          ["styles", "styles.xml"],
        ),
      },
      {
        name: "xl/styles.xml",
        // Style 1 shows a number as a date (built-in format 17, mmm-yy).
        content: `<styleSheet ${MAIN}><cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="17" applyNumberFormat="1"/></cellXfs></styleSheet>`,
      },
      ...sheets.map((rows, index) => ({
        name: `xl/worksheets/sheet${index + 1}.xml`,
        content: `<worksheet ${MAIN}><sheetData>${rows}</sheetData></worksheet>`,
      })),
    ]);
  }

  const column = (index: number): string =>
    (index >= 26 ? String.fromCharCode(64 + Math.floor(index / 26)) : "") + String.fromCharCode(65 + (index % 26));

  /** Numbers as numbers or as text; blank cells and trailing ones are not stored. */
  function rowsOf(csv: string, options: { asText: boolean; firstRow?: number; dates?: boolean }): string {
    const { asText, firstRow = 1, dates = false } = options;
    return csv
      .trimEnd()
      .split("\n")
      .map((line, row) => {
        const cells = line.split(",").map((text, index) => {
          const at = `r="${column(index)}${row + firstRow}"`;
          if (text === "") return "";
          // 48669 is 2033-03-31 counted in days since 1899-12-30.
          if (dates && text === "31-33") return `<c ${at} s="1"><v>48669</v></c>`;
          if (!asText && /^-?\d+(\.\d+)?$/.test(text)) return `<c ${at}><v>${Number(text)}</v></c>`;
          return `<c ${at} t="inlineStr"><is><t>${text}</t></is></c>`;
        });
        return `<row r="${row + firstRow}">${cells.join("")}</row>`;
      })
      .join("");
  }

  it.each([
    ["numbers", { asText: false }],
    ["text", { asText: true }],
    ["numbers, and a sector turned into a date", { asText: false, dates: true }],
  ])("of %s reads as the text does", async (_, options) => {
    const path = file("book.xlsx", workbook(rowsOf(PANDAS, options)));
    const { table } = await readQcew([path], { fields: ["employment", "lqEmployment"] });
    const text = await readQcew([file("book.csv", PANDAS)], { fields: ["employment", "lqEmployment"] });
    expect(jobs(table)).toEqual(JOBS);
    expect(table.fields.lqEmployment).toEqual(text.table.fields.lqEmployment);
    expect(table.areas).toEqual(["03001", "US000"]);
    expect(table.industries).toEqual(text.table.industries);
    expect([...table.line]).toEqual([...text.table.line]);
  });

  it("may have the table on a later sheet, below a title", async () => {
    const title = '<row r="1"><c r="A1" t="inlineStr"><is><t>Jobs, "2023"</t></is></c></row>';
    const path = file("sheets.xlsx", workbook(title, title + rowsOf(PANDAS, { asText: false, firstRow: 3 })));
    const { table } = await readQcew([path], EMPLOYMENT);
    expect(table.sources.map(({ file }) => file)).toEqual([`${path}!S1`]);
    expect(table.line[0]).toBe(4);
    expect(jobs(table)).toEqual(JOBS);
  });

  it.each([
    ["XLSX_NO_TABLE", "another table", workbook(rowsOf("a,b\n1,2\n", { asText: false }))],
    [
      "XLSX_DAMAGED",
      "parts that are missing",
      buildZip(["xl/workbook.xml", "xl/worksheets/sheet1.xml"].map((name) => ({ name, content: "<x/>" }))),
    ],
    ["QCEW_NUMBER", "a letter in a number", workbook(rowsOf(PANDAS.replace(",1500,", ",15oo,"), { asText: false }))],
    [
      "QCEW_ROW_WIDTH",
      "a cell beyond the header",
      workbook(rowsOf(PANDAS.replace("75,0,2023", "75,0,2023,9"), { asText: false })),
    ],
    ["ZIP_DAMAGED", "its end missing", workbook(rowsOf(PANDAS, { asText: true })).subarray(0, -40)],
  ])("is refused with %s for %s", async (code, _, bytes) => {
    const path = file("bad.xlsx", bytes);
    const errors = await errorsOf(readQcew([path], EMPLOYMENT));
    expect([...new Set(errors.map((error) => error.code))]).toEqual([code]);
  });
});

describe("a folder", () => {
  function folderOf(contents: Readonly<Record<string, string | Uint8Array>>): string {
    const folder = mkdtempSync(join(tmpdir(), "sector-rank-folder-"));
    onTestFinished(() => {
      rmSync(folder, { recursive: true });
    });
    for (const [name, content] of Object.entries(contents)) {
      mkdirSync(dirname(join(folder, name)), { recursive: true });
      writeFileSync(join(folder, name), content);
    }
    return folder;
  }
  const other = PANDAS.replaceAll(",2023,", ",2022,");

  it("is read through, in the order of code units, without hidden files", async () => {
    const folder = folderOf({
      "b/2023.csv": PANDAS,
      "B.zip": buildZip([{ name: "q.csv", content: QUARTERLY }]),
      "a.csv.gz": gzipSync(other),
      ".hidden.csv": PANDAS.replace("1500", "1501"),
      "notes.md": "# Notes",
      "old.xls": Buffer.from("d0cf11e0a1b11ae1", "hex"),
      "empty.csv": "",
      "other.zip": buildZip([{ name: "x.txt", content: "x" }]),
    });
    const { table, notes } = await readQcew([folder], EMPLOYMENT);
    expect(table.sources.map(({ file }) => file)).toEqual([
      `${folder}/B.zip!q.csv`,
      `${folder}/a.csv.gz`,
      `${folder}/b/2023.csv`,
    ]);
    expect(notes.map(({ id }) => id)).toEqual(["qcew-files-empty", "qcew-files-skipped"]);
    expect(notes[0]!.text).toContain(`${folder}/empty.csv. `);
    expect(notes[1]!.text).toBe(
      `Left out, since no QCEW files: ${["notes.md", "old.xls", "other.zip!x.txt"].map((name) => `${folder}/${name}`).join(", ")}.`,
    );
  });

  it("that is named twice, or holds a file that is named too, is read once", async () => {
    const folder = folderOf({ "2023.csv": PANDAS });
    const { table, notes } = await readQcew([folder, `${folder}/2023.csv`, folder], EMPLOYMENT);
    expect([table.length, table.sources.length, notes]).toEqual([13, 1, []]);
  });

  it("without a file, or that is not there, is an error", async () => {
    const folder = folderOf({});
    expect(await errorsOf(readQcew([folder], EMPLOYMENT))).toMatchObject([
      { code: "FOLDER_EMPTY", where: { file: folder } },
    ]);
    expect(await errorsOf(readQcew([`${folder}/none`], EMPLOYMENT))).toMatchObject([{ code: "FILE_NOT_FOUND" }]);
    expect(await errorsOf(readQcew([`${folder}/none.csv`, folder], EMPLOYMENT))).toMatchObject([
      { code: "FILE_NOT_FOUND" },
    ]);
  });

  it("of other files holds no QCEW row", async () => {
    const folder = folderOf({ "a.txt": "a", "b.csv": "x,y\n1,2\n" });
    expect(await errorsOf(readQcew([folder], EMPLOYMENT))).toMatchObject([{ code: "QCEW_NO_ROWS" }]);
  });

  it("with a QCEW file without one of its columns is an error", async () => {
    const folder = folderOf({ "a.csv": PANDAS, "b.csv": PANDAS.replace(",agglvl_code,", ",level,") });
    expect(await errorsOf(readQcew([folder], EMPLOYMENT))).toMatchObject([
      { code: "QCEW_COLUMN_MISSING", where: { file: `${folder}/b.csv` } },
    ]);
  });
});

describe("a long file", () => {
  it("passes through the buffer without a seam", async () => {
    const counties = 3_000;
    const text = manyCounties(counties);
    expect(text.length).toBeGreaterThan(3_000_000);
    const { table } = await readQcew([file("long.csv", text)], { fields: ["employment", "wages"] });
    expect(table.length).toBe(counties * 10);
    expect([...table.line]).toEqual(Array.from({ length: table.length }, (_, row) => row + 2));
    for (let row = 0; row < table.length; row++) {
      if (table.fields.employment![row] !== JOBS[row % 10] || table.area[row] !== Math.floor(row / 10)) {
        throw new Error(`row ${row} differs`);
      }
    }
  });

  it("reports how far it has come", async () => {
    const path = file("progress.csv", manyCounties(3_000));
    let last = { bytesDone: 0, bytesTotal: 0, rows: 0, file: "" };
    await readQcew([path], {
      ...EMPLOYMENT,
      onProgress: (progress) => {
        expect(progress.bytesDone).toBeGreaterThan(last.bytesDone);
        last = progress;
      },
    });
    expect(last.file).toBe(path);
    expect(last.bytesDone).toBe(last.bytesTotal);
  });
});
