import { InputError, MAXIMUM_PROBLEMS, throwProblems } from "../../core/errors.js";
import type { Note } from "../../core/notes.js";
import type { IndustryGroup } from "../start-figures.js";
import { readSmallTable } from "../../files/small-table.js";
import type { CodeStandIn } from "../../naics/code-meaning.js";
import { CODE_COLUMNS, codeProblem, parsePrintedCode } from "../../naics/printed-code.js";
import { readNaics } from "../../naics/read-naics.js";

/** A code of a cluster as the file gives it: of the table's level, or one above it. */
export interface ClusterLine {
  readonly cluster: string;
  readonly naics: string;
  readonly line: number;
}

export interface ClusterReading {
  readonly lines: readonly ClusterLine[];
  readonly notes: readonly Note[];
}

/** Reads a file of clusters: columns `cluster` (a name) and `naics`, one code a row. */
export async function readClusters(file: string): Promise<ClusterReading> {
  const table = await readSmallTable(file, { code: "CLUSTER_FILE", columns: [["cluster", "name"], CODE_COLUMNS] });
  const [name, code] = table.named as [string, string];
  const industries = readNaics();
  const problems: InputError[] = [];
  const lines: ClusterLine[] = [];
  for (const { line, cells } of table.rows) {
    if (cells[name] === "") {
      problems.push(
        new InputError("a cluster without a name", {
          code: "CLUSTER_FILE",
          where: { file: table.file, line, column: name },
          found: "an empty cell",
          hint: "name the cluster in every row",
        }),
      );
      continue;
    }
    const printed = parsePrintedCode(cells[code]!, (one) => industries.exists(one));
    if (printed.kind === "code") lines.push({ cluster: cells[name]!, naics: printed.code, line });
    else {
      const where = { file: table.file, line, column: code };
      problems.push(codeProblem(cells[code]!, printed, "CLUSTER_FILE", where));
    }
  }
  throwProblems(problems.slice(0, MAXIMUM_PROBLEMS));
  return { lines, notes: table.notes };
}

/**
 * Clusters as groups of the table's own codes. A code above the table's level stands for all codes under it.
 *
 * @param codesUnder the table-level codes that a code stands for; empty where it is unknown, too detailed, or
 *   of an industry that the region does not have
 * @param isLacking whether it is the last of these, which is not an error: one file of clusters serves many regions
 * @param meaningOf what another code stands for
 * @throws {InputError} CLUSTER_OVERLAP naming both lines, NAICS_UNKNOWN
 */
export function resolveClusters(
  lines: readonly ClusterLine[],
  file: string,
  codesUnder: (code: string) => readonly string[],
  isLacking: (code: string) => boolean = () => false,
  meaningOf: (code: string) => CodeStandIn | undefined = () => undefined,
): readonly IndustryGroup[] {
  const owners = new Map<string, ClusterLine>();
  const members = new Map<string, string[]>();
  const problems: InputError[] = [];
  for (const one of lines) {
    const codes = codesUnder(one.naics);
    if (codes.length === 0 && !isLacking(one.naics)) {
      const meaning = meaningOf(one.naics);
      problems.push(
        new InputError(`no industry of the table stands under ${one.naics}`, {
          code: "NAICS_UNKNOWN",
          where: { file, line: one.line, column: "naics" },
          found: meaning === undefined ? one.naics : `${one.naics}, ${meaning.words}`,
          hint: hintFor(meaning),
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

function hintFor(meaning: CodeStandIn | undefined): string {
  const { instead, version } = meaning ?? { instead: [] };
  if (instead.length > 1) return `write ${instead.join(" and ")} in its place, one in each row`;
  if (instead[0] !== undefined && version !== undefined) return `write ${instead[0]} in its place`;
  if (instead[0] !== undefined) return `write ${instead[0]}, or choose a deeper --level`;
  return "use codes of the table's --level or above it; more detailed ones need a deeper --level";
}
