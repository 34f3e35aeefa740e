import { plainHeader } from "../files/columns.js";
import { CODE_COLUMNS } from "../naics/printed-code.js";
import type { FigureKind } from "./figures.js";
import type { VendorId, WorkerClass } from "./vendors.js";

// What vendors head their columns, as public documents and scripts that read the exports show it: docs/vendor-files.md
// names which of them has which, and what is only our reading.

/** A heading of a vendor's, and what stands under it. Groups `year` and `since` are years. */
interface Heading {
  readonly kind: FigureKind;
  /** Of a header without case and punctuation; see `plainHeader`. */
  readonly pattern: RegExp;
  readonly workers?: WorkerClass;
  /** The span of the forecast and not that of the past. */
  readonly isForecast?: true;
}

interface VendorLayout {
  /** How it heads titles of industries. */
  readonly title: RegExp;
  /** Jobs, change and growth are headed by their years. */
  readonly hasYears: boolean;
  readonly headings: readonly Heading[];
}

const CLASSES: readonly (readonly [workers: WorkerClass, words: string])[] = [
  ["qcew", "qcew employees?"],
  ["nonQcew", "non qcew employees?"],
  ["selfEmployed", "self employed"],
  ["proprietors", "extended proprietors?"],
];

export const VENDORS: Readonly<Record<VendorId, VendorLayout>> = {
  lightcast: {
    title: /^description$/i,
    hasYears: true,
    headings: [
      { kind: "jobs", pattern: /^(?:(?<year>\d{4}) )?(?:total )?jobs$/ },
      ...CLASSES.map(([workers, words]): Heading => ({
        kind: "jobs",
        workers,
        pattern: new RegExp(`^(?:(?<year>\\d{4}) )?${words}(?: jobs)?$`),
      })),
      { kind: "nationalJobs", pattern: /^(?<year>\d{4}) national jobs$/ },
      { kind: "change", pattern: /^(?:(?<since>\d{4}) (?<year>\d{4}) )?change$/ },
      { kind: "percentChange", pattern: /^(?:(?<since>\d{4}) (?<year>\d{4}) )?% change$/ },
      { kind: "nationalPercentChange", pattern: /^(?:(?<since>\d{4}) (?<year>\d{4}) )?national % change$/ },
      { kind: "quotient", pattern: /^(?:(?<year>\d{4}) )?(?:location quotient|lq)$/ },
      { kind: "earnings", pattern: /^(?:(?<year>\d{4}) |current )?(?:avg|average) earnings per (?:job|worker)$/ },
      {
        kind: "wages",
        pattern: /^(?:(?<year>\d{4}) |current )?(?:avg|average) (?:annual )?wages? per (?:job|worker)$/,
      },
      { kind: "establishments", pattern: /^(?:(?<year>\d{4}) )?(?:payrolled business locations|establishments)$/ },
      { kind: "competitiveEffect", pattern: /^competitive effect$/ },
      { kind: "industryMixEffect", pattern: /^ind(?:ustry)? mix effect$/ },
      { kind: "nationalGrowthEffect", pattern: /^nat(?:ional| l) growth effect$/ },
    ],
  },
  jobseq: {
    title: /^industry$/i,
    hasYears: false,
    headings: [
      { kind: "jobs", pattern: /^empl$/ },
      { kind: "wages", pattern: /^avg ann wages$/ },
      { kind: "quotient", pattern: /^lq$/ },
      { kind: "change", pattern: /^empl change$/ },
      { kind: "yearlyGrowth", pattern: /^ann %$/ },
      { kind: "totalDemand", pattern: /^total demand$/, isForecast: true },
      { kind: "exits", pattern: /^exits$/, isForecast: true },
      { kind: "transfers", pattern: /^transfers$/, isForecast: true },
      { kind: "projectedChange", pattern: /^empl growth$/, isForecast: true },
      { kind: "projectedYearlyGrowth", pattern: /^ann % growth$/, isForecast: true },
    ],
  },
};

/** A column that a heading was recognised in. */
export interface HeadedColumn {
  readonly at: number;
  readonly header: string;
  readonly heading: Heading;
  readonly year: number | undefined;
  readonly since: number | undefined;
}

/** A row that is the header of a vendor's industry table. */
export interface VendorHeader {
  readonly vendor: VendorId;
  readonly code: number;
  readonly title: number;
  readonly columns: readonly HeadedColumn[];
  /** Headings that are not known, by place. */
  readonly unknown: readonly (readonly [at: number, header: string])[];
}

/**
 * Whether a row heads an industry table of a vendor: a column of NAICS codes, one of titles, jobs, and at least one other
 * column that the vendor has.
 */
export function recogniseHeader(cells: readonly string[]): VendorHeader | undefined {
  const code = cells.findIndex((cell) => (CODE_COLUMNS as readonly string[]).includes(cell.trim().toLowerCase()));
  if (code < 0) return undefined;
  for (const vendor of Object.keys(VENDORS) as VendorId[]) {
    const title = cells.findIndex((cell) => VENDORS[vendor].title.test(cell.trim()));
    if (title < 0) continue;
    const header = readHeader(cells, vendor, { code, title });
    const jobs = header.columns.filter(({ heading }) => heading.kind === "jobs");
    if (jobs.length > 0 && header.columns.length > 1) return header;
  }
  return undefined;
}

function readHeader(
  cells: readonly string[],
  vendor: VendorId,
  places: { readonly code: number; readonly title: number },
): VendorHeader {
  const columns: HeadedColumn[] = [];
  const unknown: (readonly [number, string])[] = [];
  for (const [at, header] of cells.entries()) {
    if (at === places.code || at === places.title || header.trim() === "") continue;
    const plain = withoutFootnote(plainHeader(header));
    const heading = VENDORS[vendor].headings.find(({ pattern }) => pattern.test(plain));
    if (!heading) {
      unknown.push([at, header]);
      continue;
    }
    const { year, since } = heading.pattern.exec(plain)?.groups ?? {};
    columns.push({
      at,
      header,
      heading,
      year: year === undefined ? undefined : Number(year),
      since: since === undefined ? undefined : Number(since),
    });
  }
  return { vendor, ...places, columns, unknown };
}

/** A copied superscript stands behind the word as a digit: `Avg Ann Wages2`. */
const withoutFootnote = (plain: string): string => plain.replace(/(?<=[a-z%])\d$/, "");
