import { readReferenceTable } from "../files/shipped-table.js";

/** Whether an industry serves demand from elsewhere, by how concentrated its jobs are over counties. */
export const MARKETS = ["traded", "local"] as const;
export type Market = (typeof MARKETS)[number];

export interface IndustryMarket {
  readonly market: Market;
  /** Locational Gini coefficient and Ellison and Glaeser's index; undefined where the flag is that of earlier codes. */
  readonly gini: number | undefined;
  readonly ellisonGlaeser: number | undefined;
  /** The codes of NAICS 2012 that it follows, where its own was another. */
  readonly from: readonly string[];
}

let markets: ReadonlyMap<string, IndustryMarket> | undefined;

/** Traded and local industries of 3 and 4 digits, NAICS 2022; see data/README.md for the way they were made. */
export function readMarkets(): ReadonlyMap<string, IndustryMarket> {
  markets ??= new Map(
    readReferenceTable("economy/traded.csv").map(([naics, market, gini, ellisonGlaeser, from]) => [
      naics!,
      {
        market: market as Market,
        gini: gini === "" ? undefined : Number(gini),
        ellisonGlaeser: ellisonGlaeser === "" ? undefined : Number(ellisonGlaeser),
        from: from === "" ? [] : from!.split(" "),
      },
    ]),
  );
  return markets;
}
