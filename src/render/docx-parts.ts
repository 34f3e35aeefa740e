import {
  AlignmentType,
  BorderStyle,
  Document,
  HeadingLevel,
  ImageRun,
  LevelFormat,
  Packer,
  Paragraph,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  TextRun,
  WidthType,
} from "docx";
import { strFromU8, strToU8, unzipSync, zipSync, type Zippable } from "fflate";
import { plainText } from "../core/plain-text.js";
import { FAINT_INK, INK } from "./chart/palette.js";
import { startDrawing } from "./png.js";

// What Word documents of reports are made of. Sizes in half points, widths in twentieths of a point, as the format has them.

export const BODY = 18;
export const SMALL = 15;
const LETTER = { width: 12_240, height: 15_840 };
const MARGIN = 800;
/** The width between the margins. */
export const ROOM = LETTER.width - 2 * MARGIN;

/** A Word document on Letter, with headings, lists, tables and pictures that Word knows as such; no time is in it. */
export async function wordDocument(
  { title, description, creator }: { readonly title: string; readonly description: string; readonly creator: string },
  children: readonly (Paragraph | Table)[],
): Promise<Uint8Array> {
  const document = new Document({
    title,
    creator,
    description,
    styles: {
      default: {
        document: { run: { font: "Arial", size: BODY, color: INK.slice(1) } },
        title: {
          run: { font: "Arial", size: 32, bold: true, color: INK.slice(1) },
          paragraph: { spacing: { after: 60 } },
        },
        heading1: {
          run: { font: "Arial", size: 22, bold: true, color: INK.slice(1) },
          paragraph: { spacing: { before: 90, after: 20 } },
        },
      },
    },
    numbering: {
      config: [
        {
          reference: "list",
          levels: [
            {
              level: 0,
              format: LevelFormat.BULLET,
              text: "•",
              alignment: AlignmentType.LEFT,
              style: { paragraph: { indent: { left: 260, hanging: 200 } } },
            },
          ],
        },
      ],
    },
    sections: [
      {
        properties: {
          page: {
            size: LETTER,
            margin: { top: MARGIN, bottom: 500, left: MARGIN, right: MARGIN, header: 300, footer: 300 },
          },
        },
        children: [...children],
      },
    ],
  });
  return withoutClock(await Packer.toBuffer(document));
}

/** Text from files can't hold what XML or Word does not take. */
export function run(
  text: string,
  size: number,
  look: { readonly bold?: boolean; readonly color?: string } = {},
): TextRun {
  return new TextRun({ text: plainText(text), size, ...look });
}

export function titleParagraph(text: string): Paragraph {
  return new Paragraph({ heading: HeadingLevel.TITLE, children: [run(text, 32, { bold: true })] });
}

export function wordHeading(text: string): Paragraph {
  return new Paragraph({ heading: HeadingLevel.HEADING_1, keepNext: true, children: [run(text, 22, { bold: true })] });
}

export function faintParagraph(text: string): Paragraph {
  return new Paragraph({ spacing: { before: 30 }, children: [run(text, SMALL, { color: FAINT_INK.slice(1) })] });
}

export function bullet(text: string, size = BODY): Paragraph {
  return new Paragraph({
    numbering: { reference: "list", level: 0 },
    spacing: { after: 10 },
    children: [run(text, size)],
  });
}

const NO_LINE = { style: BorderStyle.NONE, size: 0, color: "auto" };
const LINE = { style: BorderStyle.SINGLE, size: 4, color: "D0D7DE" };

export interface WordColumn {
  readonly label: string;
  readonly isNumber: boolean;
  readonly width: number;
}

/** A table of texts with ruled lines; its first row is repeated on every page. */
export function textTable(columns: readonly WordColumn[], rows: readonly (readonly string[])[]): Table {
  const row = (texts: readonly string[], isHeader: boolean): TableRow =>
    new TableRow({
      tableHeader: isHeader,
      cantSplit: true,
      children: texts.map(
        (text, index) =>
          new TableCell({
            width: { size: columns[index]!.width, type: WidthType.DXA },
            margins: { left: 60, right: 60 },
            children: [
              new Paragraph({
                alignment: columns[index]!.isNumber ? AlignmentType.RIGHT : AlignmentType.LEFT,
                children: [run(text, 17, { bold: isHeader })],
              }),
            ],
          }),
      ),
    });
  return new Table({
    width: { size: columns.reduce((sum, { width }) => sum + width, 0), type: WidthType.DXA },
    columnWidths: columns.map(({ width }) => width),
    layout: TableLayoutType.FIXED,
    borders: {
      top: NO_LINE,
      left: NO_LINE,
      right: NO_LINE,
      bottom: LINE,
      insideHorizontal: LINE,
      insideVertical: NO_LINE,
    },
    rows: [
      row(
        columns.map(({ label }) => label),
        true,
      ),
      ...rows.map((texts) => row(texts, false)),
    ],
  });
}

/** A drawing as a picture of that many pixels' width. */
export async function pictureParagraph(
  svg: string,
  { width, height }: { readonly width: number; readonly height: number },
  words: { readonly title: string; readonly description: string; readonly name: string },
): Promise<Paragraph> {
  const { draw } = await startDrawing();
  const data = await draw(svg);
  return new Paragraph({
    alignment: AlignmentType.CENTER,
    spacing: { before: 60 },
    children: [
      new ImageRun({ type: "png", data: Buffer.from(data), transformation: { width, height }, altText: words }),
    ],
  });
}

/** The same document without the time at which it was made, so that the same inputs give the same bytes. */
function withoutClock(bytes: Uint8Array): Uint8Array {
  const parts: Zippable = {};
  for (const [name, content] of Object.entries(unzipSync(bytes))) {
    const isCore = name === "docProps/core.xml";
    const fixed = isCore
      ? strToU8(strFromU8(content).replace(/<dcterms:(created|modified)[^>]*>[^<]*<\/dcterms:\1>/g, ""))
      : content;
    parts[name] = [fixed, { mtime: "1980-01-01T00:00:00", level: name.endsWith(".png") ? 0 : 6 }];
  }
  return zipSync(parts);
}
