import { NAICS_VERSIONS } from "../../core/codes.js";
import { cellAt, placeColumns, plainHeader, type ColumnNames } from "../../files/columns.js";
import { findSector } from "../../naics/levels.js";
import { JOB_RANGES, SIZE_CLASSES } from "./size-classes.js";
import { AREA_COLUMNS, namesAreas } from "./areas-of-rows.js";
import type { Draft } from "./draft.js";
import { parseSignalFigure, type Layout, type RowReading } from "./layout.js";

const COLUMNS = {
  ...AREA_COLUMNS,
  naics: [/^naics(?: ?\d{4})?(?: (?:code|id))?$/, /^naics code(?: \d{4})?$/],
  jobs: ["emp"],
  /** A letter for a range of jobs. */
  range: ["empflag", "emp flag"],
  /** How much noise the number has; in files of the API `EMP_N` is the same. */
  noise: ["emp nf", "emp n f", "emp n"],
  withheld: ["emp f"],
  establishments: ["estab", "est"],
  /** Legal form of organization. */
  form: ["lfo"],
  size: ["empszes"],
  year: ["year"],
} as const satisfies ColumnNames<string>;

/** All establishments, or all legal forms, among rows for each. */
const ALL: ReadonlySet<string> = new Set(["", "001", "-", "1"]);
const TOTAL_SIZE = "001";
/** Noise above 5 %. */
const HIGH_NOISE = "J";
/** Withheld, or not available. */
const NO_FIGURE = /^[NDSX]$/i;

/** The layout of County Business Patterns with that header; undefined if it is none. */
export function recogniseCbp(header: readonly string[]): Layout | undefined {
  const places = placeColumns<keyof typeof COLUMNS>(header, COLUMNS, ["naics", "jobs", "establishments"]);
  if (!places || !namesAreas(places)) return undefined;
  const plain = header.map(plainHeader);
  const classes = SIZE_CLASSES.map(({ columns }) => plain.findIndex((name) => columns.includes(name)));
  const hasClasses = classes.some((place) => place >= 0);
  const printed = /20\d{2}/.exec(plain[places.naics]!)?.[0];
  const vintage = NAICS_VERSIONS.find((version) => String(version) === printed);

  return {
    publisher: "cbp",
    places,
    year: places.year,
    naics: vintage,
    keyOf: (cells) => ({ naics: parseNaics(cellAt(cells, places.naics)), place: places.naics }),
    read(cells, draft, problem): RowReading {
      if (!ALL.has(cellAt(cells, places.form))) return "other";
      const size = cellAt(cells, places.size);
      if (size !== "" && size !== TOTAL_SIZE) return readSize(cells, draft(), size, problem);
      return readTotal(cells, draft(), problem);
    },
  };

  function readTotal(cells: readonly string[], draft: Draft, problem: Problem): RowReading {
    const establishments = parseSignalFigure(cells, places!.establishments, problem);
    const text = cellAt(cells, places!.jobs);
    const letter = parseLetter(cellAt(cells, places!.range)) ?? parseLetter(text);
    const noise = cellAt(cells, places!.noise).toUpperCase();
    const isWithheld =
      letter !== undefined ||
      NO_FIGURE.test(text) ||
      /^[DSN]$/.test(noise) ||
      NO_FIGURE.test(cellAt(cells, places!.withheld));
    const jobs = isWithheld ? undefined : parseSignalFigure(cells, places!.jobs, problem);
    if (draft.establishments !== undefined && (draft.jobs !== jobs || draft.establishments !== establishments)) {
      return "contradiction";
    }
    if (establishments !== undefined) draft.establishments = establishments;
    if (jobs !== undefined) draft.jobs = jobs;
    if (letter !== undefined) draft.letter = letter;
    if (noise === HIGH_NOISE) draft.isNoisy = true;
    if (hasClasses) draft.counts = classes.map((place) => parseCount(cells, place, problem));
    return "taken";
  }

  function readSize(cells: readonly string[], draft: Draft, size: string, problem: Problem): RowReading {
    const number = SIZE_CLASSES.findIndex(({ code }) => code === size);
    // Classes that are sums of others.
    if (number === -1) return "other";
    const count = parseSignalFigure(cells, places!.establishments, problem);
    (draft.counts ??= SIZE_CLASSES.map(() => undefined))[number] = count;
    return "taken";
  }

  function parseCount(cells: readonly string[], place: number, problem: Problem): number | undefined {
    if (place < 0 || NO_FIGURE.test(cellAt(cells, place))) return undefined;
    return parseSignalFigure(cells, place, problem);
  }
}

type Problem = Parameters<typeof parseSignalFigure>[2];

function parseLetter(text: string): string | undefined {
  const letter = text.toLowerCase();
  return letter.length === 1 && Object.hasOwn(JOB_RANGES, letter) ? letter : undefined;
}

/**
 * An industry as QCEW writes it, of CBP's forms: `11----`, `113///`, `1131//`, `113110`, `31-33`, `31----`; undefined for
 * other text, empty for the total of all industries.
 */
function parseNaics(text: string): string | undefined {
  if (/^(?:-{4,6}|00?)$/.test(text)) return "";
  if (/^\d{2}-\d{2}$/.test(text)) return text;
  const [, digits] = /^(\d{2,6})[-/]*$/.exec(text) ?? [];
  if (digits === undefined) return undefined;
  return digits.length === 2 ? findSector(digits) : digits;
}
