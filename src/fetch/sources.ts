/** Kinds of files that can be asked for, in the order of help. */
export const KINDS_OF_FILES = [
  "qcew",
  "qcew-all",
  "staffing",
  "wages",
  "occupations",
  "onet",
  "price-index",
  "laus",
  "lodes",
  "acs",
  "ipeds",
  "qwi",
  "cbp",
] as const;

export type KindOfFile = (typeof KINDS_OF_FILES)[number];

/** What takes a file once it has landed: a reader of ours, or the columns that it must have. */
export const READERS = ["qcew", "qcew-members", "staffing", "areas", "facts", "price-index", "columns"] as const;

/** A publisher's file, or a family of files of one address pattern. */
export interface Source {
  readonly id: string;
  readonly what: KindOfFile;
  readonly title: string;
  readonly publisher: string;
  /** The publisher's page about it, for people. */
  readonly page: string;
  /** With `{year}`, `{yy}`, `{period}`, `{span}`, `{area}`, `{fips}` and `{st}` where a request fills in. */
  readonly address: string;
  /** Where it is put, below the folder that takes the files; the same placeholders. */
  readonly file: string;
  /** Absent where a file is of no one year. */
  readonly firstYear?: number;
  /** Of a database with numbered releases. */
  readonly release?: string;
  readonly released: {
    /** When the figures of a year are out: so many years after it, at the end of that month. */
    readonly yearsAfter?: number;
    readonly month?: number;
    readonly words: string;
    readonly page: string;
  };
  readonly licence: string;
  readonly reader: (typeof READERS)[number];
  /** What a header must hold, where `reader` is `columns`. */
  readonly columns?: readonly string[];
  /** The form of a code that a row must hold, where headers differ from release to release. */
  readonly cells?: string;
  /** Where a file shows what state and year it is of; what it doesn't show can't be checked. */
  readonly shows?: {
    /** The column whose cells begin with a state's two digits. */
    readonly state?: string;
    /** The column whose cells begin with the year. */
    readonly year?: string;
    /** The name of a member of the zip, with `{year}` or `{yy}`, and the names that stand for others of its kind. */
    readonly members?: { readonly wanted: string; readonly alike: string };
  };
  /** Content types that the publisher may send. */
  readonly types: readonly string[];
  readonly typicalBytes: number;
  /** A longer file is refused. */
  readonly mostBytes: number;
  /** The source that holds the same where this one does not serve a year. */
  readonly otherwise?: string;
  /** The neighbouring states' files are needed too. */
  readonly neighbours?: boolean;
  /** The publisher takes a key, from the environment variable CENSUS_API_KEY. */
  readonly key?: boolean;
  /** Where the address was found. */
  readonly seen: {
    /** On the publisher's own page, in public programs that use it, or by the form of others. */
    readonly in: "publisher" | "program" | "pattern";
    readonly where: string;
    readonly on: string;
    readonly note?: string;
  };
}

/** Where a state publishes its projections. */
export interface StatePage {
  readonly state: string;
  readonly publisher: string;
  readonly page: string;
  /** Where the page was seen: itself, in public programs that use it, or nowhere yet. */
  readonly seen: "publisher" | "program" | "unchecked";
  readonly on: string;
}

/** The latest year whose figures are out by a day; undefined if files are of no year. */
export function latestYear({ firstYear, released }: Source, today: Date): number | undefined {
  if (firstYear === undefined) return undefined;
  const { yearsAfter = 1, month = 12 } = released;
  const isOut = today.getUTCMonth() + 1 > month;
  return today.getUTCFullYear() - yearsAfter - (isOut ? 0 : 1);
}
