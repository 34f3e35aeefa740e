import { Paragraph, type Table } from "docx";
import { briefCaption, type Brief } from "../report/brief.js";
import { briefChartSize, drawBriefBubbles } from "./chart/brief-bubbles.js";
import {
  BODY,
  bullet,
  faintParagraph,
  wordHeading,
  pictureParagraph,
  ROOM,
  run,
  SMALL,
  textTable,
  titleParagraph,
  wordDocument,
} from "./docx-parts.js";

const CHART_PIXELS = 600;

/** A brief as a Word document of one page. */
export async function renderBriefDocx(brief: Brief): Promise<Uint8Array> {
  const { title, answer, table, chart, lists, tool } = brief;
  const picture = chart && (await drawPicture(chart, table.rows.length));
  return wordDocument({ title, description: answer, creator: tool }, [
    titleParagraph(title),
    new Paragraph({ spacing: { after: 40 }, children: [run(answer, 20)] }),
    wordHeading(table.title),
    buildTable(table),
    ...(table.legend === "" ? [] : [faintParagraph(`${table.legend}.`)]),
    ...(picture ? [picture, faintParagraph(briefCaption(chart))] : []),
    ...lists.flatMap(({ heading: name, lines, isSmall }) => [
      wordHeading(name),
      ...lines.map((line) => bullet(line, isSmall ? SMALL : BODY)),
    ]),
  ]);
}

function buildTable({ columns, rows }: Brief["table"]): Table {
  const widths = columns.map(({ id }): number => (id === "title" ? 0 : id === "rank" || id === "naics" ? 720 : 960));
  const left = ROOM - widths.reduce((sum, width) => sum + width, 0);
  const whole = columns.map(({ label, isNumber }, index) => ({ label, isNumber, width: widths[index]! || left }));
  return textTable(whole, rows);
}

function drawPicture(chart: NonNullable<Brief["chart"]>, rows: number): Promise<Paragraph> {
  const size = briefChartSize(rows);
  const height = Math.round((CHART_PIXELS * size.height) / size.width);
  return pictureParagraph(
    drawBriefBubbles(chart, rows),
    { width: CHART_PIXELS, height },
    { title: chart.title, description: chart.subtitle, name: "Growth, concentration and size" },
  );
}
