import type { IndustryRow, Ownership, TableWorkforce, WorkforceFigures } from "../core/industry-table.js";
import { InputError } from "../core/errors.js";
import type { Note } from "../core/notes.js";
import type { Naics } from "../naics/naics.js";
import { formatQuarter, type QwiAreas, type QwiOwner, type QwiReading } from "./cells.js";
import { matchCodes, matchMembers, type CodeMatch } from "./match.js";
import { buildOwnershipNotes, buildWorkforceNotes } from "./notes.js";
import { chooseQuarters } from "./quarters.js";
import { buildUnmatched, sumIndustries, type SumScope } from "./sums.js";

/** Quarterly Workforce Indicators, with the areas that they are to be summed over. */
export interface ChosenWorkforce {
  readonly reading: QwiReading;
  /** Ways to make up a side of areas of the files, the best first: its own code, then its counties. */
  readonly region: readonly (readonly string[])[];
  readonly reference: readonly (readonly string[])[];
  readonly nameOf: (code: string) => string;
}

export interface WorkforceContext {
  readonly ownership: Ownership;
  /** The table's last year. */
  readonly year: number;
  readonly naics: Naics;
  readonly regionName: string;
  readonly referenceName: string;
}

interface WithWorkforce {
  readonly rows: readonly IndustryRow[];
  readonly workforce?: TableWorkforce;
  readonly notes: readonly Note[];
}

/**
 * The table's rows with what Quarterly Workforce Indicators say of them, and what the reader must know.
 *
 * @throws {InputError} AREA_NOT_IN_FILES, QWI_FILE where the files have no four quarters in a row
 */
export function withWorkforce(
  rows: readonly IndustryRow[],
  chosen: ChosenWorkforce | undefined,
  context: WorkforceContext,
): WithWorkforce {
  if (!chosen) return { rows, notes: [] };
  const { reading } = chosen;
  if (context.ownership !== "private" && context.ownership !== "total") {
    return { rows, notes: buildOwnershipNotes(context.ownership) };
  }
  const owner = chooseOwner(reading, context.ownership);
  const areas = reading.owners[owner];
  const { codes, missing } = chooseAreas(areas, chosen.region);
  if (codes.length === 0) throw noArea(chosen, context.regionName);
  const span = chooseQuarters(areas, codes, context.year);
  if (!span) throw noQuarters(reading, areas, codes);
  const side = { areas, codes, quarters: span.quarters };
  const reference = chooseAreas(areas, chosen.reference);
  const hasReference = reference.codes.length > 0 && reference.missing.length === 0;
  const of = new Matcher(side, hasReference ? { ...side, codes: reference.codes } : undefined, context.naics);
  const made = rows.map((row): IndustryRow => ({ ...row, workforce: of.figures(row) }));
  const workforce: TableWorkforce = {
    quarters: [formatQuarter(span.quarters[0]!), formatQuarter(span.quarters.at(-1)!)],
    ownership: owner,
    quantities: span.quantities,
    hasReference,
    total: of.figures({ naics: "10" }),
    missing: missing.map(chosen.nameOf),
  };
  const beside = { reading, context, counted: codes.length, nameOf: chosen.nameOf };
  return { rows: made, workforce, notes: buildWorkforceNotes(made, workforce, beside) };
}

function chooseOwner({ owners }: QwiReading, ownership: Ownership): QwiOwner {
  const wanted = ownership === "private" ? "private" : "all";
  const other = wanted === "private" ? "all" : "private";
  return owners[wanted].size === 0 && owners[other].size > 0 ? other : wanted;
}

/** The first way that the files have all areas of; else the last, without those that they lack. */
function chooseAreas(
  areas: QwiAreas,
  ways: readonly (readonly string[])[],
): { readonly codes: readonly string[]; readonly missing: readonly string[] } {
  const whole = ways.find((codes) => codes.length > 0 && codes.every((code) => areas.has(code)));
  if (whole) return { codes: whole, missing: [] };
  const last = ways.at(-1) ?? [];
  return {
    codes: last.filter((code) => areas.has(code)),
    missing: last.filter((code) => !areas.has(code)),
  };
}

function noArea({ reading, region, nameOf }: ChosenWorkforce, name: string): InputError {
  const counties = (region.at(-1) ?? []).slice(0, 6).map((code) => `${code} ${nameOf(code)}`);
  return new InputError(`the files of Quarterly Workforce Indicators hold no row of ${name}`, {
    code: "AREA_NOT_IN_FILES",
    where: { file: reading.files[0]! },
    found: `none of ${counties.join("; ")}${(region.at(-1)?.length ?? 0) > 6 ? " …" : ""}`,
    hint: "name the file of the region's state with its counties, such as qwi_oh_sa_f_gc_n3_op_u.csv.gz",
  });
}

function noQuarters({ files }: QwiReading, areas: QwiAreas, codes: readonly string[]): InputError {
  const all = [...new Set(codes.flatMap((code) => [...(areas.get(code)?.keys() ?? [])]))].sort((a, b) => a - b);
  return new InputError("the files have no four quarters in a row with figures of every county", {
    code: "QWI_FILE",
    where: { file: files[0]! },
    found: `${all.length} quarters, ${formatQuarter(all[0]!)} to ${formatQuarter(all.at(-1)!)}`,
    hint: "give a file that holds a whole year: hires are of the season, so fewer quarters say another thing",
  });
}

/** Finds the figures of industries; codes that several industries share are summed once. */
class Matcher {
  readonly #region: SumScope;
  readonly #reference: SumScope | undefined;
  readonly #naics: Naics;
  readonly #held: ReadonlySet<string>;
  readonly #known = new Map<string, Pick<WorkforceFigures, "region" | "reference" | "distorted" | "withheld">>();

  constructor(region: SumScope, reference: SumScope | undefined, naics: Naics) {
    this.#region = region;
    this.#reference = reference;
    this.#naics = naics;
    this.#held = listCodes(region);
  }

  figures({ naics, members }: Pick<IndustryRow, "naics" | "members">): WorkforceFigures {
    const findSupersector = (sector: string): string | undefined => this.#naics.parent(sector);
    const match = members
      ? matchMembers(members, this.#held, findSupersector)
      : matchCodes(naics, this.#held, findSupersector);
    if (match.kind === "none") return buildUnmatched("the files of QWI have no row of it");
    return { ...this.#sums(match.codes), match: { ...match, text: this.#words(match) } };
  }

  #sums(codes: readonly string[]): Pick<WorkforceFigures, "region" | "reference" | "distorted" | "withheld"> {
    const key = codes.join();
    let known = this.#known.get(key);
    if (!known) {
      const { side: region, distorted, withheld } = sumIndustries(this.#region, codes);
      const reference = this.#reference && sumIndustries(this.#reference, codes).side;
      known = { region, ...(reference && { reference }), distorted, withheld };
      this.#known.set(key, known);
    }
    return known;
  }

  #words({ kind, codes }: CodeMatch): string {
    const named = (code: string): string =>
      `${code} ${code === "10" ? "all industries" : (this.#naics.title(code) ?? "")}`;
    if (kind === "sum") return `sum of ${codes.length}: ${codes.join(", ")}`;
    return kind === "ancestor" ? `rates of ${named(codes[0]!)}` : named(codes[0]!);
  }
}

function listCodes({ areas, codes, quarters }: SumScope): ReadonlySet<string> {
  return new Set(
    codes.flatMap((area) => quarters.flatMap((quarter) => [...(areas.get(area)?.get(quarter)?.keys() ?? [])])),
  );
}
