import { buildZip, type ZipMemberSpec } from "../../qcew/read/zip-builder.js";

export interface SheetSpec {
  readonly name: string;
  readonly rows: readonly (readonly (string | number)[])[];
  readonly hidden?: boolean;
}

const NAMESPACE = "http://schemas.openxmlformats.org";

/** The members of a workbook: the least that is one by ECMA-376. */
export function workbookMembers(sheets: readonly SheetSpec[]): readonly ZipMemberSpec[] {
  const type = "application/vnd.openxmlformats-officedocument.spreadsheetml";
  const each = (write: (sheet: SheetSpec, number: number) => string): string =>
    sheets.map((sheet, index) => write(sheet, index + 1)).join("");
  return [
    {
      name: "[Content_Types].xml",
      content: `<Types xmlns="${NAMESPACE}/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" ContentType="${type}.sheet.main+xml"/>${each((_, number) => `<Override PartName="/xl/worksheets/sheet${number}.xml" ContentType="${type}.worksheet+xml"/>`)}</Types>`,
    },
    {
      name: "_rels/.rels",
      content: `<Relationships xmlns="${NAMESPACE}/package/2006/relationships"><Relationship Id="rId1" Type="${NAMESPACE}/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    },
    {
      name: "xl/workbook.xml",
      content: `<workbook xmlns="${NAMESPACE}/spreadsheetml/2006/main" xmlns:r="${NAMESPACE}/officeDocument/2006/relationships"><sheets>${each(({ name, hidden }, number) => `<sheet name="${escape(name)}" sheetId="${number}"${hidden ? ' state="hidden"' : ""} r:id="rId${number}"/>`)}</sheets></workbook>`,
    },
    {
      name: "xl/_rels/workbook.xml.rels",
      content: `<Relationships xmlns="${NAMESPACE}/package/2006/relationships">${each((_, number) => `<Relationship Id="rId${number}" Type="${NAMESPACE}/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet${number}.xml"/>`)}</Relationships>`,
    },
    ...sheets.map(({ rows }, index) => ({ name: `xl/worksheets/sheet${index + 1}.xml`, content: sheetXml(rows) })),
  ];
}

export function buildWorkbook(...sheets: readonly SheetSpec[]): Buffer {
  return buildZip(workbookMembers(sheets));
}

function sheetXml(rows: SheetSpec["rows"]): string {
  const cell = (value: string | number): string =>
    typeof value === "number" ? `<c><v>${value}</v></c>` : `<c t="inlineStr"><is><t>${escape(value)}</t></is></c>`;
  const body = rows.map((cells, row) => `<row r="${row + 1}">${cells.map(cell).join("")}</row>`).join("");
  return `<worksheet xmlns="${NAMESPACE}/spreadsheetml/2006/main"><sheetData>${body}</sheetData></worksheet>`;
}

function escape(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;");
}
