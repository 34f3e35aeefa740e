import { InputError, UserError } from "../core/errors.js";
import { recogniseOccupationFile, type OccupationContent } from "../occupations/read/recognise.js";
import { readPriceIndex } from "../region/read/price-index.js";
import { readQcew } from "../qcew/read/read.js";
import { faultOfMembers, faultOfTable, type Fault } from "./check-table.js";
import type { FetchTarget } from "./targets.js";
import { plain } from "./web.js";

/** What a file of QCEW turned out to hold. */
export interface QcewContent {
  readonly areas: readonly string[];
  readonly years: readonly number[];
  /** 0 is annual averages. */
  readonly quarters: readonly number[];
}

/**
 * Lets the reader that will take a file look at it before it gets its name: layout, area and year.
 *
 * @param path where the file waits
 * @throws {InputError} FETCH_CONTENT, with what was found in place of what was asked for
 */
export async function checkContent(path: string, target: FetchTarget): Promise<void> {
  const { source } = target;
  const wrong = (message: string, found: string): InputError =>
    new InputError(message, {
      code: "FETCH_CONTENT",
      where: { file: target.address },
      found: plain(found),
      hint: "nothing was kept; open the address in a browser, and report it to the publisher if it shows the same",
    });
  const refuse = (fault: Fault | undefined): void => {
    if (fault) throw wrong(fault.message, fault.found);
  };
  try {
    refuse(await faultOfMembers(path, target));
    switch (source.reader) {
      case "qcew":
        return checkQcew(await qcewContent(path, target.areas.length === 0 ? "US000" : undefined), target, wrong);
      case "qcew-members":
        // Its members are looked at one by one.
        return;
      case "staffing":
      case "areas":
      case "facts":
        return checkOccupations(await recogniseOccupationFile(path, process.cwd()), source.reader, wrong);
      case "price-index":
        await readPriceIndex(path, false);
        return;
      case "columns":
        refuse(await faultOfTable(path, target));
    }
  } catch (error) {
    if (!(error instanceof UserError) || error.details.code === "FETCH_CONTENT") throw error;
    const { found, where } = error.details;
    const place = where?.line === undefined ? "" : `line ${where.line}: `;
    throw wrong(
      "the file that came can't be read",
      `${place}${error.message}${found === undefined ? "" : `: ${found}`}`,
    );
  }
}

/**
 * What a file of QCEW holds.
 *
 * @param only the area whose rows are kept, of a file that may hold thousands; every row is read all the same
 * @throws {InputError} where it is not a file of QCEW, or damaged
 */
export async function qcewContent(path: string, only?: string): Promise<QcewContent> {
  const { table } = await readQcew([path], {
    fields: ["employment"],
    levels: (level) => level === 0,
    ...(only !== undefined && { areas: (code: string) => code === only, areaCodes: new Set([only]) }),
  });
  return {
    areas: table.areas,
    years: distinct(table.year, table.length),
    quarters: distinct(table.quarter, table.length),
  };
}

function distinct(column: ArrayLike<number>, length: number): readonly number[] {
  const found = new Set<number>();
  for (let row = 0; row < length; row++) found.add(column[row]!);
  return [...found].sort((a, b) => a - b);
}

function checkQcew(
  content: QcewContent,
  { year, quarter, areas }: FetchTarget,
  wrong: (message: string, found: string) => InputError,
): void {
  const others = content.areas.filter((code) => areas.length > 0 && !areas.includes(code));
  const missing = areas.filter((code) => !content.areas.includes(code));
  if (others.length > 0 || missing.length > 0) {
    throw wrong(`a file of another area than ${areas.join(", ")}`, `area ${content.areas.slice(0, 5).join(", ")}`);
  }
  if (content.years.length === 0) throw wrong("a file without a row of the nation", "no row");
  if (content.years.join() !== String(year))
    throw wrong(`a file of another year than ${year}`, content.years.join(", "));
  const wanted = quarter === 0 ? [0] : [quarter];
  const isPeriod =
    areas.length === 0 && quarter > 0 ? content.quarters.includes(quarter) : `${content.quarters}` === `${wanted}`;
  if (!isPeriod) {
    const words = content.quarters.map((one) => (one === 0 ? "annual averages" : `quarter ${one}`));
    throw wrong(
      quarter === 0 ? "a file of no annual averages" : `a file of another quarter than ${quarter}`,
      words.join(", "),
    );
  }
}

function checkOccupations(
  found: ReadonlySet<OccupationContent>,
  kind: OccupationContent,
  wrong: (message: string, found: string) => InputError,
): void {
  if (found.has(kind)) return;
  const words = {
    staffing: "occupations by industry",
    areas: "occupations of areas",
    facts: "facts about occupations",
  };
  throw wrong(
    `no table of ${words[kind]} in the file`,
    [...found].map((one) => words[one]).join(", ") || "no table that is known",
  );
}
