import { strFromU8, unzipSync } from "fflate";

// What Excel checks when it opens a workbook and other programs let pass: a file that breaks one of these is "repaired".

/** ECMA-376 part 1, 18.3.1.99: the children of a worksheet, in their order. */
const WORKSHEET =
  "sheetPr dimension sheetViews sheetFormatPr cols sheetData sheetCalcPr sheetProtection protectedRanges scenarios autoFilter sortState dataConsolidate customSheetViews mergeCells phoneticPr conditionalFormatting dataValidations hyperlinks printOptions pageMargins pageSetup headerFooter rowBreaks colBreaks customProperties cellWatches ignoredErrors smartTags drawing legacyDrawing legacyDrawingHF picture oleObjects controls webPublishItems tableParts extLst".split(
    " ",
  );
/** 18.2.27 */
const WORKBOOK =
  "fileVersion fileSharing workbookPr workbookProtection bookViews sheets functionGroups externalReferences definedNames calcPr oleSize customWorkbookViews pivotCaches fileRecoveryPr extLst".split(
    " ",
  );
/** 18.8.39 */
const STYLES = "numFmts fonts fills borders cellStyleXfs cellXfs cellStyles dxfs tableStyles colors extLst".split(" ");
/** 18.8.14 */
const DXF = "font numFmt fill alignment border protection extLst".split(" ");
/** Functions of Excel 2007 and before, which need no prefix in a file. */
const FUNCTIONS = new Set(
  "AND AVERAGE CHAR COUNT COUNTIF COUNTIFS IF IFERROR INDEX INT ISNUMBER LARGE LEFT LEN LN MATCH MAX MEDIAN MID MIN NA NOT OR RANK ROUND ROUNDUP SIGN SMALL STDEVP SUM SUMIFS SUMPRODUCT TRIM".split(
    " ",
  ),
);

interface Element {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly Element[];
  readonly text: string;
}

