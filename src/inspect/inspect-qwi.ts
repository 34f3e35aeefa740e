import type { ReportTable } from "../report/report.js";
import { industryDepth, formatDepth } from "../naics/levels.js";
import { formatQuarter, type QwiOwner, type QwiReading } from "../workforce/cells.js";

/** What a file of Quarterly Workforce Indicators holds of one owner's jobs. */
export interface QwiInventory {
  readonly file: string;
  readonly owner: QwiOwner;
  readonly first: string;
  readonly last: string;
  readonly quarters: number;
  readonly areas: number;
  /** Levels of industries with how many there are: "20 sector". */
  readonly levels: readonly string[];
  readonly indicators: readonly string[];
  readonly distorted: number;
  readonly withheld: number;
}

export function inventoryQwi({ owners, indicators }: QwiReading, file: string): readonly QwiInventory[] {
  return (Object.keys(owners) as QwiOwner[]).flatMap((owner): QwiInventory[] => {
    const areas = owners[owner];
    if (areas.size === 0) return [];
    const quarters = new Set<number>();
    const industries = new Set<string>();
    let [distorted, withheld] = [0, 0];
    for (const ofArea of areas.values()) {
      for (const [quarter, ofQuarter] of ofArea) {
        quarters.add(quarter);
        for (const [industry, cells] of ofQuarter) {
          industries.add(industry);
          for (const { state } of Object.values(cells)) {
            if (state === "distorted") distorted++;
            if (state === "withheld") withheld++;
          }
        }
      }
    }
    const sorted = [...quarters].sort((a, b) => a - b);
    const counts = new Map<string, number>();
    for (const industry of industries) {
      const level = industry === "10" ? "all together" : formatDepth(industryDepth(industry) ?? "total");
      counts.set(level, (counts.get(level) ?? 0) + 1);
    }
    return [
      {
        file,
        owner,
        first: formatQuarter(sorted[0]!),
        last: formatQuarter(sorted.at(-1)!),
        quarters: sorted.length,
        areas: areas.size,
        levels: [...counts].map(([level, count]) => (level === "all together" ? level : `${count} ${level}`)),
        indicators,
        distorted,
        withheld,
      },
    ];
  });
}

/** A table of files for --qwi. */
export function qwiTable(inventory: readonly QwiInventory[]): ReportTable {
  return {
    id: "qwi-files",
    title: "Quarterly Workforce Indicators, for --qwi",
    columns: [
      { id: "file", label: "File", kind: "text", priority: 1 },
      { id: "quarters", label: "Quarters", kind: "text", priority: 1 },
      { id: "areas", label: "Areas", kind: "number", unit: "count", priority: 1 },
      { id: "levels", label: "Industries", kind: "text", priority: 1 },
      { id: "owner", label: "Jobs", kind: "text", priority: 2 },
      { id: "indicators", label: "Figures", kind: "text", priority: 2 },
      { id: "distorted", label: "Distorted", kind: "number", unit: "count", priority: 3 },
      { id: "withheld", label: "Withheld", kind: "number", unit: "count", priority: 3 },
    ],
    rows: inventory.map(({ file, first, last, areas, levels, owner, indicators, distorted, withheld }) => ({
      cells: {
        file,
        quarters: `${first} to ${last}`,
        areas,
        levels: levels.join(", "),
        owner: owner === "private" ? "private" : "all but federal",
        indicators: indicators.join(" "),
        distorted,
        withheld,
      },
    })),
  };
}
