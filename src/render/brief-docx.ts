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
import { briefCaption, type Brief } from "../report/brief.js";
import { plainText } from "../core/plain-text.js";
import { briefChartSize, drawBriefBubbles } from "./chart/brief-bubbles.js";
import { FAINT_INK, INK } from "./chart/palette.js";
import { startDrawing } from "./png.js";

// Sizes in half points, widths in twentieths of a point, as the format has them.

const BODY = 18;
const SMALL = 15;
const LETTER = { width: 12_240, height: 15_840 };
const MARGIN = 800;
const ROOM = LETTER.width - 2 * MARGIN;
const CHART_PIXELS = 600;

/** A brief as a Word document of one page, with headings, a table and a picture that Word knows as such. */
export async function renderBriefDocx(brief: Brief): Promise<Uint8Array> {
  const { title, answer, table, chart, lists, tool } = brief;
  const picture = chart && (await pictureOf(chart, table.rows.length));
  const document = new Document({
    title,
    creator: tool,
    description: answer,
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
        children: [
          new Paragraph({ heading: HeadingLevel.TITLE, children: [run(title, 32, { bold: true })] }),
          new Paragraph({ spacing: { after: 40 }, children: [run(answer, 20)] }),
          heading(table.title),
          tableOf(table),
          ...(table.legend === "" ? [] : [faint(`${table.legend}.`)]),
          ...(picture ? [picture, faint(briefCaption(chart))] : []),
          ...lists.flatMap(({ heading: name, lines, isSmall }) => [
            heading(name),
            ...lines.map(
              (line) =>
                new Paragraph({
                  numbering: { reference: "list", level: 0 },
                  spacing: { after: 10 },
                  children: [run(line, isSmall ? SMALL : BODY)],
                }),
            ),
          ]),
        ],
      },
    ],
  });
  return withoutClock(await Packer.toBuffer(document));
}

/** Text from files can't hold what XML or Word does not take. */
function run(text: string, size: number, look: { readonly bold?: boolean; readonly color?: string } = {}): TextRun {
  return new TextRun({ text: plainText(text), size, ...look });
}

function heading(text: string): Paragraph {
  return new Paragraph({ heading: HeadingLevel.HEADING_1, keepNext: true, children: [run(text, 22, { bold: true })] });
}

function faint(text: string): Paragraph {
  return new Paragraph({ spacing: { before: 30 }, children: [run(text, SMALL, { color: FAINT_INK.slice(1) })] });
}

function tableOf({ columns, rows }: Brief["table"]): Table {
  const widths = columns.map(({ id }): number => (id === "title" ? 0 : id === "rank" || id === "naics" ? 720 : 960));
  const left = ROOM - widths.reduce((sum, width) => sum + width, 0);
  const whole = widths.map((width) => (width === 0 ? left : width));
  const row = (texts: readonly string[], isHeader: boolean): TableRow =>
    new TableRow({
      tableHeader: isHeader,
      cantSplit: true,
      children: texts.map(
        (text, index) =>
          new TableCell({
            width: { size: whole[index]!, type: WidthType.DXA },
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
  const none = { style: BorderStyle.NONE, size: 0, color: "auto" };
  const line = { style: BorderStyle.SINGLE, size: 4, color: "D0D7DE" };
  return new Table({
    width: { size: ROOM, type: WidthType.DXA },
    columnWidths: whole,
    layout: TableLayoutType.FIXED,
    borders: { top: none, left: none, right: none, bottom: line, insideHorizontal: line, insideVertical: none },
    rows: [
      row(
        columns.map(({ label }) => label),
        true,
      ),
      ...rows.map((texts) => row(texts, false)),
    ],
  });
}

async function pictureOf(chart: NonNullable<Brief["chart"]>, rows: number): Promise<Paragraph> {
  const { draw } = await startDrawing();
  const data = await draw(drawBriefBubbles(chart, rows));
  const size = briefChartSize(rows);
  const height = Math.round((CHART_PIXELS * size.height) / size.width);
  const words = { title: chart.title, description: chart.subtitle, name: "Growth, concentration and size" };
  return new Paragraph({
    alignment: AlignmentType.CENTER,
    spacing: { before: 60 },
    children: [
      new ImageRun({
        type: "png",
        data: Buffer.from(data),
        transformation: { width: CHART_PIXELS, height },
        altText: words,
      }),
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
