import type { Area, Areas } from "../areas/areas.js";
import { findAreas, type AreaMatch } from "../areas/find-areas.js";
import { resolveRegion } from "../areas/region.js";
import { UsageError } from "../core/errors.js";
import { readAreas } from "../areas/read-areas.js";
import { writeReport } from "../output/write.js";
import { buildRegionsReport } from "./regions-report.js";
import { defineCommand } from "../command/command.js";
import type { NamedRegion } from "../command/option-types.js";
import { inputOptions } from "../command/options.js";
import { outputOptions } from "../command/output-options.js";

const KINDS = ["nation", "state", "county", "msa", "micro", "csa", "workforce", "other"] as const;

export const regionsCommand = defineCommand({
  name: "regions",
  description:
    "Looks areas up by code, by name or by a part of the name, and says what to write after --region. For one area it also lists the counties; for a county, what it is part of.",
  options: {
    counties: { type: "boolean", help: "list the counties of every area found, first of all" },
    kind: { type: "choice", value: "KIND", choices: KINDS, help: "only areas of this kind" },
    year: { ...inputOptions.year, help: "year of the areas (default: the latest)" },
    regions: inputOptions.regions,
    ...outputOptions,
  },
  arguments: { name: { help: "code, name, or the name of a region in the config", variadic: true } },
  examples: [
    { says: "An area by name", argv: 'regions "Columbus, OH"' },
    {
      says: "The counties of a metropolitan area, one a line, for a script",
      argv: "regions C1814 --counties --format csv",
    },
    { says: "What a county is part of", argv: "regions 39049" },
    { says: "All workforce areas known", argv: "regions --kind workforce" },
  ],
  async run(options, io) {
    const text = options.name.join(" ");
    if (text === "" && options.kind === undefined) {
      throw new UsageError("regions needs a code or a name", {
        code: "ARGUMENT_MISSING",
        found: "nothing",
        hint: 'write one, such as C1814 or "Columbus, OH"; --kind msa lists all of a kind',
      });
    }
    const areas = readAreas();
    const matches = lookUp(areas, text, options.regions, options.year).filter(
      (match) => options.kind === undefined || matchKind(match) === options.kind,
    );
    if (matches.length === 0) {
      throw new UsageError(`no area of the kind ${options.kind} has that name`, {
        code: "AREA_UNKNOWN",
        found: text,
        hint: "leave --kind out",
      });
    }
    const question = { text: text || `${options.kind}`, counties: options.counties, year: options.year };
    await writeReport(buildRegionsReport(areas, matches, question), options, io);
  },
});

function lookUp(
  areas: Areas,
  text: string,
  named: Readonly<Record<string, NamedRegion>>,
  year: number | undefined,
): readonly AreaMatch[] {
  if (text === "") return [...areas.all.map(toMatch), ...areas.workforceAreas.map(workforceMatch)];
  const isNamed = Object.keys(named).some((name) => name.toLowerCase() === text.toLowerCase());
  const found = isNamed ? [] : findAreas(areas, text);
  if (found.length > 0 && found[0]!.how !== "near") return found;
  // A list, a region of the config, or nothing we know: then the error says what is near.
  const region = resolveRegion(areas, text, { named, ...(year !== undefined && { year }) });
  return region.areas.flatMap((code) => areas.get(code) ?? []).map(toMatch);
}

function toMatch(area: Area): AreaMatch {
  return { how: "code", area, name: area.name };
}

function workforceMatch(workforceArea: Areas["workforceAreas"][number]): AreaMatch {
  return { how: "name", workforceArea, name: workforceArea.name };
}

function matchKind({ area }: AreaMatch): (typeof KINDS)[number] {
  return area?.kind ?? "workforce";
}
