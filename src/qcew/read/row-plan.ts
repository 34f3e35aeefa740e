import type { QcewField } from "../table.js";
import type { AreaTable, IndustryCodeList } from "./codes.js";
import type { QcewHeader } from "./header.js";
import { COMMA } from "./header.js";
import type { QcewLayout } from "./layout.js";
import type { Problems } from "./problems.js";
import type { Repairs } from "./repairs.js";
import type { SelectionTables } from "./selection.js";

/** A column whose number is read. */
export interface NumberColumn {
  readonly column: number;
  readonly field: QcewField;
  /** Where the number goes in a batch; -1 where it is only checked. */
  readonly slot: number;
}

/** All that a reader of one file's rows must know. */
export interface RowPlan {
  readonly file: string;
  /** The file's number among the sources. */
  readonly source: number;
  readonly layout: QcewLayout;
  readonly delimiter: number;
  readonly rowEnd: number;
  /** Cells are separated by semicolons or tabs, so that a comma may be a decimal one. */
  readonly isContinental: boolean;
  readonly numbers: readonly NumberColumn[];
  /** Columns of numbers that are not read: only a letter in one would show that its row is damaged. */
  readonly unread: readonly number[];
  /** Slots of a batch that this layout has no column for. */
  readonly absentSlots: readonly number[];
  /** Slot of employment in quarterly files, the mean of three months; -1 otherwise. */
  readonly meanSlot: number;
  readonly areas: AreaTable;
  readonly industries: IndustryCodeList;
  readonly selection: SelectionTables;
  readonly problems: Problems;
  readonly repairs: Repairs;
}

export function createRowPlan(
  header: QcewHeader,
  shared: Pick<RowPlan, "file" | "source" | "areas" | "industries" | "selection" | "problems" | "repairs">,
): RowPlan {
  const { layout, delimiter, rowEnd } = header;
  const { fields } = shared.selection;
  const numbers = Object.entries(layout.fields).map(([name, column]): NumberColumn => {
    const field = name as QcewField;
    return { column, field, slot: fields.indexOf(field) };
  });
  // Nothing can be wrong with a change that nobody asked for but its being no number.
  const isUnread = ({ field, slot }: NumberColumn): boolean => slot < 0 && isSigned(field);
  const meanSlot = layout.quarterly ? fields.indexOf("employment") : -1;
  return {
    ...shared,
    layout,
    delimiter,
    rowEnd,
    isContinental: delimiter !== COMMA,
    numbers: numbers.filter((number) => !isUnread(number)),
    unread: [...layout.otherNumbers, ...numbers.filter(isUnread).map(({ column }) => column)],
    absentSlots: fields.flatMap((field, slot) =>
      layout.fields[field] === undefined && slot !== meanSlot ? [slot] : [],
    ),
    meanSlot,
  };
}

const REQUIRED: ReadonlySet<QcewField> = new Set([
  "establishments",
  "employment",
  "month1",
  "month2",
  "month3",
  "wages",
]);

/** A published row without such a number would be no row. */
export function isRequired(field: QcewField): boolean {
  return REQUIRED.has(field);
}

/** Only changes can be below zero. */
export function isSigned(field: QcewField): boolean {
  return field.startsWith("change");
}

/** Percents only serve to check a file by, so that a blank one does no harm. */
export function isPercent(field: QcewField): boolean {
  return field.startsWith("changePercent");
}

/** By ownership code: 1 where the publisher has it. 4, international government, is in its table too. */
export const KNOWN_OWNERSHIPS: Uint8Array = Uint8Array.of(1, 1, 1, 1, 1, 1, 0, 0, 1, 1);

// The publisher's files start in 1975. Whatever is far in the future is a shifted column.
export const EARLIEST_YEAR = 1975;
export const LATEST_YEAR = 2099;
