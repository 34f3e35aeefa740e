import type { PathwayChart } from "../../report/chart.js";
import { drawPage } from "./frame.js";
import type { Box } from "./labels.js";
import { FAINT_INK, GRID, INK, PAPER, SERIES } from "./palette.js";
import { escapeMarkup, tag, textAt, type Attributes } from "./svg.js";
import { textWidth, breakLines } from "./text-width.js";

type Node = PathwayChart["nodes"][number];

const HEADING = 44;
const BOX = 74;
/** Between boxes, so that a step's label has room. */
const GAP = 18;
/** Room of title, footnotes and headings on a page. */
const AROUND = 250;
const LEAST_HEIGHT = 720;

/** Boxes in columns by level, steps as curves from the right of one to the left of the next; within a level around the right. */
export function drawPathways(chart: PathwayChart): string {
  const columns = arrange(chart);
  const rows = Math.max(...columns.map(({ length }) => length));
  const height = Math.max(LEAST_HEIGHT, rows * (BOX + GAP) + AROUND);
  return drawPage(chart, (area) => drawMap(chart, columns, area), height);
}

/** The nodes of each level in an order in which few steps cross: each near the mean place of those before it. */
function arrange({ levels, nodes, edges }: PathwayChart): readonly (readonly Node[])[] {
  const place = new Map<string, number>();
  return levels.map((_, level) => {
    const own = nodes.filter((node) => node.level === level);
    const wanted = new Map(
      own.map((node, index) => {
        const before = edges.flatMap(({ from, to }) => (to === node.id ? (place.get(from) ?? []) : []));
        const mean = before.length === 0 ? index : before.reduce((sum, one) => sum + one, 0) / before.length;
        return [node.id, mean] as const;
      }),
    );
    const sorted = own.toSorted((a, b) => wanted.get(a.id)! - wanted.get(b.id)!);
    sorted.forEach((node, index) => place.set(node.id, index));
    return sorted;
  });
}

function drawMap(chart: PathwayChart, columns: readonly (readonly Node[])[], area: Box): string {
  const step = area.width / columns.length;
  // A third of the room is for the steps.
  const width = Math.min(step * 0.64, 290);
  const boxes = new Map<string, Box>();
  columns.forEach((column, level) => {
    const free = area.height - HEADING;
    const pitch = Math.min(free / Math.max(column.length, 1), (BOX + GAP) * 1.8);
    const top = area.y + HEADING + (free - pitch * column.length) / 2;
    column.forEach((node, index) => {
      boxes.set(node.id, {
        x: area.x + level * step,
        y: top + index * pitch + (pitch - BOX) / 2,
        width,
        height: BOX,
      });
    });
  });
  const drawn = chart.edges.map(({ from, to, label }, index) => {
    // Labels of steps that end in one box stand under each other.
    const siblings = chart.edges.filter((edge) => edge.to === to);
    const place = siblings.findIndex((edge) => edge.from === from) - (siblings.length - 1) / 2;
    return drawStep(boxes.get(from)!, boxes.get(to)!, label, {
      color: COLORS[index % COLORS.length]!,
      place,
      room: step - width,
    });
  });
  return [
    ...chart.levels.map(({ label, note }, level) =>
      [
        textAt(area.x + level * step, area.y + 16, label, { "font-size": 16, "font-weight": "bold", fill: INK }),
        textAt(area.x + level * step, area.y + 34, note, { "font-size": 13, fill: FAINT_INK }),
      ].join(""),
    ),
    ...drawn.map(({ curve }) => curve),
    ...chart.nodes.map((node) => drawNode(node, boxes.get(node.id)!)),
    ...drawn.map(({ words }) => words),
  ].join("");
}

/** Colors of the series that have contrast enough for words on white. */
const COLORS = [SERIES[0], SERIES[2], SERIES[5]] as const;

/** Between labels under each other. */
const LABEL = 15;

function drawStep(
  from: Box,
  to: Box,
  label: string,
  { color, place, room }: { readonly color: string; readonly place: number; readonly room: number },
): { readonly curve: string; readonly words: string } {
  const start = { x: from.x + from.width, y: from.y + from.height / 2 };
  const isWithin = Math.abs(to.x - from.x) < 1;
  const end = { x: isWithin ? to.x + to.width : to.x, y: to.y + to.height / 2 };
  const bend = isWithin ? 30 + Math.abs(end.y - start.y) * 0.08 : (end.x - start.x) / 2;
  const d = isWithin
    ? `M${at(start.x)} ${at(start.y)}C${at(start.x + bend)} ${at(start.y)} ${at(end.x + bend)} ${at(end.y)} ${at(end.x + 6)} ${at(end.y)}`
    : `M${at(start.x)} ${at(start.y)}C${at(start.x + bend)} ${at(start.y)} ${at(end.x - bend)} ${at(end.y)} ${at(end.x - 6)} ${at(end.y)}`;
  const tip = isWithin ? 1 : -1;
  const arrow = `M${at(end.x)} ${at(end.y)}l${at(tip * 8)} -4v8z`;
  // Nearer to where a step ends, where fewer of them meet.
  const size = textWidth(label, { size: 12 }) + 6;
  const least = start.x + size / 2 + 2;
  const middle = isWithin
    ? {
        x: Math.max(least, Math.min(start.x + bend * 0.75, start.x + room - size / 2 - 2)),
        y: (start.y + end.y) / 2 + place * LABEL,
      }
    : { x: end.x - 12 - size / 2, y: end.y + place * LABEL + 2 };
  return {
    curve: [
      tag("path", { d, fill: "none", stroke: color, "stroke-width": 1.8, "stroke-opacity": "0.75" }),
      tag("path", { d: arrow, fill: color }),
    ].join(""),
    words: [
      tag("rect", {
        x: middle.x - size / 2,
        y: middle.y - 16,
        width: size,
        height: 15,
        fill: PAPER,
        "fill-opacity": "0.85",
      }),
      textAt(middle.x, middle.y - 4, label, { "font-size": 12, "text-anchor": "middle", fill: color }),
    ].join(""),
  };
}

function drawNode({ title, notes }: Node, box: Box): string {
  const lines = breakLines(title, box.width - 16, { size: 13, bold: true }, 2);
  const under = notes.map((note) => breakLines(note, box.width - 16, { size: 12 }, 1)[0] ?? "");
  let y = box.y + (box.height - (lines.length + under.length) * LABEL) / 2 - 3;
  const write = (line: string, attributes: Attributes): string => {
    y += LABEL;
    return textAt(box.x + 8, y, line, attributes);
  };
  return [
    tag(
      "rect",
      { ...box, fill: PAPER, stroke: GRID, "stroke-width": 1.5, rx: 5 },
      tag("title", {}, escapeMarkup([title, ...notes].join(": "))),
    ),
    ...lines.map((line) => write(line, { "font-size": 13, "font-weight": "bold", fill: INK })),
    ...under.map((line) => write(line, { "font-size": 12, fill: FAINT_INK })),
  ].join("");
}

function at(value: number): string {
  return String(Math.round(value * 10) / 10);
}
