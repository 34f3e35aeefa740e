import { InputError, MAXIMUM_PROBLEMS, throwProblems } from "../../core/errors.js";
import type { QcewTable } from "../table.js";
import { NO_ROW, RowTable } from "../row-table.js";
import { isInPublishedOrder } from "./row-order.js";

/**
 * The rows, in order, whose key stands earlier in the table with the same figures.
 *
 * A figure that one of two rows has not, because its file has no such column, is not a difference; the earlier row
 * takes it over.
 *
 * @throws {InputError} `QCEW_DUPLICATE` for rows of one key with different figures, naming both places
 */
export function findDuplicates(table: QcewTable): number[] {
  if (isInPublishedOrder(table)) return [];
  const rows = new RowTable(table);
  const duplicates: number[] = [];
  const problems: InputError[] = [];
  for (let row = 0; row < table.length; row++) {
    const first = rows.findOrAdd(row);
    if (first === NO_ROW) continue;
    duplicates.push(row);
    const difference = differenceBetween(table, first, row);
    if (difference === undefined) {
      completeFrom(table, first, row);
      continue;
    }
    problems.push(contradiction(table, first, row, difference));
    if (problems.length === MAXIMUM_PROBLEMS) break;
  }
  throwProblems(problems);
  return duplicates;
}

function differenceBetween(table: QcewTable, first: number, second: number): string | undefined {
  const codes = ["disclosure", "level"] as const;
  for (const code of codes) {
    if (table[code][first] !== table[code][second]) return code;
  }
  for (const [field, column] of Object.entries(table.fields)) {
    const [a, b] = [column[first]!, column[second]!];
    if (a !== b && !Number.isNaN(a) && !Number.isNaN(b)) return `${field}: ${a} and ${b}`;
  }
  return undefined;
}

function completeFrom(table: QcewTable, first: number, second: number): void {
  for (const column of Object.values(table.fields)) {
    if (Number.isNaN(column[first])) column[first] = column[second]!;
  }
  // Without a file's lq_ and oty_ columns nothing is said about them.
  table.lqDisclosure[first] = Math.max(table.lqDisclosure[first]!, table.lqDisclosure[second]!);
  table.changeDisclosure[first] = Math.max(table.changeDisclosure[first]!, table.changeDisclosure[second]!);
}

function contradiction(table: QcewTable, first: number, second: number, difference: string): InputError {
  const sourceFile = (row: number): string => table.sources[table.source[row]!]!.file;
  const key = [
    `area ${table.areas[table.area[second]!]!}`,
    `ownership ${table.ownership[second]!}`,
    `industry ${table.industries[table.industry[second]!]!}`,
    `${table.year[second]!}${table.quarter[second] === 0 ? "" : ` Q${table.quarter[second]!}`}`,
  ].join(", ");
  return new InputError(
    `different figures for ${key}, which also stand at ${sourceFile(first)}:${table.line[first]!}`,
    {
      code: "QCEW_DUPLICATE",
      where: { file: sourceFile(second), line: table.line[second]! },
      found: difference,
      hint: "name one release of each file; a preliminary and a final one differ",
    },
  );
}
