import { strToU8, Zip, ZipDeflate } from "fflate";
import { columnLetters } from "../../workbook/model.js";
import type { Unit } from "../../core/units.js";
import { footer } from "./footer.js";
import { NUMBER_FORMATS } from "./styles.js";
import { escapeXml, safeText } from "./xml-text.js";

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

/** Styles by number; those of figures follow, three a number format: as it is, an estimate, no figure. */
const HEADER = 1;
const TEXT = 2;
const FIRST_FIGURE = 3;

/** Characters that a page has room for at a size that can be read. */
const PAGE = 190;
const WIDTH = 14;

/** A column of a long table. */
export interface StreamedColumn {
  readonly header: string;
  /** In characters. */
  readonly width?: number;
  /** How its numbers are written; those of a unit without a figure are shaded. */
  readonly unit?: Unit;
  /** Stands folded away behind the column before it. */
  readonly isDetail?: boolean;
}

/** What the table is and where its figures are from: a sheet of its own, and the foot of every page. */
export interface StreamedContext {
  readonly about: readonly (readonly [label: string, text: string])[];
  readonly source: string;
}

/** A cell of a long table: text, a number, a number that is an estimate, or nothing. */
export type StreamedCell = string | number | { readonly estimate: number } | undefined;

/**
 * Writes a table of any length as a workbook while its rows come: what waits in memory is a chunk of a row's text and
 * each different text once, however many rows there are. The same rows give the same bytes.
 */
export class XlsxTableStream {
  readonly #zip: Zip;
  readonly #columns: readonly StreamedColumn[];
  readonly #context: StreamedContext | undefined;
  readonly #figureStyles: readonly (number | undefined)[];
  readonly #letters: readonly string[];
  readonly #texts = new Map<string, number>();
  readonly #mostRows: number;
  readonly #lastRows: number[] = [];
  #sheets = 0;
  #rows = 0;
  #waiting = "";
  #part: ZipDeflate | undefined;

