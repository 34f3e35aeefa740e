import { strToU8, Zip, ZipDeflate } from "fflate";
import { columnLetters } from "../../workbook/model.js";
import { plainText } from "../../core/plain-text.js";

/** The most rows of a sheet; a table that is longer goes on in the next one. */
const MOST_ROWS = 1_048_576;
/** Characters gathered before they are packed. */
const CHUNK = 1 << 18;
/** The earliest date that a zip can hold, so that no time of the run is in the file. */
const NO_DATE = "1980-01-01T00:00:00";

const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE = "http://schemas.openxmlformats.org/package/2006";
const SHEET_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml";

/** Styles by number: as it comes, a header, an estimate. */
const STYLES = `${XML}<styleSheet xmlns="${MAIN}"><fonts count="3"><font><sz val="11"/><name val="Calibri"/></font><font><b/><color rgb="FFFFFFFF"/><sz val="11"/><name val="Calibri"/></font><font><i/><sz val="11"/><name val="Calibri"/></font></fonts><fills count="3"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill><fill><patternFill patternType="solid"><fgColor rgb="FF1F4E79"/></patternFill></fill></fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="4"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/><xf numFmtId="0" fontId="1" fillId="2" borderId="0" xfId="0" applyFont="1" applyFill="1"/><xf numFmtId="0" fontId="2" fillId="0" borderId="0" xfId="0" applyFont="1"/><xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/></cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>`;
const HEADER = 1;
const ESTIMATED = 2;
const TEXT = 3;

/** A cell of a long table: text, a number, a number that is an estimate, or nothing. */
export type StreamedCell = string | number | { readonly estimate: number } | undefined;

/**
 * Writes a table of any length as a workbook while its rows come: what waits in memory is a chunk of a row's text and
 * each different text once, however many rows there are. The same rows give the same bytes.
 */
export class XlsxTableStream {
  readonly #zip: Zip;
  readonly #header: readonly string[];
  readonly #letters: readonly string[];
  readonly #texts = new Map<string, number>();
  readonly #mostRows: number;
  #sheets = 0;
  #rows = 0;
  #waiting = "";
  #part: ZipDeflate | undefined;

  constructor(header: readonly string[], write: (bytes: Uint8Array) => void, mostRows = MOST_ROWS) {
    this.#header = header;
    this.#letters = header.map((_, column) => columnLetters(column));
    this.#mostRows = mostRows;
    this.#zip = new Zip((error, bytes) => {
      if (error) throw error;
      write(bytes);
    });
    this.#openSheet();
  }

  addRow(cells: readonly StreamedCell[]): void {
    if (this.#rows === this.#mostRows) {
      this.#closeSheet();
      this.#openSheet();
    }
    this.#addRow(cells);
  }

  finish(): void {
    this.#closeSheet();
    const sheets = Array.from({ length: this.#sheets }, (_, index) => index + 1);
    this.#add("xl/sharedStrings.xml", [
      `${XML}<sst xmlns="${MAIN}" uniqueCount="${this.#texts.size}">`,
      ...[...this.#texts.keys()].map((text) => `<si><t xml:space="preserve">${escape(text)}</t></si>`),
      "</sst>",
    ]);
    this.#add("xl/styles.xml", [STYLES]);
    this.#add("xl/workbook.xml", [
      `${XML}<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheets>`,
      ...sheets.map((id) => `<sheet name="Data${id === 1 ? "" : ` ${id}`}" sheetId="${id}" r:id="rId${id}"/>`),
      "</sheets></workbook>",
    ]);
    this.#add("xl/_rels/workbook.xml.rels", [
      `${XML}<Relationships xmlns="${PACKAGE}/relationships">`,
      ...sheets.map(
        (id) => `<Relationship Id="rId${id}" Type="${OFFICE}/worksheet" Target="worksheets/sheet${id}.xml"/>`,
      ),
      `<Relationship Id="rIdStyles" Type="${OFFICE}/styles" Target="styles.xml"/>`,
      `<Relationship Id="rIdTexts" Type="${OFFICE}/sharedStrings" Target="sharedStrings.xml"/></Relationships>`,
    ]);
    this.#add("_rels/.rels", [
      `${XML}<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    ]);
    this.#add("[Content_Types].xml", [
      `${XML}<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>`,
      `<Override PartName="/xl/workbook.xml" ContentType="${SHEET_TYPE}.sheet.main+xml"/>`,
      ...sheets.map(
        (id) => `<Override PartName="/xl/worksheets/sheet${id}.xml" ContentType="${SHEET_TYPE}.worksheet+xml"/>`,
      ),
      `<Override PartName="/xl/styles.xml" ContentType="${SHEET_TYPE}.styles+xml"/>`,
      `<Override PartName="/xl/sharedStrings.xml" ContentType="${SHEET_TYPE}.sharedStrings+xml"/></Types>`,
    ]);
    this.#zip.end();
  }

  #openSheet(): void {
    this.#sheets++;
    this.#rows = 0;
    this.#part = this.#open(`xl/worksheets/sheet${this.#sheets}.xml`);
    const first = this.#sheets === 1 ? ' tabSelected="1"' : "";
    this.#waiting = `${XML}<worksheet xmlns="${MAIN}"><sheetViews><sheetView${first} workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><cols><col min="1" max="${this.#header.length}" width="14" customWidth="1"/></cols><sheetData>`;
    this.#addRow(this.#header, HEADER);
  }

  #closeSheet(): void {
    this.#waiting += `</sheetData><autoFilter ref="A1:${this.#letters.at(-1)}${this.#rows}"/></worksheet>`;
    this.#part!.push(strToU8(this.#waiting), true);
    this.#waiting = "";
  }

  #addRow(cells: readonly StreamedCell[], textStyle = TEXT): void {
    const row = ++this.#rows;
    let xml = `<row r="${row}">`;
    for (let column = 0; column < cells.length; column++) {
      const cell = cells[column];
      if (cell === undefined) continue;
      const at = `${this.#letters[column]}${row}`;
      if (typeof cell === "string") xml += `<c r="${at}" s="${textStyle}" t="s"><v>${this.#textNumber(cell)}</v></c>`;
      else if (typeof cell === "number") xml += `<c r="${at}"><v>${finite(cell)}</v></c>`;
      else xml += `<c r="${at}" s="${ESTIMATED}"><v>${finite(cell.estimate)}</v></c>`;
    }
    this.#waiting += `${xml}</row>`;
    if (this.#waiting.length < CHUNK) return;
    this.#part!.push(strToU8(this.#waiting));
    this.#waiting = "";
  }

  #textNumber(text: string): number {
    const known = this.#texts.get(text);
    if (known !== undefined) return known;
    this.#texts.set(text, this.#texts.size);
    return this.#texts.size - 1;
  }

  #add(name: string, pieces: readonly string[]): void {
    this.#open(name).push(strToU8(pieces.join("")), true);
  }

  #open(name: string): ZipDeflate {
    // Lightly packed, for speed.
    const part = new ZipDeflate(name, { level: 1 });
    part.mtime = NO_DATE;
    this.#zip.add(part);
    return part;
  }
}

function finite(value: number): number {
  if (!Number.isFinite(value)) throw new Error(`unreachable: ${value} in a workbook`);
  // Adding 0 turns -0 into 0.
  return value + 0;
}

function escape(text: string): string {
  return plainText(text)
    .replace(/_(?=x[0-9A-Fa-f]{4}_)/g, "_x005F_")
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;");
}
