import { statusName } from "../core/quantity-columns.js";
import { plainNumbers, type LongColumn, type LongPart } from "./long-table.js";
import {
  XlsxTableStream,
  type StreamedCell,
  type StreamedColumn,
  type StreamedContext,
} from "../render/xlsx/table-stream.js";

type Industries = readonly { readonly naics: string; readonly title: string }[];

/** Writes the long table as a workbook while it comes, with the columns of its CSV. */
export class LongXlsxWriter {
  readonly #stream: XlsxTableStream;
  readonly #columns: readonly LongColumn[];
  readonly #industries: Industries;

  /** @param industries may grow while parts are added */
  constructor(
    columns: readonly LongColumn[],
    industries: Industries,
    write: (bytes: Uint8Array) => void,
    context: StreamedContext,
  ) {
    this.#columns = columns;
    this.#industries = industries;
    this.#stream = new XlsxTableStream(columns.flatMap(streamedColumns), write, { context });
  }

  add(part: LongPart): void {
    const numbers = plainNumbers(part);
    for (let row = 0; row < part.length; row++) {
      const { naics, title } = this.#industries[part.columns.industry[row]!]!;
      const texts: Readonly<Record<string, string>> = { area: part.area, area_title: part.areaTitle, naics, title };
      const cells: StreamedCell[] = [];
      for (const { id, kind, quantity } of this.#columns) {
        if (kind === "text") cells.push(texts[id]);
        else if (kind === "number") cells.push(known(numbers[id]![row]!));
        else {
          const { status, value, low, high } = part.columns.quantity(quantity!);
          const name = statusName(status[row]!);
          const number = known(value[row]!);
          cells.push(
            name === "estimated" && number !== undefined ? { estimate: number } : number,
            name,
            known(low?.[row]),
            known(high?.[row]),
          );
        }
      }
      this.#stream.addRow(cells);
    }
  }

  finish(): void {
    this.#stream.finish();
  }
}

function known(value: number | undefined): number | undefined {
  return value === undefined || Number.isNaN(value) ? undefined : value;
}

const TEXT_WIDTHS: Readonly<Record<string, number>> = { area: 9, area_title: 32, naics: 9, title: 44 };

/** A quantity with its status and range, which are folded away: italics and shades show what they say. */
function streamedColumns({ id, kind, unit }: LongColumn): readonly StreamedColumn[] {
  if (kind === "text") return [{ header: id, width: TEXT_WIDTHS[id]! }];
  // Room for the button of the filter.
  const width = Math.max(id.length + 4, unit === "dollars" ? 18 : 11);
  if (kind === "number") return [{ header: id, width }];
  const figure = unit === undefined ? {} : { unit };
  const detail = (part: string): StreamedColumn => ({ header: `${id}_${part}`, width: 14, isDetail: true });
  return [{ header: id, width, ...figure }, detail("status"), detail("low"), detail("high")];
}