  constructor(
    columns: readonly (StreamedColumn | string)[],
    write: (bytes: Uint8Array) => void,
    { mostRows = MOST_ROWS, context }: { readonly mostRows?: number; readonly context?: StreamedContext } = {},
  ) {
    this.#columns = columns.map((column) => (typeof column === "string" ? { header: column } : column));
    this.#context = context;
    const formats = listFormats(this.#columns);
    this.#figureStyles = this.#columns.map(({ unit }) =>
      unit === undefined ? undefined : FIRST_FIGURE + 3 * (1 + formats.indexOf(NUMBER_FORMATS[unit])),
    );
    this.#letters = columns.map((_, column) => columnLetters(column));
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
    const dataSheets = this.#sheets;
    if (this.#context) this.#addAbout(this.#context);
    const sheets = Array.from({ length: this.#sheets }, (_, index) => index + 1);
    this.#add("xl/sharedStrings.xml", [
      `${XML}<sst xmlns="${MAIN}" uniqueCount="${this.#texts.size}">`,
      ...[...this.#texts.keys()].map((text) => `<si><t xml:space="preserve">${escapeXml(safeText(text))}</t></si>`),
      "</sst>",
    ]);
    this.#add("xl/styles.xml", [stylesXml(listFormats(this.#columns))]);
    this.#add("xl/workbook.xml", [
      `${XML}<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheets>`,
      ...sheets.map(
        (id) =>
          `<sheet name="${id > dataSheets ? "About" : `Data${id === 1 ? "" : ` ${id}`}`}" sheetId="${id}" r:id="rId${id}"/>`,
      ),
      "</sheets><definedNames>",
      ...this.#lastRows.map(
        (last, at) =>
          `<definedName name="_xlnm.Print_Area" localSheetId="${at}">${sheetName(at)}!$A$1:$${this.#printed()}$${last}</definedName>`,
      ),
      ...this.#lastRows.map(
        (_, at) => `<definedName name="_xlnm.Print_Titles" localSheetId="${at}">${sheetName(at)}!$1:$1</definedName>`,
      ),
      "</definedNames></workbook>",
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
    const cols = this.#columns.map(({ width = WIDTH, isDetail }, at) => {
      const folded = isDetail === true ? ' outlineLevel="1" hidden="1"' : "";
      const folds = isDetail !== true && this.#columns[at + 1]?.isDetail === true ? ' collapsed="1"' : "";
      return `<col min="${at + 1}" max="${at + 1}" width="${width}" customWidth="1"${folded}${folds}/>`;
    });
    this.#waiting = `${XML}<worksheet xmlns="${MAIN}"><sheetPr><outlinePr summaryRight="0"/><pageSetUpPr fitToPage="1"/></sheetPr><sheetViews><sheetView${first} workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><sheetFormatPr defaultRowHeight="15" outlineLevelCol="1"/><cols>${cols.join("")}</cols><sheetData>`;
    this.#addRow(
      this.#columns.map(({ header }) => header),
      HEADER,
    );
  }

  #closeSheet(): void {
    this.#lastRows.push(this.#rows);
    this.#waiting += `</sheetData><autoFilter ref="A1:${this.#letters.at(-1)}${this.#rows}"/>${this.#page(true)}</worksheet>`;
    this.#part!.push(strToU8(this.#waiting), true);
    this.#waiting = "";
  }

  #page(isLandscape: boolean): string {
    const foot = this.#context ? footer(this.#context.source, isLandscape) : undefined;
    return `<pageMargins left="0.5" right="0.5" top="0.6" bottom="0.6" header="0.3" footer="0.3"/><pageSetup paperSize="1" orientation="${isLandscape ? "landscape" : "portrait"}" fitToWidth="1" fitToHeight="0"/>${foot === undefined ? "" : `<headerFooter><oddFooter>${escapeXml(foot)}</oddFooter></headerFooter>`}`;
  }

  /** The last column in sight that a page has room for; what stands further right is read on the screen. */
  #printed(): string {
    let used = 0;
    let last = 0;
    for (const [at, { width = WIDTH, isDetail }] of this.#columns.entries()) {
      if (isDetail === true) continue;
      used += width;
      if (used > PAGE) break;
      last = at;
    }
    return this.#letters[last]!;
  }

  #addAbout({ about }: StreamedContext): void {
    this.#sheets++;
    const cell = (at: string, text: string, style: number): string =>
      `<c r="${at}" s="${style}" t="s"><v>${this.#textNumber(text)}</v></c>`;
    const rows = about.map(
      ([label, text], index) =>
        `<row r="${index + 1}">${cell(`A${index + 1}`, label, TEXT)}${cell(`B${index + 1}`, text, 0)}</row>`,
    );
    this.#add(`xl/worksheets/sheet${this.#sheets}.xml`, [
      `${XML}<worksheet xmlns="${MAIN}"><sheetPr><pageSetUpPr fitToPage="1"/></sheetPr><cols><col min="1" max="1" width="18" customWidth="1"/><col min="2" max="2" width="110" customWidth="1"/></cols><sheetData>`,
      ...rows,
      `</sheetData>${this.#page(false)}</worksheet>`,
    ]);
  }

  #addRow(cells: readonly StreamedCell[], textStyle = TEXT): void {
    const row = ++this.#rows;
    let xml = `<row r="${row}">`;
    for (let column = 0; column < cells.length; column++) {
      const cell = cells[column];
      const figure = this.#figureStyles[column];
      const at = `${this.#letters[column]}${row}`;
      if (cell === undefined) {
        if (figure !== undefined) xml += `<c r="${at}" s="${figure + NO_FIGURE}"/>`;
        continue;
      }
      const style = figure ?? FIRST_FIGURE;
      if (typeof cell === "string") xml += `<c r="${at}" s="${textStyle}" t="s"><v>${this.#textNumber(cell)}</v></c>`;
      else if (typeof cell === "number") xml += `<c r="${at}" s="${style}"><v>${finite(cell)}</v></c>`;
      else xml += `<c r="${at}" s="${style + ESTIMATED}"><v>${finite(cell.estimate)}</v></c>`;
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

/** After the style of a figure as it is. */
const ESTIMATED = 1;
const NO_FIGURE = 2;

function sheetName(at: number): string {
  return at === 0 ? "Data" : `'Data ${at + 1}'`;
}

function listFormats(columns: readonly StreamedColumn[]): readonly string[] {
  return [...new Set(columns.flatMap(({ unit }) => (unit === undefined ? [] : [NUMBER_FORMATS[unit]])))];
}

function stylesXml(formats: readonly string[]): string {
  const calibri = '<sz val="11"/><name val="Calibri"/></font>';
  const figures = [0, ...formats.map((_, at) => 164 + at)].flatMap((format) =>
    ['fontId="0" fillId="0"', 'fontId="2" fillId="0"', 'fontId="0" fillId="3"'].map(
      (look) =>
        `<xf numFmtId="${format}" ${look} borderId="0" xfId="0" applyNumberFormat="1" applyFont="1" applyFill="1"/>`,
    ),
  );
  return [
    `${XML}<styleSheet xmlns="${MAIN}">`,
    formats.length === 0
      ? ""
      : `<numFmts count="${formats.length}">${formats.map((format, at) => `<numFmt numFmtId="${164 + at}" formatCode="${escapeXml(format).replaceAll('"', "&quot;")}"/>`).join("")}</numFmts>`,
    `<fonts count="3"><font>${calibri}<font><b/><sz val="11"/><color rgb="FFFFFFFF"/><name val="Calibri"/></font><font><i/>${calibri}</fonts>`,
    '<fills count="4"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill><fill><patternFill patternType="solid"><fgColor rgb="FF1F4E79"/></patternFill></fill><fill><patternFill patternType="solid"><fgColor rgb="FFE3E3E3"/></patternFill></fill></fills>',
    '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>',
    `<cellXfs count="${FIRST_FIGURE + figures.length}"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0" applyAlignment="1"><alignment vertical="top" wrapText="1"/></xf><xf numFmtId="0" fontId="1" fillId="2" borderId="0" xfId="0" applyFont="1" applyFill="1"/><xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>${figures.join("")}</cellXfs>`,
    '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>',
  ].join("");
}
