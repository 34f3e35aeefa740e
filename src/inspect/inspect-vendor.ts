import type { ReportTable } from "../report/report.js";
import { formatDepth } from "../naics/levels.js";
import { describeFigure } from "../vendor/figures.js";
import { countLevels, type VendorTable } from "../vendor/table.js";
import { nameWorkers } from "../vendor/vendors.js";

/** What an industry table of a vendor holds. */
export interface VendorInventory {
  readonly file: string;
  readonly vendor: string;
  /** What the file says of its date. */
  readonly release: string | undefined;
  readonly rows: number;
  /** Rows by level: "86 3-digit". */
  readonly levels: readonly string[];
  /** Codes of the vendor's own. */
  readonly foreign: number;
  readonly years: readonly number[];
  /** Whom its jobs count, as far as the file says. */
  readonly workers: readonly string[];
  readonly versions: readonly number[];
  readonly few: number;
  readonly insufficient: number;
  /** Its figures by the names that weights take. */
  readonly figures: readonly { readonly id: string; readonly label: string; readonly header: string }[];
}

export function inventoryVendor(table: VendorTable): VendorInventory {
  const years = table.columns.flatMap(({ since, year }) => [since, year]).filter((year) => year !== undefined);
  return {
    file: table.file,
    vendor: table.vendorName,
    release: table.release,
    rows: table.rows.length + table.foreign.length,
    levels: countLevels(table).map(([level, count]) => `${count} ${formatDepth(level)}`),
    foreign: table.foreign.length,
    years: [...new Set(years)].sort((a, b) => a - b),
    workers: table.workers.map(nameWorkers),
    versions: table.versions,
    ...table.marks,
    figures: table.columns.map(({ id, kind, header }) => ({ id, label: describeFigure(kind).label, header })),
  };
}

/** Tables of files for `rank --factor` and `compare --with`, and of their figures. */
export function vendorFilesTables(inventory: readonly VendorInventory[]): readonly ReportTable[] {
  return [filesTable(inventory), figuresTable(inventory)];
}

function figuresTable(inventory: readonly VendorInventory[]): ReportTable {
  return {
    id: "vendor-figures",
    title: "Their figures, by the names that weights take",
    columns: [
      { id: "name", label: "Name", kind: "text", priority: 1 },
      { id: "figure", label: "Figure", kind: "text", priority: 1 },
      { id: "header", label: "Heading", kind: "text", priority: 1 },
      { id: "file", label: "File", kind: "text", priority: 4 },
    ],
    rows: inventory.flatMap(({ file, figures }) =>
      figures.map(({ id, label, header }) => ({ cells: { name: id, figure: label, header, file } })),
    ),
  };
}

function filesTable(inventory: readonly VendorInventory[]): ReportTable {
  return {
    id: "vendor-files",
    title: "Industry tables of vendors, for --factor and compare --with",
    columns: [
      { id: "file", label: "File", kind: "text", priority: 1 },
      { id: "vendor", label: "Vendor", kind: "text", priority: 1 },
      { id: "release", label: "Edition", kind: "text", priority: 2 },
      { id: "years", label: "Years", kind: "text", priority: 1 },
      { id: "levels", label: "Rows", kind: "text", priority: 1 },
      { id: "foreign", label: "Own codes", kind: "number", unit: "count", priority: 3 },
      { id: "workers", label: "Counts", kind: "text", priority: 1 },
      { id: "versions", label: "NAICS", kind: "text", priority: 3 },
      { id: "few", label: "<10", kind: "number", unit: "count", priority: 2 },
      { id: "insufficient", label: "Insf. data", kind: "number", unit: "count", priority: 2 },
    ],
    rows: inventory.map(({ file, vendor, release, years, levels, foreign, workers, versions, few, insufficient }) => ({
      cells: {
        file,
        vendor,
        release: release ?? "",
        years: years.length === 0 ? "not said" : years.join(", "),
        levels: levels.join(", "),
        foreign,
        workers: workers.length === 0 ? "not said" : workers.join(", "),
        versions: versions.length === 0 ? "mixed" : versions.join(", "),
        few,
        insufficient,
      },
    })),
  };
}
