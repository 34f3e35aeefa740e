import { buildQwiTables } from "./workers-qwi.js";
import { residentsPart } from "../supply/profile-sections.js";
import type { RegionProfile } from "./region-profile.js";
import type { Section } from "./section.js";

/** Who works here: every source that was given adds its tables; undefined where none was. */
export function buildWorkersSection(profile: RegionProfile): Section | undefined {
  const { supply } = profile;
  const parts = [supply && residentsPart(supply), buildQwiTables(profile)].filter((part) => part !== undefined);
  if (parts.length === 0) return undefined;
  const tables = parts.flatMap((part) => part.tables ?? []);
  return {
    chapter: {
      id: "workers",
      heading: "Workers",
      depth: 2,
      paragraphs: parts.flatMap(({ paragraphs }) => paragraphs),
      tables: tables.map(({ id }) => id),
    },
    tables,
    json: Object.assign({}, ...parts.map(({ json }) => json)) as Readonly<Record<string, unknown>>,
  };
}
