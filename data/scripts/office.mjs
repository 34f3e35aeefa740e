// The least that is a workbook, in both kinds, the same bytes each time.
import { crc32, deflateRawSync } from "node:zlib";

/** An .xlsx (ECMA-376) of sheets with a name and rows of texts and numbers; a cell without value is left out. */
export function xlsx(sheets) {
  const schemas = "http://schemas.openxmlformats.org";
  const type = "application/vnd.openxmlformats-officedocument.spreadsheetml";
  const list = (of) => sheets.map((sheet, index) => of(sheet, index + 1)).join("");
  return zip([
    [
      "[Content_Types].xml",
      `<Types xmlns="${schemas}/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" ContentType="${type}.sheet.main+xml"/>${list((_, n) => `<Override PartName="/xl/worksheets/sheet${n}.xml" ContentType="${type}.worksheet+xml"/>`)}</Types>`,
    ],
    [
      "_rels/.rels",
      `<Relationships xmlns="${schemas}/package/2006/relationships"><Relationship Id="rId1" Type="${schemas}/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    ],
    [
      "xl/workbook.xml",
      `<workbook xmlns="${schemas}/spreadsheetml/2006/main" xmlns:r="${schemas}/officeDocument/2006/relationships"><sheets>${list(({ name }, n) => `<sheet name="${escaped(name)}" sheetId="${n}" r:id="rId${n}"/>`)}</sheets></workbook>`,
    ],
    [
      "xl/_rels/workbook.xml.rels",
      `<Relationships xmlns="${schemas}/package/2006/relationships">${list((_, n) => `<Relationship Id="rId${n}" Type="${schemas}/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet${n}.xml"/>`)}</Relationships>`,
    ],
    ...sheets.map(({ rows }, index) => [`xl/worksheets/sheet${index + 1}.xml`, sheetXml(rows)]),
  ]);
}

function sheetXml(rows) {
  const name = (column) =>
    (column < 26 ? "" : String.fromCharCode(64 + Math.floor(column / 26))) + String.fromCharCode(65 + (column % 26));
  const cell = (value, column, row) => {
    if (value === undefined || value === "") return "";
    const at = `r="${name(column)}${row}"`;
    return typeof value === "number"
      ? `<c ${at}><v>${value}</v></c>`
      : `<c ${at} t="inlineStr"><is><t xml:space="preserve">${escaped(value)}</t></is></c>`;
  };
  const body = rows.map(
    (cells, index) =>
      `<row r="${index + 1}">${cells.map((value, column) => cell(value, column, index + 1)).join("")}</row>`,
  );
  return `<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>${body.join("")}</sheetData></worksheet>`;
}

export function escaped(text) {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;");
}

function zip(members) {
  const parts = [];
  const directory = [];
  let offset = 0;
  for (const [name, content] of members) {
    const bytes = Buffer.from(content);
    const data = deflateRawSync(bytes);
    const common = Buffer.alloc(26);
    common.writeUInt16LE(20, 0);
    common.writeUInt16LE(0x800, 2);
    common.writeUInt16LE(8, 4);
    // 1 January 2024.
    common.writeUInt16LE(0x5821, 8);
    common.writeUInt32LE(crc32(bytes), 10);
    common.writeUInt32LE(data.length, 14);
    common.writeUInt32LE(bytes.length, 18);
    common.writeUInt16LE(Buffer.byteLength(name), 22);
    const rest = Buffer.alloc(14);
    rest.writeUInt32LE(offset, 10);
    directory.push(Buffer.from("PK\x01\x02\x14\x03", "latin1"), common, rest, Buffer.from(name));
    const local = Buffer.concat([Buffer.from("PK\x03\x04", "latin1"), common, Buffer.from(name), data]);
    parts.push(local);
    offset += local.length;
  }
  const central = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.write("PK\x05\x06", 0, "latin1");
  end.writeUInt16LE(members.length, 8);
  end.writeUInt16LE(members.length, 10);
  end.writeUInt32LE(central.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...parts, central, end]);
}

/** An .xls of Excel 97 (MS-XLS in MS-CFB) of one sheet with texts and numbers. */
export function xls(name, rows) {
  const record = (id, data) => {
    const head = Buffer.alloc(4);
    head.writeUInt16LE(id, 0);
    head.writeUInt16LE(data.length, 2);
    return Buffer.concat([head, data]);
  };
  const numbers = (...values) => {
    const data = Buffer.alloc(2 * values.length);
    values.forEach((value, index) => data.writeUInt16LE(value, 2 * index));
    return data;
  };
  const begin = (kind) => record(0x0809, numbers(0x0600, kind, 0x0dbb, 0x07cc, 0, 0, 6, 0));
  const end = record(0x000a, Buffer.alloc(0));
  const globals = (position) => {
    const sheet = Buffer.alloc(8);
    sheet.writeUInt32LE(position, 0);
    sheet.writeUInt8(name.length, 6);
    return Buffer.concat([begin(5), record(0x0085, Buffer.concat([sheet, Buffer.from(name, "latin1")])), end]);
  };
  const cells = rows.flatMap((row, line) =>
    row.flatMap((value, column) => {
      if (value === undefined || value === "") return [];
      if (typeof value === "number") {
        const data = Buffer.alloc(8);
        data.writeDoubleLE(value);
        return [record(0x0203, Buffer.concat([numbers(line, column, 0), data]))];
      }
      const text = Buffer.from(value, "utf16le");
      return [record(0x0204, Buffer.concat([numbers(line, column, 0, value.length), Buffer.from([1]), text]))];
    }),
  );
  const stream = Buffer.concat([globals(globals(0).length), begin(0x0010), ...cells, end]);
  return compound(stream);
}

/** A compound file with one stream, called Workbook; of 4,096 bytes at least, since shorter ones are kept elsewhere. */
function compound(content) {
  const SECTOR = 512;
  const END = 0xfffffffe;
  const FREE = 0xffffffff;
  const size = Math.max(content.length, 4096);
  const count = Math.ceil(size / SECTOR);
  const stream = Buffer.alloc(count * SECTOR);
  content.copy(stream);
  if (count > 125) throw new Error("too large for one sector of the allocation table");
  const header = Buffer.alloc(SECTOR);
  Buffer.from("d0cf11e0a1b11ae1", "hex").copy(header);
  header.writeUInt16LE(0x003e, 24);
  header.writeUInt16LE(0x0003, 26);
  header.writeUInt16LE(0xfffe, 28);
  header.writeUInt16LE(9, 30);
  header.writeUInt16LE(6, 32);
  header.writeUInt32LE(1, 44);
  header.writeUInt32LE(1, 48);
  header.writeUInt32LE(4096, 56);
  header.writeUInt32LE(END, 60);
  header.writeUInt32LE(END, 68);
  for (let at = 76; at < SECTOR; at += 4) header.writeUInt32LE(at === 76 ? 0 : FREE, at);
  const table = Buffer.alloc(SECTOR);
  for (let at = 0; at < SECTOR / 4; at++) {
    const next = at === 0 ? 0xfffffffd : at === 1 || at === count + 1 ? END : at < count + 1 ? at + 1 : FREE;
    table.writeUInt32LE(next, 4 * at);
  }
  const entry = (name, kind, child, start, bytes) => {
    const data = Buffer.alloc(128);
    data.write(name, 0, "utf16le");
    data.writeUInt16LE(2 * (name.length + 1), 64);
    data.writeUInt8(kind, 66);
    data.writeUInt8(1, 67);
    for (const at of [68, 72, 76]) data.writeUInt32LE(FREE, at);
    data.writeUInt32LE(child, 76);
    data.writeUInt32LE(start, 116);
    data.writeUInt32LE(bytes, 120);
    return data;
  };
  const directory = Buffer.concat([
    entry("Root Entry", 5, 1, END, 0),
    entry("Workbook", 2, FREE, 2, size),
    Buffer.alloc(256),
  ]);
  return Buffer.concat([header, table, directory, stream]);
}
