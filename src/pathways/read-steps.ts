import { InputError, MAXIMUM_PROBLEMS, throwProblems } from "../core/errors.js";
import { parseFigure } from "../files/figure.js";
import { readSmallTable, type SmallTable } from "../files/small-table.js";
import { parseSocCode, type SocCode } from "../staffing/records.js";
import { titleOfOccupation } from "../staffing/read/shipped-occupations.js";
import type { StruckStep } from "./map.js";

const FROM = ["from", "from_soc", "from soc"];
const TO = ["to", "to_soc", "to soc"];

/**
 * Reads a list of steps that employers strike out: `from`, `to` and if wanted `reason`, a step a row.
 *
 * @throws {InputError} PATHWAY_FILE with file, line and column
 */
export async function readStruckSteps(file: string): Promise<readonly StruckStep[]> {
  const table = await readSmallTable(file, { code: "PATHWAY_FILE", columns: [FROM, TO] });
  const reason = table.header.find((name) => /^(?:reason|why)$/i.test(name));
  return readSteps(table, (cells) => ({ reason: reason === undefined ? "" : cells[reason]!.trim() }));
}

/** A step of a map as it was written: what a later map is compared with. */
export interface WrittenStep {
  readonly from: SocCode;
  readonly to: SocCode;
  readonly gain: number | undefined;
  readonly openings: number | undefined;
  readonly years: number | undefined;
  readonly line: number;
}

/**
 * Reads the list of steps that `pathways` wrote as CSV.
 *
 * @throws {InputError} PATHWAY_FILE with file, line and column
 */
export async function readWrittenSteps(file: string): Promise<readonly WrittenStep[]> {
  const table = await readSmallTable(file, { code: "PATHWAY_FILE", columns: [FROM, TO, ["gain"]] });
  const figure = (cells: Readonly<Record<string, string>>, name: string): number | undefined => {
    const found = parseFigure(cells[name] ?? "", table.decimalMark);
    return found.kind === "number" ? found.value : undefined;
  };
  return readSteps(table, (cells) => ({
    gain: figure(cells, "gain"),
    openings: figure(cells, "openings"),
    years: figure(cells, "years"),
  }));
}

function readSteps<Rest extends object>(
  table: SmallTable,
  restOf: (cells: Readonly<Record<string, string>>) => Rest,
): readonly (Rest & { readonly from: SocCode; readonly to: SocCode; readonly line: number })[] {
  const [fromColumn, toColumn] = table.named as readonly [string, string];
  const problems: InputError[] = [];
  const seen = new Map<string, number>();
  const steps = table.rows.flatMap(({ line, cells }) => {
    if (problems.length >= MAXIMUM_PROBLEMS) return [];
    const refuse = (message: string, column: string, hint: string): void => {
      const where = { file: table.file, line, column };
      problems.push(
        new InputError(message, { code: "PATHWAY_FILE", where, found: cells[column] || "an empty cell", hint }),
      );
    };
    const [from, to] = [fromColumn, toColumn].map((column) => {
      const code = parseSocCode(cells[column]!.trim().replace(/\.00$/, ""));
      if (code !== undefined && titleOfOccupation(code) !== code) return code;
      const hint =
        code === undefined
          ? "write a detailed SOC code, such as 29-1141"
          : "check the code: `sector-rank occupations --format csv` lists those of the industries";
      refuse(code === undefined ? "not an occupation code" : "no occupation has this code", column, hint);
      return undefined;
    });
    if (from === undefined || to === undefined) return [];
    if (from === to) refuse("a step from an occupation to itself", toColumn, "name two occupations");
    const before = seen.get(`${from} ${to}`);
    if (before !== undefined)
      refuse(`the step appears twice, first in line ${before}`, toColumn, "keep one of the two rows");
    seen.set(`${from} ${to}`, before ?? line);
    return [{ ...restOf(cells), from, to, line }];
  });
  throwProblems(problems.slice(0, MAXIMUM_PROBLEMS));
  return steps;
}
