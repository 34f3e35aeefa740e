import type { IndustryRow, Ownership, TableWorkforce, WorkforceQuantity } from "../core/industry-table.js";
import { caution, information, type Note } from "../core/notes.js";
import { industryDepth, formatDepth } from "../naics/levels.js";
import type { QwiReading } from "./cells.js";

/** Areas or industries named before it is said how many there are more. */
const NAMED = 8;

interface Beside {
  readonly reading: QwiReading;
  readonly context: { readonly ownership: Ownership; readonly year: number; readonly referenceName: string };
  /** Areas of the region that are in the figures. */
  readonly counted: number;
  readonly nameOf: (code: string) => string;
}

/** What must be known of figures from Quarterly Workforce Indicators. */
export function buildWorkforceNotes(
  rows: readonly IndustryRow[],
  workforce: TableWorkforce,
  beside: Beside,
): readonly Note[] {
  return [
    quarterNote(workforce, beside.context.year),
    ...ownerNotes(workforce, beside),
    ...missingNotes(workforce, beside.counted),
    ...namedNotes(beside),
    ...levelNotes(rows),
    ...cellNotes(rows),
    ...flagNotes(beside.reading),
    ...(workforce.hasReference
      ? []
      : [
          information(
            "qwi-reference",
            `The QWI files have no rows of ${beside.context.referenceName}, so nothing is compared with it.`,
          ),
        ]),
  ];
}

/** No file of QWI is of one government's jobs. */
export function buildOwnershipNotes(ownership: Ownership): readonly Note[] {
  const text = `Quarterly Workforce Indicators are of private jobs, or of all but federal ones: with --ownership ${ownership} they are not used.`;
  return [caution("qwi-unused", text)];
}

/** What a table says by the quantities that its files give. */
const GIVEN: readonly (readonly [words: string, quantities: readonly WorkforceQuantity[]])[] = [
  ["hires", ["hires"]],
  ["separations", ["separations"]],
  ["turnover", ["stableMoves", "stableJobs"]],
  ["stable hires", ["stableHires", "stableJobs"]],
  ["pay of new hires", ["newHirePayroll"]],
  ["the share of 55 and older", ["older", "jobs"]],
];

function quarterNote({ quarters: [first, last], quantities }: TableWorkforce, year: number): Note {
  const given = GIVEN.filter(([, needed]) => needed.every((one) => quantities.includes(one))).map(([name]) => name);
  if (given.length === 0) {
    const text =
      "The QWI files give no measure: they have no column HirA, Sep, TurnOvrS (or HirAS and SepSnx) or EarnHirNS with HirNS, and no rows of ages.";
    return caution("qwi-no-measures", text);
  }
  const isOfYear = first === `${year}-Q1`;
  const text = `Of QWI, as means of ${words(first)} to ${words(last)}: ${given.join(", ")}${isOfYear ? "" : `, while jobs are of ${year}`}. QWI adds noise to every cell.`;
  return (isOfYear ? information : caution)("qwi-quarters", text);
}

function words(quarter: string): string {
  return quarter.replace("-", " ");
}

function ownerNotes({ ownership }: TableWorkforce, { reading, context }: Beside): readonly Note[] {
  if (ownership === "all" && context.ownership === "private") {
    const text =
      "The QWI files are of private, state and local jobs together (A00), while the table counts private jobs: take the file of private jobs (op, ownercode A05) for its rates.";
    return [caution("qwi-ownership", text)];
  }
  if (ownership === "private" && context.ownership === "total") {
    const text =
      "The QWI files are of private jobs, while the table counts all: their rates are not those of government.";
    return [caution("qwi-ownership", text)];
  }
  const text =
    "The QWI files do not say who owns the jobs; they are taken as private, which the publisher gives by default.";
  return reading.isOwnerAssumed ? [information("qwi-ownership", text)] : [];
}

function missingNotes({ missing }: TableWorkforce, counted: number): readonly Note[] {
  if (missing.length === 0) return [];
  const verb = missing.length === 1 ? "is" : "are";
  const text = `${named(missing, "; ")} ${verb} not in the QWI files: their figures are of ${counted} of ${counted + missing.length} counties of the region.`;
  return [caution("qwi-counties-missing", text)];
}

function namedNotes({ reading, nameOf }: Beside): readonly Note[] {
  const list = [...reading.named].map(([name, code]) => `${name} as ${code} ${nameOf(code)}`);
  if (list.length === 0) return [];
  return [caution("qwi-names", `The QWI files name areas in words, taken so: ${named(list, "; ")}.`)];
}

/** Industries whose figures are of a wider one, or which the files don't have. */
function levelNotes(rows: readonly IndustryRow[]): readonly Note[] {
  const wider = rows.filter(({ workforce }) => workforce?.match.kind === "ancestor");
  const none = rows.filter(({ workforce }) => workforce?.match.kind === "none");
  const notes: Note[] = [];
  if (wider.length > 0) {
    const depths = new Set(wider.map(({ workforce }) => industryDepth(workforce!.match.codes[0]!)!));
    const levels = [...depths].map(formatDepth).join(" or ");
    const whose = wider.length === rows.length ? "all industries" : `${wider.length} of ${rows.length} industries`;
    const text = `The QWI files have no finer level: ${whose} have the rates and pay of their ${levels}, and no counts of hires and separations.`;
    notes.push(
      caution(
        "qwi-level",
        text,
        wider.map(({ naics }) => naics),
      ),
    );
  }
  if (none.length > 0 && none.length < rows.length) {
    const codes = none.map(({ naics }) => naics);
    notes.push(information("qwi-no-row", `The QWI files have no row of ${named(codes, ", ")}.`, codes));
  }
  if (none.length === rows.length) {
    const text =
      "The QWI files have no row of any industry of the table; of all industries together they are in `profile`.";
    notes.push(caution("qwi-no-industries", text));
  }
  return notes;
}

function cellNotes(rows: readonly IndustryRow[]): readonly Note[] {
  const withheld = rows.filter(({ workforce }) => (workforce?.withheld.length ?? 0) > 0).map(({ naics }) => naics);
  const distorted = rows.filter(({ workforce }) => (workforce?.distorted.length ?? 0) > 0).map(({ naics }) => naics);
  return [
    ...(withheld.length === 0
      ? []
      : [
          caution(
            "qwi-withheld",
            `QWI withholds a figure (status 5) in a quarter or county of ${withheld.length} of ${rows.length} industries, so that the sum over the region is not known: ${named(withheld, ", ")}. Larger areas have fewer such cells.`,
            withheld,
          ),
        ]),
    ...(distorted.length === 0
      ? []
      : [
          information(
            "qwi-distorted",
            `QWI marks cells of ${distorted.length} of ${rows.length} industries as significantly distorted by its noise (status 9); they are counted as printed: ${named(distorted, ", ")}.`,
            distorted,
          ),
        ]),
  ];
}

function flagNotes({ isWithoutFlags }: QwiReading): readonly Note[] {
  if (!isWithoutFlags) return [];
  const text =
    "A QWI file has figures without status flags: which cells are distorted is not known, and empty ones count as withheld.";
  return [caution("qwi-without-flags", text)];
}

function named(list: readonly string[], between: string): string {
  const more = list.length > NAMED ? `${between}and ${list.length - NAMED} more` : "";
  return `${list.slice(0, NAMED).join(between)}${more}`;
}
