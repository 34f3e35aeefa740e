import { STATUS_NAMES, statusName } from "../quantity-columns.js";
import { longColumns, numbersOf, type LongColumn, type LongPart } from "../sweep/long-table.js";
import { numberField, textField } from "./csv.js";

export function longCsvHeader(columns: readonly LongColumn[]): string {
  const names = columns.flatMap(({ id, kind }) =>
    kind === "quantity" ? [id, `${id}_status`, `${id}_low`, `${id}_high`] : [id],
  );
  return `${names.join(",")}\n`;
}

/** One area's rows, written as `industries` writes them, with the area in front. */
export function longCsvRows(
  part: LongPart,
  industries: readonly { readonly naics: string; readonly title: string }[],
): string {
  const { columns } = part;
  const { quantities, industry, length } = columns;
  const hasRanks = columns.numbers.length > 0;
  const numbers = numbersOf(part);
  const order = longColumns(hasRanks).filter(({ kind }) => kind === "number");
  const before = (hasRanks ? order.slice(0, columns.numbers.length) : []).map(({ id }) => numbers[id]!);
  const after = order.slice(before.length).map(({ id }) => numbers[id]!);
  const front = `${textField(part.area)},${textField(part.areaTitle)}`;
  let text = "";
  for (let row = 0; row < length; row++) {
    text += `${front},${labelOf(industries[industry[row]!]!)}`;
    for (const column of before) text += plain(column[row]!);
    for (const { status, value, low, high } of quantities) {
      const number = status[row]!;
      if (number === 0) text += `,${numberField(value[row]!)}${ENDINGS[0]!}`;
      else if (number === 1)
        text += `,${numberField(value[row]!)},estimated,${numberField(low![row]!)},${numberField(high![row]!)}`;
      else text += `,,${statusName(number)},,`;
    }
    for (const column of after) text += plain(column[row]!);
    text += "\n";
  }
  return text;
}

const ENDINGS = STATUS_NAMES.map((name) => `,${name},,`);

function plain(value: number): string {
  return Number.isNaN(value) ? "," : `,${numberField(value)}`;
}

const labels = new WeakMap<object, string>();

/** Code and title as two fields; made once an industry. */
function labelOf(industry: { readonly naics: string; readonly title: string }): string {
  let label = labels.get(industry);
  if (label === undefined) labels.set(industry, (label = `${textField(industry.naics)},${textField(industry.title)}`));
  return label;
}
