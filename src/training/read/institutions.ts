import { parseAreaCode, type AreaCode } from "../../core/codes.js";
import { InputError } from "../../core/errors.js";
import { placeColumns, type ColumnNames } from "../../files/columns.js";
import { withoutDataFolder } from "../../files/shipped-table.js";
import { readColumns, type ColumnsRow } from "../../files/read-columns.js";
import type { ReadFile, TableContext } from "../../files/read-rows.js";
import type { Institution } from "../records.js";

type Role = "unit" | "name" | "city" | "state" | "county";

const COLUMNS: ColumnNames<Role> = {
  unit: ["unitid", "unit id"],
  name: ["instnm", "institution name", "inst name"],
  city: ["city"],
  state: ["stabbr", "state abbreviation"],
  county: ["countycd", "fips county code", "county fips"],
};

const REQUIRED = ["unit", "name", "county"] as const;

/** Whether a row heads a directory of institutions. */
export function isInstitutionsHeader(cells: readonly string[]): boolean {
  return placeColumns(cells, COLUMNS, REQUIRED) !== undefined;
}

/** IPEDS's marks for no county: not applicable, not reported. */
const NO_COUNTY = new Set(["", "-2", "-1", "0"]);

export interface InstitutionsReading {
  readonly institutions: ReadonlyMap<string, Institution>;
  readonly file: string;
  /** In the file's name, `hd2023`; undefined where it says none. */
  readonly year: number | undefined;
  readonly files: readonly ReadFile[];
}

/**
 * Reads the directory of institutions (IPEDS `HD`), by UNITID.
 *
 * @throws {InputError} INSTITUTIONS_FILE with line and column; what is wrong with a file
 */
export async function readInstitutions(path: string, context: TableContext = {}): Promise<InstitutionsReading> {
  const institutions = new Map<string, Institution>();
  const lines = new Map<string, number>();
  let file = path;
  const files = await readColumns(
    [path],
    {
      code: "INSTITUTIONS_FILE",
      what: "institutions (IPEDS HD)",
      names: COLUMNS,
      required: REQUIRED,
      hint: "give NCES's directory of institutions, such as hd2023.csv, with its columns UNITID, INSTNM and COUNTYCD",
      begin: ({ text }) => {
        file = withoutDataFolder(text.file);
        return (row) => {
          const unit = parseUnit(row);
          const before = lines.get(unit);
          if (before !== undefined) {
            throw row.problem(
              "unit",
              `institution ${unit} appears twice, first in line ${before}`,
              "keep one of the rows",
            );
          }
          lines.set(unit, row.line);
          institutions.set(unit, {
            unit,
            name: row.cell("name"),
            city: row.cell("city"),
            state: row.cell("state"),
            county: parseCounty(row),
          });
        };
      },
    },
    context,
  );
  if (institutions.size === 0) throw noRows(file);
  const year = /(?:^|[^a-z])hd((?:19|20)\d\d)/i.exec(file.replace(/^.*[\\/]/, ""))?.[1];
  return { institutions, file, year: year === undefined ? undefined : Number(year), files };
}

/** IPEDS numbers institutions with six digits. */
export function parseUnit(row: ColumnsRow<"unit">): string {
  const unit = row.cell("unit").replace(/\.0$/, "");
  if (/^\d{6}$/.test(unit)) return unit;
  throw row.problem("unit", "not an institution's number", "IPEDS's UNITID has six digits, such as 201441");
}

/** County codes of states up to 09 lose their zero in spreadsheets. */
function parseCounty(row: ColumnsRow<Role>): AreaCode | undefined {
  const text = row.cell("county").replace(/\.0$/, "");
  if (NO_COUNTY.has(text)) return undefined;
  const code = /^\d{4,5}$/.test(text) ? parseAreaCode(text.padStart(5, "0")) : undefined;
  if (code) return code;
  throw row.problem("county", "not a county code", "write the five digits of state and county, such as 39049");
}

function noRows(file: string): InputError {
  return new InputError("a header of institutions, and no row below it", {
    code: "INSTITUTIONS_FILE",
    where: { file },
    found: "no institution",
    hint: "download the file again",
  });
}
