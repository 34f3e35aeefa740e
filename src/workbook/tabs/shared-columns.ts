import type { Datum } from "../../core/datum.js";
import type { Unit } from "../../core/units.js";
import type { PlannedIndustry } from "../plan.js";
import type { TabColumn } from "./tab.js";

/** How a figure is known as made, beside it: its status and 90 % range, for filters. */
export function rangeColumns<Item>(name: string, unit: Unit, of: (item: Item) => Datum): readonly TabColumn<Item>[] {
  const end = (side: "low" | "high"): TabColumn<Item> => ({
    header: `${name}: 90% ${side}`,
    width: 12,
    cell: (item) => {
      const datum = of(item);
      return datum.status === "estimated" ? { value: datum[side], unit } : undefined;
    },
  });
  return [
    { header: `${name} are`, width: 12, isText: true, cell: (item) => ({ value: of(item).status }) },
    end("low"),
    end("high"),
  ];
}

/** What every tab of one row an industry begins with. */
export const NAMING_COLUMNS: readonly TabColumn<PlannedIndustry>[] = [
  {
    header: "NAICS",
    width: 9,
    isText: true,
    total: { value: "All" },
    cell: ({ candidate }) => ({ value: candidate.naics, unit: "code" }),
  },
  {
    header: "Industry",
    width: 54,
    isText: true,
    total: { value: "All industries" },
    cell: ({ candidate }) => ({ value: candidate.title }),
  },
];
