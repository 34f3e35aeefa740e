import { hasValue, type Datum } from "../../core/datum.js";
import type { Note } from "../../core/notes.js";
import type { OccupationInventory, OccupationPart } from "../inventory.js";
import type { OccupationRow } from "../../staffing/records.js";
import { readStaffing } from "./staffing.js";
import type { ReadFile, TableContext } from "../../files/read-rows.js";
import { readAreaOccupations } from "./areas.js";
import { readOccupationFacts } from "./facts.js";
import type { OccupationContent } from "./recognise.js";

export interface InventoryReading {
  readonly inventory: readonly OccupationInventory[];
  readonly files: readonly ReadFile[];
  readonly notes: readonly Note[];
}

/** Reads a file of occupations whole, as a run would, and reports what it holds. */
export async function takeOccupationInventory(
  path: string,
  contents: ReadonlySet<OccupationContent>,
  context: TableContext,
): Promise<InventoryReading> {
  const readings = [];
  for (const content of contents) readings.push(await READERS[content](path, context));
  return {
    inventory: readings.flatMap(({ inventory }) => inventory),
    files: readings[0]?.files ?? [],
    notes: readings.flatMap(({ notes }) => notes),
  };
}

const READERS: Readonly<Record<OccupationContent, (path: string, context: TableContext) => Promise<InventoryReading>>> =
  {
    async staffing(path, context) {
      const { table, files, notes } = await readStaffing([path], context);
      const industries = [...table.industries.values()];
      const inventory = table.sources.flatMap((source, index): readonly OccupationInventory[] => {
        const own = industries.filter((industry) => (industry.source ?? 0) === index);
        const parts = own.map(({ code, title, total, occupations }) => countPart(code, title, total, occupations));
        return own.length === 0
          ? []
          : [
              summary(
                source,
                "staffing",
                parts,
                own.flatMap(({ occupations }) => occupations),
              ),
            ];
      });
      return { inventory, files, notes };
    },
    async areas(path, context) {
      const { areas, files, notes } = await readAreaOccupations([path], context);
      const sources = new Set(areas.map(({ source }) => source));
      const inventory = [...sources].map((source) => {
        const own = areas.filter((area) => area.source === source);
        const parts = own.map((area) =>
          countPart(area.area, area.areaTitle, area.total, [...area.occupations.values()]),
        );
        return summary(
          source,
          "areas",
          parts,
          own.flatMap(({ occupations }) => [...occupations.values()]),
        );
      });
      return { inventory, files, notes };
    },
    async facts(path, context) {
      const { table, layouts, files, notes } = await readOccupationFacts([path], context);
      const occupations = [...table.occupations.values()];
      const total = occupations.find(({ code }) => code === "00-0000")?.projection?.base;
      return {
        inventory: [
          {
            file: path,
            layout: layouts.join(", "),
            holds: "facts",
            soc: table.soc,
            occupations: occupations.length,
            withheld: occupations.filter(({ projection }) => projection?.openings.total.status === "suppressed").length,
            parts: [
              {
                title: occupations.find(({ projection }) => projection?.area)?.projection?.area ?? "U.S.",
                occupations: occupations.length,
                jobs: total ?? { status: "absent" },
              },
            ],
          },
        ],
        files,
        notes,
      };
    },
  };

function summary(
  {
    file,
    label,
    year,
    soc,
  }: Pick<OccupationInventory, "file" | "soc"> & { readonly label: string; readonly year: number | undefined },
  holds: OccupationInventory["holds"],
  parts: readonly OccupationPart[],
  rows: readonly OccupationRow[],
): OccupationInventory {
  return {
    file,
    layout: label,
    holds,
    ...(year !== undefined && { year }),
    soc,
    occupations: new Set(rows.map(({ occupation }) => occupation)).size,
    withheld: rows.filter(({ employment }) => !hasValue(employment)).length,
    parts,
  };
}

function countPart(
  code: string | undefined,
  title: string,
  jobs: Datum,
  rows: readonly OccupationRow[],
): OccupationPart {
  return { ...(code !== undefined && { code }), title, occupations: rows.length, jobs };
}