/** A strict reader of the XML that our parts are: it takes nothing that is not well-formed. */
export function parseXml(xml: string): Element {
  const stack: { name: string; attributes: Record<string, string>; children: Element[]; text: string }[] = [
    { name: "", attributes: {}, children: [], text: "" },
  ];
  // eslint-disable-next-line no-control-regex
  if (/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/.test(xml)) throw new Error("a character XML forbids");
  const token = /<\?xml[^>]*\?>|<(\/?)([A-Za-z_][\w:.-]*)((?:\s+[\w:.-]+="[^"<]*")*)\s*(\/?)>|([^<]+)/gy;
  let at = 0;
  for (let match = token.exec(xml); match; match = token.exec(xml)) {
    at = token.lastIndex;
    const [, closes, name, attributes, isEmpty, text] = match;
    const top = stack.at(-1)!;
    if (text !== undefined) {
      if (/&(?!(?:amp|lt|gt|quot|apos|#\d+|#x[0-9A-Fa-f]+);)/.test(text)) throw new Error(`loose & in ${text}`);
      top.text += unescape(text);
      continue;
    }
    if (name === undefined) continue;
    if (closes) {
      if (top.name !== name) throw new Error(`</${name}> closes <${top.name}>`);
      stack.pop();
      continue;
    }
    const element = { name, attributes: {} as Record<string, string>, children: [], text: "" };
    if (attributes) {
      for (const [, key, value] of attributes.matchAll(/([\w:.-]+)="([^"]*)"/g)) {
        if (key! in element.attributes) throw new Error(`attribute ${key!} twice`);
        element.attributes[key!] = unescape(value!);
      }
    }
    top.children.push(element);
    if (!isEmpty) stack.push(element);
  }
  if (at !== xml.length) throw new Error(`no XML at ${at}: ${xml.slice(at, at + 60)}`);
  const [root] = stack;
  if (stack.length !== 1 || root!.children.length !== 1) throw new Error("more or fewer than one root");
  return root!.children[0]!;
}

const NAMED: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" };

function unescape(text: string): string {
  if (!text.includes("&")) return text;
  return text.replace(/&(#x?[0-9A-Fa-f]+|\w+);/g, (_, code: string) =>
    code.startsWith("#")
      ? String.fromCodePoint(code[1] === "x" ? parseInt(code.slice(2), 16) : Number(code.slice(1)))
      : NAMED[code]!,
  );
}

const child = (element: Element | undefined, name: string): Element | undefined =>
  element?.children.find((one) => one.name === name);
const childrenOf = (element: Element | undefined, name: string): readonly Element[] =>
  element?.children.filter((one) => one.name === name) ?? [];

function* all(element: Element): Generator<Element> {
  yield element;
  for (const one of element.children) yield* all(one);
}

/** Everything wrong with a workbook's structure, in words; empty if Excel opens it without a repair. */
export function faultsOf(bytes: Uint8Array): readonly string[] {
  const faults: string[] = [];
  const parts = new Map(Object.entries(unzipSync(bytes)).map(([name, content]) => [name, strFromU8(content)]));
  const roots = new Map<string, Element>();
  for (const [name, text] of parts) {
    try {
      roots.set(name, parseXml(text));
    } catch (error) {
      faults.push(`${name}: ${(error as Error).message}`);
    }
  }
  if (faults.length > 0) return faults;
  const fault = (where: string, what: string): void => {
    faults.push(`${where}: ${what}`);
  };
  checkContentTypes(roots, fault);
  checkRelations(roots, fault);
  const workbook = roots.get("xl/workbook.xml")!;
  inOrder("xl/workbook.xml", workbook, WORKBOOK, fault);
  const sheets = childrenOf(child(workbook, "sheets"), "sheet").map(({ attributes }) => attributes["name"]!);
  checkSheetNames(sheets, fault);
  const names = checkNames(workbook, sheets, fault);
  const styles = roots.get("xl/styles.xml")!;
  checkStyles(styles, fault);
  const counts = {
    styles: childrenOf(child(styles, "cellXfs"), "xf").length,
    formats: childrenOf(child(styles, "dxfs"), "dxf").length,
    texts: childrenOf(roots.get("xl/sharedStrings.xml"), "si").length,
  };
  for (const text of childrenOf(roots.get("xl/sharedStrings.xml"), "si").flatMap((one) => [...all(one)])) {
    if (text.text.length > 32_767) fault("xl/sharedStrings.xml", "a text longer than a cell holds");
  }
  sheets.forEach((_, index) => {
    const part = `xl/worksheets/sheet${index + 1}.xml`;
    checkSheet(part, roots.get(part)!, { ...counts, sheets, names }, fault);
  });
  return faults;
}

type Fault = (where: string, what: string) => void;

function inOrder(part: string, element: Element, order: readonly string[], fault: Fault): void {
  const places = element.children.map(({ name }) => order.indexOf(name));
  if (places.includes(-1)) fault(part, `unknown in <${element.name}>: ${element.children[places.indexOf(-1)]!.name}`);
  if (places.some((place, index) => index > 0 && place < places[index - 1]!)) {
    fault(part, `children of <${element.name}> out of order: ${element.children.map(({ name }) => name).join(" ")}`);
  }
}

function checkContentTypes(roots: ReadonlyMap<string, Element>, fault: Fault): void {
  const types = roots.get("[Content_Types].xml")!;
  const defaults = new Set(childrenOf(types, "Default").map(({ attributes }) => attributes["Extension"]));
  const overrides = childrenOf(types, "Override").map(({ attributes }) => attributes["PartName"]!);
  if (new Set(overrides).size !== overrides.length) fault("[Content_Types].xml", "a part twice");
  for (const part of overrides) if (!roots.has(part.slice(1))) fault("[Content_Types].xml", `no part ${part}`);
  for (const name of roots.keys()) {
    if (name === "[Content_Types].xml" || overrides.includes(`/${name}`)) continue;
    const extension = name.split(".").at(-1)!;
    // A part of XML may be anything, so that its extension alone does not do.
    if (extension === "xml" || !defaults.has(extension)) fault(name, "no content type of its own");
  }
}

function checkRelations(roots: ReadonlyMap<string, Element>, fault: Fault): void {
  for (const [name, root] of roots) {
    if (!name.endsWith(".rels")) continue;
    const folder = name.replace(/_rels\/[^/]*$/, "");
    const source = name.replace(/_rels\/([^/]*)\.rels$/, "$1");
    const known = new Map(root.children.map(({ attributes }) => [attributes["Id"]!, attributes["Target"]!]));
    if (known.size !== root.children.length) fault(name, "an id twice");
    for (const [id, target] of known) {
      const path = new URL(target, `file:///${folder}`).pathname.slice(1);
      if (!roots.has(path)) fault(name, `${id} leads to ${path}, which is not there`);
    }
    const used = roots.get(source)
      ? [...all(roots.get(source)!)].flatMap(({ attributes }) => attributes["r:id"] ?? [])
      : [];
    for (const id of used) if (!known.has(id)) fault(source, `${id} is no relation`);
  }
}

function checkSheetNames(sheets: readonly string[], fault: Fault): void {
  if (new Set(sheets.map((name) => name.toLowerCase())).size !== sheets.length) fault("sheets", "a name twice");
  for (const name of sheets) {
    if (name.length === 0 || name.length > 31 || /[[\]:*?/\\]|^'|'$/.test(name)) fault("sheets", `the name ${name}`);
  }
}

/** @returns names that formulas may use, in lower case */
function checkNames(workbook: Element, sheets: readonly string[], fault: Fault): ReadonlySet<string> {
  const seen = new Set<string>();
  const defined = childrenOf(child(workbook, "definedNames"), "definedName");
  for (const { attributes, text } of defined) {
    const name = attributes["name"]!;
    const key = `${attributes["localSheetId"] ?? ""} ${name.toLowerCase()}`;
    if (seen.has(key)) fault("names", `${name} twice`);
    seen.add(key);
    if (!/^[A-Za-z_][\w.]*$/.test(name) || /^[A-Za-z]{1,3}\d+$/.test(name) || /^[rc]\d*$/i.test(name)) {
      fault("names", `${name} is no name`);
    }
    const local = attributes["localSheetId"];
    if (local !== undefined && Number(local) >= sheets.length) fault("names", `${name} of sheet ${local}`);
    const target = /^(?:'((?:[^']|'')+)'|([A-Za-z_]\w*))!\$(?:[A-Z]{1,3}\$)?\d+(?::\$(?:[A-Z]{1,3}\$)?\d+)?$/.exec(
      text,
    );
    if (!target) fault("names", `${name} is ${text}`);
    else if (!sheets.includes((target[1] ?? target[2]!).replaceAll("''", "'"))) fault("names", `${name} is ${text}`);
  }
  return new Set(defined.map(({ attributes }) => attributes["name"]!.toLowerCase()));
}

function checkStyles(styles: Element, fault: Fault): void {
  const part = "xl/styles.xml";
  inOrder(part, styles, STYLES, fault);
  for (const list of styles.children) {
    const count = list.attributes["count"];
    if (count !== undefined && Number(count) !== list.children.length) fault(part, `${list.name} counts ${count}`);
  }
  for (const dxf of childrenOf(child(styles, "dxfs"), "dxf")) inOrder(part, dxf, DXF, fault);
  const sizes = { fontId: "fonts", fillId: "fills", borderId: "borders", xfId: "cellStyleXfs" };
  const formats = new Set(
    childrenOf(child(styles, "numFmts"), "numFmt").map(({ attributes }) => attributes["numFmtId"]),
  );
  for (const { attributes } of childrenOf(child(styles, "cellXfs"), "xf")) {
    for (const [key, list] of Object.entries(sizes)) {
      if (attributes[key] !== undefined && Number(attributes[key]) >= child(styles, list)!.children.length) {
        fault(part, `${key} ${attributes[key]}`);
      }
    }
    const format = attributes["numFmtId"];
    if (format !== undefined && Number(format) >= 164 && !formats.has(format)) fault(part, `number format ${format}`);
  }
}

interface Known {
  readonly styles: number;
  readonly formats: number;
  readonly texts: number;
  readonly sheets: readonly string[];
  readonly names: ReadonlySet<string>;
}

function checkSheet(part: string, sheet: Element, known: Known, fault: Fault): void {
  inOrder(part, sheet, WORKSHEET, fault);
  let lastRow = 0;
  for (const row of childrenOf(child(sheet, "sheetData"), "row")) {
    const number = Number(row.attributes["r"]);
    if (number <= lastRow) fault(part, `row ${number} after ${lastRow}`);
    lastRow = number;
    if (Number(row.attributes["ht"] ?? 0) > 409) fault(part, `row ${number} is higher than Excel allows`);
    let lastColumn = 0;
    for (const cell of row.children) {
      const at = cell.attributes["r"]!;
      const [, letters, digits] = /^([A-Z]+)(\d+)$/.exec(at)!;
      const column = [...letters!].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0);
      if (Number(digits) !== number || column <= lastColumn || column > 16_384) fault(part, `cell ${at} out of place`);
      lastColumn = column;
      if (Number(cell.attributes["s"] ?? 0) >= known.styles) fault(part, `style of ${at}`);
      checkValue(part, cell, known, fault);
    }
  }
  const ranges = childrenOf(sheet, "conditionalFormatting");
  const priorities = new Set<string>();
  for (const range of ranges) {
    for (const rule of range.children) {
      const { priority = "", dxfId } = rule.attributes;
      if (priorities.has(priority)) fault(part, `priority ${priority} twice`);
      priorities.add(priority);
      if (dxfId !== undefined && Number(dxfId) >= known.formats) fault(part, `dxf ${dxfId}`);
      for (const { text } of rule.children) {
        if (withoutTexts(text).includes("!")) fault(part, `a format's formula names a sheet: ${text}`);
        checkFormula(part, text, known, fault);
      }
    }
  }
  const validations = child(sheet, "dataValidations");
  if (validations && Number(validations.attributes["count"]) !== validations.children.length)
    fault(part, "validations");
  for (const { attributes, children } of validations?.children ?? []) {
    if ((attributes["prompt"] ?? "").length > 255 || (attributes["error"] ?? "").length > 225)
      fault(part, "a long prompt");
    if ((attributes["errorTitle"] ?? "").length > 32) fault(part, "a long title");
    for (const { text } of children) {
      if (text.length > 255) fault(part, `a long validation: ${text}`);
      if (withoutTexts(text).includes("!")) fault(part, `a validation names a sheet: ${text}`);
      checkFormula(part, text, known, fault);
    }
  }
  for (const { attributes } of child(sheet, "hyperlinks")?.children ?? []) {
    const target = /^(?:'((?:[^']|'')+)'|(\w+))![A-Z]+\d+$/.exec(attributes["location"] ?? "");
    if (!target || !known.sheets.includes(target[1] ?? target[2]!))
      fault(part, `link to ${attributes["location"] ?? ""}`);
  }
}

