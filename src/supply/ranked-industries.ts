import type { IndustryTable } from "../core/industry-table.js";
import type { RankedRegion } from "../ranking/rank-region.js";
import type { SupplyOf } from "./read-supply.js";

/** The region of a ranking with all its industries and the short list. */
export function supplyOfRanking({
  analysis: { table },
  shortList,
}: RankedRegion): Pick<SupplyOf, "region" | "year" | "industries"> {
  const chosen = ({ naics, title, region, members }: IndustryTable["rows"][number]) => ({
    naics,
    title,
    jobs: region.end.employment,
    ...(members && { members }),
  });
  return {
    region: table.region,
    year: table.years.end,
    industries: {
      all: table.rows.map(chosen),
      shortList: shortList.map(({ industry }) => chosen(industry.candidate.row)),
    },
  };
}
