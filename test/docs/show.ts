const ELISION = "…";

/**
 * The lines of an output that a comment `<!-- show: … -->` above a block asks for, `…` where others were left out.
 *
 * Its pieces stand in order, separated by ` | `, and count from the line that starts with a text, so that they still
 * hold when figures change: `"Why each" 4` is that line and the three after it, `"Region" to "LQ base"` all before the
 * second, `"Rank" rows 10` a table's header and ten rows, `"Be careful" items 2` a heading and two items of its list.
 * `3-9` are plain lines.
 */
export function selectLines(output: readonly string[], selection: string): readonly string[] {
  const picked: string[] = [];
  let next = 0;
  for (const piece of selection.split(" | ")) {
    const [from, to] = rangeOf(piece.trim(), output, next);
    if (from < next) throw new Error(`"${piece}" stands before the piece in front of it`);
    if (from > next) picked.push(ELISION);
    picked.push(...output.slice(from, to));
    next = to;
  }
  if (next < output.length) picked.push(ELISION);
  return picked;
}

type Range = readonly [from: number, to: number];

function rangeOf(piece: string, output: readonly string[], next: number): Range {
  const plain = /^(\d+)-(\d+)$/.exec(piece);
  if (plain) return [Number(plain[1]) - 1, Math.min(Number(plain[2]), output.length)];
  const [, text, extent] = /^"(.*?)" (to ".*"|(?:rows |items )?\d+)$/.exec(piece) ?? [];
  if (text === undefined || extent === undefined) throw new Error(`"${piece}" is no piece of a show comment`);
  const from = lineThatStarts(output, text, next);
  return [from, endOf(extent, output, from)];
}

function endOf(extent: string, output: readonly string[], from: number): number {
  const until = /^to "(.*)"$/.exec(extent);
  if (until) return lineThatStarts(output, until[1]!, from + 1);
  const [, kind, number] = /^(?:(rows|items) )?(\d+)$/.exec(extent) ?? [];
  if (number === undefined) throw new Error(`"${extent}" is no extent of a piece of a show comment`);
  if (kind === undefined) return Math.min(from + Number(number), output.length);
  const isStart = (line: string): boolean => (kind === "rows" ? /^ *[\d.]+ /.test(line) : line.startsWith("- "));
  const isOutside = (line: string): boolean => line === "" || (kind === "rows" && line.startsWith("──"));
  let to = output.findIndex((line, index) => index > from && isStart(line));
  if (to < 0) throw new Error(`no ${kind} follow "${output[from]!}"`);
  for (let started = 0; to < output.length && !isOutside(output[to]!); to++) {
    if (isStart(output[to]!) && ++started > Number(number)) break;
  }
  return to;
}

function lineThatStarts(output: readonly string[], text: string, next: number): number {
  const from = output.findIndex((line, index) => index >= next && line.trimStart().startsWith(text));
  if (from < 0) throw new Error(`no line of the output starts with "${text}"`);
  return from;
}
