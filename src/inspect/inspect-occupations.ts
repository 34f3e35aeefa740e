import type { Note } from "../core/notes.js";
import type { OccupationInventory } from "../occupations/inventory.js";
import { vendorFilesTables, type VendorInventory } from "./inspect-vendor.js";
import { sideFilesTable, type SideFile } from "./side-files.js";
import { qwiTable, type QwiInventory } from "./inspect-qwi.js";
import { signalTable, type SignalInventory } from "./inspect-signals.js";
import type { Report, ReportTable } from "../report/report.js";
import type { Provenance } from "../report/provenance.js";

const HOLDS: Readonly<Record<OccupationInventory["holds"], string>> = {
  staffing: "staffing patterns of industries",
  areas: "jobs and wages of areas",
  facts: "facts about occupations",
};
const SOC: Readonly<Record<OccupationInventory["soc"], string>> = {
  "2010": "SOC 2010",
  hybrid: "hybrid of 2019–20",
  "2018": "SOC 2018",
};
/** A terminal shows so many industries or areas. */
const PARTS_SHOWN = 20;

/** What is in files of occupations: which table, of when, by which list, for which industries or areas. */
export function buildOccupationTables(inventory: readonly OccupationInventory[]): readonly [ReportTable, ReportTable] {
  const parts = inventory.reduce((sum, one) => sum + one.parts.length, 0);
  return [
    {
      id: "occupation-files",
      title: "Files of occupations",
      columns: [
        { id: "file", label: "File", kind: "text", priority: 1 },
        { id: "layout", label: "Layout", kind: "text", priority: 1 },
        { id: "holds", label: "Holds", kind: "text", priority: 2 },
        { id: "year", label: "Year", kind: "number", unit: "year", priority: 2 },
        { id: "soc", label: "Codes", kind: "text", priority: 1 },
        { id: "parts", label: "Industries or areas", kind: "number", unit: "count", priority: 1 },
        { id: "occupations", label: "Occupations", kind: "number", unit: "count", priority: 1 },
        { id: "withheld", label: "Rows withheld", kind: "number", unit: "count", priority: 3 },
      ],
      rows: inventory.map((one) => ({
        cells: {
          file: one.file,
          layout: one.layout,
          holds: HOLDS[one.holds],
          year: one.year,
          soc: SOC[one.soc],
          parts: one.parts.length,
          occupations: one.occupations,
          withheld: one.withheld,
        },
      })),
    },
    {
      id: "occupation-parts",
      title: "Their industries and areas",
      columns: [
        { id: "code", label: "Code", kind: "code", priority: 1 },
        { id: "title", label: "Industry or area", kind: "text", priority: 1 },
        { id: "jobs", label: "Jobs", kind: "number", unit: "jobs", priority: 1 },
        { id: "occupations", label: "Occupations", kind: "number", unit: "count", priority: 1 },
        { id: "file", label: "File", kind: "text", priority: 3 },
      ],
      rows: inventory.flatMap(({ file, parts }) =>
        parts.map(({ code, title, jobs, occupations }) => ({ cells: { code, title, jobs, occupations, file } })),
      ),
      ...(parts > PARTS_SHOWN && { leading: { rows: PARTS_SHOWN, rest: "see all with --format csv or --json" } }),
    },
  ];
}

/** Adds files of occupations and of other publishers to what was found of QCEW, or shows them alone. */
export function withOtherFiles(
  report: (Report & { readonly failed: boolean }) | undefined,
  of: {
    readonly inventory: readonly OccupationInventory[];
    readonly signals: readonly SignalInventory[];
    readonly qwi: readonly QwiInventory[];
    readonly vendors: readonly VendorInventory[];
    readonly sides: readonly SideFile[];
    readonly notes: readonly Note[];
    readonly provenance: Provenance;
  },
): Report & { readonly failed: boolean } {
  const base = report ?? {
    command: "inspect",
    failed: false,
    title: "What the files hold",
    scope: [],
    sections: [],
    notes: [],
    provenance: { ...of.provenance, inputs: [] },
    schema: "sector-rank/inspect/1",
    json: { files: [], periods: [], checks: [] },
  };
  const [first, ...others] = [
    ...(report?.tables ?? []),
    ...(of.inventory.length > 0 ? buildOccupationTables(of.inventory) : []),
    ...(of.qwi.length > 0 ? [qwiTable(of.qwi)] : []),
    ...(of.vendors.length > 0 ? vendorFilesTables(of.vendors) : []),
    ...(of.sides.length > 0 ? [sideFilesTable(of.sides)] : []),
    ...(of.signals.length > 0 ||
    (!report && [of.inventory, of.qwi, of.vendors, of.sides].every((found) => found.length === 0))
      ? [signalTable(of.signals)]
      : []),
  ];
  return {
    ...base,
    tables: [first!, ...others],
    notes: [...base.notes, ...of.notes],
    provenance: { ...base.provenance, inputs: [...base.provenance.inputs, ...of.provenance.inputs] },
    json: {
      ...base.json,
      ...(of.inventory.length > 0 && { occupations: of.inventory }),
      ...(of.signals.length > 0 && { signals: of.signals }),
      ...(of.qwi.length > 0 && { qwi: of.qwi }),
      ...(of.vendors.length > 0 && { vendors: of.vendors }),
      ...(of.sides.length > 0 && {
        others: of.sides.map(({ file, what, option, years, holds }) => ({ file, what, option, years, holds })),
      }),
    },
  };
}
