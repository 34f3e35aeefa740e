import { InputError, MAXIMUM_PROBLEMS, throwProblems, type Place } from "../core/errors.js";
import { nearest } from "../core/suggest.js";
import { readSmallTable } from "../files/small-table.js";
import { CODE_COLUMNS } from "../naics/printed-code.js";
import type { Decision } from "../report/people-data.js";

/** A decision with where it stands, for what only the ranking can check. */
export interface PlacedDecision extends Decision {
  readonly place: Place;
}

/**
 * Reads decisions of a board: industry, `added` or `struck`, who decided, why, and perhaps the date, one industry a row.
 *
 * @throws {InputError} DECISION_FILE with file, line and column
 */
export async function readDecisions(file: string): Promise<readonly PlacedDecision[]> {
  const table = await readSmallTable(file, {
    code: "DECISION_FILE",
    columns: [["decision"], ["who"], ["why"], ["industry", ...CODE_COLUMNS]],
  });
  const [decisionColumn, whoColumn, whyColumn, codeColumn] = table.named as [string, string, string, string];
  const dateColumn = table.header.find((name) => name.toLowerCase() === "date");
  const problems: InputError[] = [];
  const read: PlacedDecision[] = [];
  for (const { line, cells } of table.rows) {
    const at = (column: string): Place => ({ file: table.file, line, column });
    const refuse = (message: string, column: string, hint: string): void => {
      const found = cells[column] || "nothing";
      problems.push(new InputError(message, { code: "DECISION_FILE", where: at(column), found, hint }));
    };
    const text = (column: string): string => cells[column]!.trim();
    const [naics, decision, who, why] = [
      text(codeColumn),
      text(decisionColumn).toLowerCase(),
      text(whoColumn),
      text(whyColumn),
    ];
    const date = dateColumn === undefined ? "" : text(dateColumn);
    if (naics === "") refuse("a decision about no industry", codeColumn, "write the industry's code");
    else if (read.some((one) => one.naics === naics))
      refuse(`industry ${naics} appears twice`, codeColumn, "keep one of the two rows");
    else if (decision !== "added" && decision !== "struck")
      refuse("a decision is added or struck", decisionColumn, "write added, or struck");
    else if (who === "") refuse("nobody is named who decided", whoColumn, "write who decided");
    else if (why === "") refuse("no reason is given", whyColumn, "write why, in a few words");
    else if (date !== "" && !isDate(date)) refuse("a date that can't be read", dateColumn!, "write it as 2026-03-02");
    else read.push({ naics, decision, who, why, ...(date !== "" && { date }), place: at(codeColumn) });
  }
  throwProblems(problems.slice(0, MAXIMUM_PROBLEMS));
  return read;
}

function isDate(text: string): boolean {
  return /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(Date.parse(`${text}T00:00:00Z`));
}

/** @throws {InputError} DECISION_FILE for an industry that is not ranked */
export function requireRanked(decisions: readonly PlacedDecision[], ranked: readonly string[]): void {
  throwProblems(
    decisions
      .filter(({ naics }) => !ranked.includes(naics))
      .map(({ naics, place }) => {
        const [guess] = nearest(naics, ranked, 1);
        return new InputError(`the ranking has no industry ${naics}`, {
          code: "DECISION_FILE",
          where: place,
          found: naics,
          hint: guess ? `did you mean ${guess}?` : "write a code of the ranking",
        });
      })
      .slice(0, MAXIMUM_PROBLEMS),
  );
}
