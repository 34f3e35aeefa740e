import { InputError } from "../../core/errors.js";
import { placeColumns, plainHeader, type ColumnNames } from "../../files/columns.js";
import { readColumns } from "../../files/read-columns.js";
import type { ReadFile, TableContext } from "../../files/read-rows.js";
import { readReferenceTable, withoutDataFolder } from "../../files/shipped-table.js";
import { parseSocCode, type SocCode } from "../../staffing/records.js";
import { parseCip, type CipCode, type CipVersion } from "../cip.js";
import type { CipSocCrosswalk } from "../records.js";

/** Where a list says that a program leads to no occupation. */
const NO_MATCH = "99-9999";

let shipped: CipSocCrosswalk | undefined;

/** The crosswalk that ships with the tool: CIP 2020 to SOC 2018, NCES and BLS. Read once. */
export function shippedCrosswalk(): CipSocCrosswalk {
  if (shipped) return shipped;
  const titles = new Map<CipCode, string>();
  const occupations = new Map<CipCode, readonly SocCode[]>();
  for (const [cip, title, codes] of readReferenceTable("training/cip-soc.csv")) {
    titles.set(cip as CipCode, title!);
    const list = codes === "" ? [] : codes!.split(" ");
    occupations.set(
      cip as CipCode,
      list.map((code) => `${code.slice(0, 2)}-${code.slice(2)}` as SocCode),
    );
  }
  return (shipped = { cip: 2020, label: "NCES CIP 2020 to SOC 2018 crosswalk", titles, occupations });
}

type Role = "cip" | "title" | "soc";

const COLUMNS: ColumnNames<Role> = {
  cip: ["cip2020code", "cip code", "cipcode", "cip 2020 code", /^cip ?(?:20\d\d)? ?code$/],
  title: ["cip2020title", "cip title", "ciptitle", /^cip ?(?:20\d\d)? ?title$/],
  soc: ["soc2018code", "soc code", "soccode", "soc 2018 code", /^soc ?(?:20\d\d)? ?code$/],
};

const REQUIRED = ["cip", "soc"] as const;

/** Whether a row heads a crosswalk of programs and occupations. */
export function isCrosswalkHeader(cells: readonly string[]): boolean {
  return placeColumns(cells, COLUMNS, REQUIRED) !== undefined;
}

/**
 * Reads a crosswalk of programs and occupations as NCES publishes it (sheet `CIP-SOC`; its other sheets are parts of that
 * one), or any table with columns of CIP and SOC codes.
 *
 * @throws {InputError} CROSSWALK_FILE with line and column, also for occupations of SOC 2010; what is wrong with a file
 */
export async function readCrosswalk(
  path: string,
  context: TableContext = {},
): Promise<{ readonly crosswalk: CipSocCrosswalk; readonly files: readonly ReadFile[] }> {
  const titles = new Map<CipCode, string>();
  const occupations = new Map<CipCode, Set<SocCode>>();
  let label = path;
  let cip: CipVersion = 2020;
  const files = await readColumns(
    [path],
    {
      code: "CROSSWALK_FILE",
      what: "programs and occupations",
      names: COLUMNS,
      required: REQUIRED,
      hint: "give NCES's crosswalk of CIP 2020 and SOC 2018, or leave --crosswalk out: it is built in",
      begin: ({ text, header, headerLine, places }) => {
        if (text.sheetName !== undefined && /^(?!cip-?soc$)/i.test(text.sheetName.trim()) && isPart(text.sheetName)) {
          return undefined;
        }
        label = withoutDataFolder(text.file);
        const [ofCip, ofSoc] = [places.cip, places.soc].map((place) => yearIn(header[place]!));
        if (ofSoc !== undefined && ofSoc !== 2018) throw otherOccupations(text.file, headerLine, header[places.soc]!);
        if (ofCip !== undefined) cip = ofCip >= 2020 ? 2020 : ofCip >= 2010 ? 2010 : 2000;
        return (row) => {
          const program = parseCip(row.cell("cip"));
          if (program.kind === "total" || /^99\.9999$/.test(row.cell("cip"))) return;
          if (program.kind !== "program") {
            throw row.problem("cip", "not a code of a program", "CIP codes have six digits, such as 51.3801");
          }
          const printed = row.cell("soc").replace(/^(\d{2})(\d{4})$/, "$1-$2");
          const soc = parseSocCode(printed);
          if (!soc) throw row.problem("soc", "not an occupation code", "write it as 29-1141");
          const list = occupations.get(program.code) ?? new Set<SocCode>();
          occupations.set(program.code, list);
          if (printed !== NO_MATCH) list.add(soc);
          const title = row.cell("title").replace(/\.$/, "");
          if (title !== "") titles.set(program.code, title);
        };
      },
    },
    context,
  );
  return {
    crosswalk: { cip, label, titles, occupations: new Map([...occupations].map(([code, list]) => [code, [...list]])) },
    files,
  };
}

/** NCES's workbook has the list once more in the other direction, and lists of what is new in it. */
function isPart(sheet: string): boolean {
  return /^(?:soc-cip|new cip|new soc|added matches|unmatched)/i.test(sheet.trim());
}

function yearIn(header: string): number | undefined {
  const year = /20\d\d/.exec(plainHeader(header))?.[0];
  return year === undefined ? undefined : Number(year);
}

function otherOccupations(file: string, line: number, column: string): InputError {
  return new InputError("the crosswalk leads to occupations of another list than SOC 2018", {
    code: "CROSSWALK_FILE",
    where: { file, line, column },
    found: column,
    hint: "openings are by SOC 2018: give a crosswalk to that, or leave --crosswalk out",
  });
}
