import { InputError, MAXIMUM_PROBLEMS, throwProblems } from "../../core/errors.js";
import type { IndustryGroup } from "../start-figures.js";
import { readCsvTable, requireColumn } from "../../files/csv-table.js";

/** A code of a cluster as the file gives it: of the table's level, or one above it. */
export interface ClusterLine {
  readonly cluster: string;
  readonly naics: string;
  readonly line: number;
}

/** Reads a file of clusters: columns `cluster` (a name) and `naics`, one code a row. */
export async function readClusters(file: string): Promise<readonly ClusterLine[]> {
  const table = await readCsvTable(file, "CLUSTER_FILE");
  const name = requireColumn(table, ["cluster", "name"], file, "CLUSTER_FILE");
  const code = requireColumn(table, ["naics", "industry_code"], file, "CLUSTER_FILE");
  const problems: InputError[] = [];
  for (const { line, cells } of table.rows) {
    const faulty = cells[name] === "" ? name : /^\d{2,6}$|^\d\d-\d\d$/.test(cells[code]!) ? undefined : code;
    if (faulty === undefined) continue;
    problems.push(
      new InputError(faulty === name ? "a cluster without a name" : "not a NAICS code", {
        code: "CLUSTER_FILE",
        where: { file, line, column: faulty },
        found: cells[faulty] || "an empty cell",
        hint: faulty === name ? "name the cluster in every row" : "write 2 to 6 digits, or a sector such as 31-33",
      }),
    );
  }
  throwProblems(problems.slice(0, MAXIMUM_PROBLEMS));
  return table.rows.map(({ line, cells }) => ({ cluster: cells[name]!, naics: cells[code]!, line }));
}

/**
 * Clusters as groups of the table's own codes. A code above the table's level stands for all codes under it.
 *
 * @param codesUnder the table-level codes that a code stands for; empty where it is unknown, too detailed, or
 *   of an industry that the region lacks
 * @param isLacking whether it is the last of these, which is no error: one file of clusters serves many regions
 * @param nearestTo for a code that no industry has, those that may be meant, with their titles
 * @throws {InputError} CLUSTER_OVERLAP naming both lines, NAICS_UNKNOWN
 */
export function resolveClusters(
  lines: readonly ClusterLine[],
  file: string,
  codesUnder: (code: string) => readonly string[],
  isLacking: (code: string) => boolean = () => false,
  nearestTo: (code: string) => readonly string[] = () => [],
): readonly IndustryGroup[] {
  const owners = new Map<string, ClusterLine>();
  const members = new Map<string, string[]>();
  const problems: InputError[] = [];
  for (const one of lines) {
    const codes = codesUnder(one.naics);
    if (codes.length === 0 && !isLacking(one.naics)) {
      const near = nearestTo(one.naics);
      problems.push(
        new InputError(`no industry of the table stands under ${one.naics}`, {
          code: "NAICS_UNKNOWN",
          where: { file, line: one.line, column: "naics" },
          found: one.naics,
          hint:
            near.length > 0
              ? `did you mean ${near.join(", or ")}?`
              : "use codes of the table's --level or above it; more detailed ones need a deeper --level",
        }),
      );
    }
    for (const code of codes) {
      const owner = owners.get(code);
      if (owner) {
        problems.push(
          new InputError(`${code} stands in cluster "${owner.cluster}" (line ${owner.line}) and in "${one.cluster}"`, {
            code: "CLUSTER_OVERLAP",
            where: { file, line: one.line, column: "naics" },
            found: one.naics,
            hint: "let every industry stand in one cluster only",
          }),
        );
        continue;
      }
      owners.set(code, one);
      const known = members.get(one.cluster);
      if (known) known.push(code);
      else members.set(one.cluster, [code]);
    }
  }
  throwProblems(problems.slice(0, MAXIMUM_PROBLEMS));
  return [...members].map(([name, codes]) => ({ name, title: name, members: codes.sort() }));
}