function checkValue(part: string, cell: Element, known: Known, fault: Fault): void {
  const { r: at = "", t: type = "n" } = cell.attributes;
  const formula = child(cell, "f")?.text;
  const value = child(cell, "v")?.text;
  if (formula !== undefined) {
    checkFormula(`${part} ${at}`, formula, known, fault);
    if (value === undefined) fault(part, `${at} holds no value`);
  }
  if (type === "s" && Number(value) >= known.texts) fault(part, `text of ${at}`);
  if (type === "n" && value !== undefined && !Number.isFinite(Number(value))) fault(part, `${at} is ${value}`);
  if (type === "e" && !/^#(?:N\/A|DIV\/0!|VALUE!|REF!|NAME\?|NUM!|NULL!)$/.test(value ?? ""))
    fault(part, `${at} error`);
  if (!["s", "n", "e", "str", "b", "inlineStr"].includes(type)) fault(part, `${at} is of type ${type}`);
}

/** A formula without what stands in quotation marks. */
const withoutTexts = (formula: string): string => formula.replace(/"(?:[^"]|"")*"/g, '""');

function checkFormula(where: string, formula: string, { sheets, names }: Known, fault: Fault): void {
  if (formula.startsWith("=") || formula.length > 8192) fault(where, `formula ${formula.slice(0, 40)}`);
  const bare = withoutTexts(formula);
  for (const [, quoted, plain] of bare.matchAll(/(?:'((?:[^']|'')+)'|([A-Za-z_]\w*))!/g)) {
    if (!sheets.includes((quoted ?? plain!).replaceAll("''", "'"))) fault(where, `no sheet ${quoted ?? plain!}`);
  }
  const rest = bare.replace(/(?:'(?:[^']|'')+'|[A-Za-z_]\w*)!/g, "").replaceAll("$", "");
  for (const [, word, call] of rest.matchAll(/([A-Za-z_][\w.]*)(\()?/g)) {
    if (call ? FUNCTIONS.has(word!) : /^[A-Z]{1,3}\d+$|^TRUE$|^FALSE$/.test(word!) || names.has(word!.toLowerCase()))
      continue;
    fault(where, `${word!} in ${formula.slice(0, 80)}`);
  }
  let depth = 0;
  let most = 0;
  for (const letter of bare) {
    if (letter === "(") most = Math.max(most, ++depth);
    else if (letter === ")") depth--;
  }
  if (depth !== 0 || most > 64) fault(where, `parentheses of ${formula.slice(0, 40)}`);
}
