import type { IndustryTable, PlaceAmongAreas } from "../core/industry-table.js";
import { InputError } from "../core/errors.js";
import type { AreaChoice } from "./read/sweep-areas.js";
import { openSweep } from "./read/sweep-inputs.js";
import { type SweepOptions } from "./read/sweep-options.js";
import { measureIndustries } from "../ranking/criteria.js";
import type { RegionStandings } from "../report/rank-inputs.js";
import { AreaTables } from "./area-tables.js";
import { Reasons } from "../core/quantity-columns.js";
import { AreaMeasurer } from "./area-measurer.js";
import { IndustryList } from "./measure-area.js";
import { QuotientsOfAreas, referenceShare } from "./standing.js";
import type { Standing } from "../report/rank-inputs.js";
import type { Io } from "../output/io.js";
import { readWithProgress } from "../command/read-inputs.js";

/** Kinds of areas that a region may stand among, the likeliest first. */
export function kindsFor({ region }: IndustryTable): readonly AreaChoice[] {
  const [code = ""] = region.areas;
  if (region.composed) return ["msas", "counties"];
  if (/^\d\d000$/.test(code)) return ["states"];
  return code.startsWith("C") ? ["msas"] : ["counties"];
}

/**
 * Reads where a ranked region's location quotients stand among all areas of its kind that the files hold, by
 * published figures of the latest year.
 *
 * @throws {InputError} AREA_NOT_IN_FILES where they hold no other area of the kind
 */
export async function readStandings(
  table: IndustryTable,
  options: Omit<SweepOptions, "areas" | "suppressed"> & Parameters<typeof readWithProgress>[0],
  io: Io,
): Promise<RegionStandings & { readonly places: ReadonlyMap<string, PlaceAmongAreas> }> {
  const asked = { ...options, suppressed: "drop", year: table.years.end, since: undefined } as const;
  for (const kind of kindsFor(table)) {
    const among = await readQuotients({ ...asked, areas: [kind] }, table, io);
    if (!among) continue;
    const standings = new Map<string, Standing>();
    const places = new Map<string, PlaceAmongAreas>();
    for (const { naics, values, row } of measureIndustries(table)) {
      const share = referenceShare(row.reference.end, table.total.reference.end);
      const standing = among.findStanding(naics, values["lq"], share);
      if (standing) standings.set(naics, standing);
      const place = among.placeAmong(naics, values["lq"], share);
      if (place) places.set(naics, place);
    }
    return { kind, areas: among.areas, isOfKind: !table.region.composed, standings, places };
  }
  throw new InputError("the files hold no other area that the region could stand among", {
    code: "AREA_NOT_IN_FILES",
    found: `areas of the region: ${table.region.areas.slice(0, 6).join(", ")}`,
    hint: "give a national file or a store of one, or leave out --standing and names such as lqPlace",
  });
}

async function readQuotients(
  options: SweepOptions & Parameters<typeof readWithProgress>[0],
  { region }: IndustryTable,
  io: Io,
): Promise<QuotientsOfAreas | undefined> {
  let opened;
  try {
    opened = await readWithProgress({ format: "table" }, io, (context) => openSweep(options, context));
  } catch (error) {
    if (error instanceof InputError && error.details.code === "AREA_NOT_IN_FILES") return undefined;
    throw error;
  }
  const own = new Set<string>(region.areas);
  const quotients = new QuotientsOfAreas();
  const span = { ...opened.span, start: undefined, startFromChange: false };
  const [list, reasons] = [new IndustryList(), new Reasons()];
  for (const { members, read } of opened.groups) {
    const tables = new AreaTables((await read()).inputs, options, span);
    const measurer = new AreaMeasurer(tables, { industries: [], ranking: undefined }, { list, reasons });
    const groups = new Map(tables.groups.map((group) => [group.name, group]));
    const findShare = (naics: string): number | undefined =>
      referenceShare(tables.referenceOf(groups.get(naics)!).end, tables.reference.total.end);
    for (const member of members) {
      const { set } = opened.areas[member]!;
      if (set.areas.every((code) => own.has(code))) continue;
      const found = measurer.measure(set);
      if (!("reason" in found)) quotients.add(found.columns, list.entries, findShare);
    }
  }
  return quotients.areas > 0 ? quotients : undefined;
}
