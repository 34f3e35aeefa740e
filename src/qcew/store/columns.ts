import { NOTHING, PUBLISHED, STORED_FIELDS, WITHHELD, type Disclosure, type QcewField } from "../table.js";

/** How a column's values lie in a Parquet file of the store. */
export type StoredType = "text" | "integer" | "double";

/** The columns that say what a row is about, in the order of the file; figures stand between and after them. */
export const KEY_COLUMNS = ["area", "ownership", "industry", "level", "year", "quarter"] as const;
/** The publisher's file and line that a row came from. */
export const ORIGIN_COLUMNS = ["source_file", "source_line"] as const;

// Jobs of a quarter are a mean of three months, so no whole number; wages go beyond 32 bits.
const DOUBLES: ReadonlySet<QcewField> = new Set([
  "employment",
  "wages",
  "lqEstablishments",
  "lqEmployment",
  "lqMonth1",
  "lqMonth2",
  "lqMonth3",
  "lqWages",
  "changeEmployment",
  "changeWages",
]);

/** The column of a figure: its name in lower case with underscores, as SQL likes it. */
export function columnOfField(field: QcewField): string {
  return field.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

/** The type of a figure's column, the same in every file, so that files can be read as one table. */
export function typeOfField(field: QcewField): StoredType {
  return DOUBLES.has(field) ? "double" : "integer";
}

/** Columns in the order in which a file holds them. */
export function columnOrder(fields: readonly QcewField[]): readonly string[] {
  const present = new Set(fields);
  const figures = (wanted: (field: QcewField) => boolean): string[] =>
    STORED_FIELDS.filter((field) => present.has(field) && wanted(field)).map(columnOfField);
  const isQuotient = (field: QcewField): boolean => field.startsWith("lq");
  const isChange = (field: QcewField): boolean => field.startsWith("change");
  return [
    ...KEY_COLUMNS,
    "disclosure",
    ...figures((field) => !isQuotient(field) && !isChange(field)),
    "lq_disclosure",
    ...figures(isQuotient),
    "change_disclosure",
    ...figures(isChange),
    ...ORIGIN_COLUMNS,
  ];
}

/** The publisher's codes of disclosure, by our number for them. */
export const DISCLOSURE_TEXTS: Readonly<Record<Disclosure, string>> = {
  [PUBLISHED]: "",
  [WITHHELD]: "N",
  [NOTHING]: "-",
};

/**
 * Columns with next to no value twice, which are written plain and as gzip. All others have a dictionary and
 * are not compressed: that takes an eighth more room, and a region is read in a third of the time.
 */
const COMPRESSED: ReadonlySet<string> = new Set(["wages", "annual_pay", "change_wages", "source_line"]);

const FIELD_OF_COLUMN: ReadonlyMap<string, QcewField> = new Map(
  STORED_FIELDS.map((field) => [columnOfField(field), field]),
);
const INTEGER_KEYS: ReadonlySet<string> = new Set(["ownership", "level", "year", "quarter", "source_line"]);

/** The figure that a column holds, if it holds one. */
export function fieldOfColumn(name: string): QcewField | undefined {
  return FIELD_OF_COLUMN.get(name);
}

/** How any column of a data file is written. */
export function kindOfColumn(name: string): { readonly type: StoredType; readonly isCompressed: boolean } {
  const field = FIELD_OF_COLUMN.get(name);
  const type = field !== undefined ? typeOfField(field) : INTEGER_KEYS.has(name) ? "integer" : "text";
  return { type, isCompressed: COMPRESSED.has(name) };
}
