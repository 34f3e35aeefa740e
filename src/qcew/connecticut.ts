import type { QcewTable } from "./table.js";

/** The years in which a table has rows of Connecticut's counties, and of the planning regions in their place. */
export interface ConnecticutYears {
  readonly counties: readonly number[];
  readonly planningRegions: readonly number[];
}

/** One of the eight counties that Connecticut's figures were published for until 2023. */
export function isConnecticutCounty(area: string): boolean {
  return /^090(?:0[13579]|1[135])$/.test(area);
}

/** One of the nine planning regions that have replaced them from 2024 Q1 on. */
export function isConnecticutPlanningRegion(area: string): boolean {
  return /^091[1-9]0$/.test(area);
}

/**
 * Which years hold which of Connecticut's two divisions. They overlap without fitting, and earlier years were
 * not tabulated again: figures of the one can't be compared with figures of the other.
 *
 * @returns undefined where the table has rows of one kind or of none
 */
export function mixedConnecticutYears(table: QcewTable): ConnecticutYears | undefined {
  const { counties, planningRegions } = connecticutYears(table);
  return counties.length > 0 && planningRegions.length > 0 ? { counties, planningRegions } : undefined;
}

export function connecticutYears(table: QcewTable): ConnecticutYears {
  // 0 other, 1 county, 2 planning region; few tables have an area of either.
  const kinds = table.areas.map((code) => (isConnecticutCounty(code) ? 1 : isConnecticutPlanningRegion(code) ? 2 : 0));
  const counties = new Set<number>();
  const planningRegions = new Set<number>();
  if (kinds.some((kind) => kind > 0)) {
    for (let row = 0; row < table.length; row++) {
      const kind = kinds[table.area[row]!];
      if (kind === 1) counties.add(table.year[row]!);
      else if (kind === 2) planningRegions.add(table.year[row]!);
    }
  }
  const inOrder = (years: ReadonlySet<number>): number[] => [...years].sort((a, b) => a - b);
  return { counties: inOrder(counties), planningRegions: inOrder(planningRegions) };
}
