import { UsageError } from "../../core/errors.js";
import { caution, information, type Note } from "../../core/notes.js";
import { readAreas } from "../../areas/read-areas.js";
import { placeOfOption } from "../../command/resolve-options.js";
import { showsChecksums } from "../../command/read-inputs.js";
import { buildGround } from "../../living-costs/ground.js";
import { listChosenNeeds, listNeeds, bringNeedsToRegion, type WageNeeds } from "../../living-costs/wage-needs.js";
import { readWageNeeds } from "../../living-costs/read-wage-needs.js";
import { livingWageRatioMeasure } from "../../measures/pay-ratio.js";
import { industryTree } from "../../naics/read-naics.js";
import { chooseWageArea, readOccupationTables, type OccupationTables } from "../occupation-tables.js";
import type { Io } from "../../output/io.js";
import type { Supply } from "../../ranking/rank-region.js";
import { readUserFactors } from "../../ranking/read-user-factors.js";
import { formatList } from "../../report/words.js";
import { listOccupationFigures, describeShare, SHARES } from "./figures.js";
import { OccupationFigures } from "./industry-figures.js";
import { mayBeNamed, type FactorOptions, type FactorReading } from "./factor-options.js";

/**
 * Factors beside the measures from their files; see `readFactors`.
 *
 * @param measure a figure that is asked for besides
 * @param showsNeeds shares of the thresholds that were typed are shown although nothing names them
 * @throws {UsageError} for what was typed; {InputError} for files
 */
export async function readFactorFiles(
  options: FactorOptions,
  io: Io,
  { measure, showsNeeds = true }: { readonly measure?: string | undefined; readonly showsNeeds?: boolean } = {},
): Promise<FactorReading> {
  const hash = showsChecksums(options);
  const own = await readUserFactors(options.factor, hash);
  const { needs, sources } = await readWageNeeds(options, (option) => placeOfOption(options, option), hash);
  const thresholds = listNeeds(needs);
  const shown = (showsNeeds ? listChosenNeeds(needs) : []).flatMap((name) => [
    describeShare("familyWageShare", name).id,
    describeShare("goodJobShare", name).id,
  ]);
  const isNamed = shown.length > 0 || mayBeNamed(options, measure);
  const tables = isNamed ? await readOccupationTables(options, { cwd: io.cwd, hash }) : undefined;
  requireThreshold(options, thresholds);
  const further = listOccupationFigures(thresholds);
  const names = [...own.names, ...further];
  return {
    factors: {
      ...own,
      names,
      shown,
      supply: (analysis, inputs, named) => {
        const typed = own.supply?.(analysis, inputs, named);
        const wanted = named.filter((id) => further.some((one) => one.id === id));
        const needsHousehold = named.includes(livingWageRatioMeasure.id) && needs.table !== undefined;
        if (needsHousehold && needs.households.length !== 1) throw whichHousehold(needs);
        const ground = buildGround(analysis, readAreas());
        const asked = thresholds.filter((name) =>
          SHARES.some((share) => wanted.includes(describeShare(share, name).id)),
        );
        const isMeasured =
          needs.hourly !== undefined || needs.parities !== undefined || asked.length > 0 || needsHousehold;
        const here = isMeasured
          ? bringNeedsToRegion(needs, ground, readAreas(), asked)
          : { thresholds: [], livingWage: undefined, notes: [] };
        if (!tables || wanted.length === 0) {
          return {
            valuesOf: typed?.valuesOf ?? (() => ({})),
            notes: [...(typed?.notes ?? []), ...here.notes],
            livingWage: here.livingWage,
          };
        }
        const regional = chooseWageArea(tables.areas, analysis.table.region, options.wagesArea);
        const figures = new OccupationFigures({
          staffing: tables.staffing,
          tree: industryTree(),
          national: tables.national,
          regional: regional.area,
          facts: tables.facts,
          thresholds: here.thresholds,
        });
        const rows = analysis.table.rows;
        return {
          valuesOf: (row) => {
            const { naics, members, region } = row;
            const ofPatterns = wanted.map((id) => [id, figures.of(id, naics, region.end.employment, members)] as const);
            return { ...typed?.valuesOf(row), ...Object.fromEntries(ofPatterns) };
          },
          livingWage: here.livingWage,
          notes: [
            ...(typed?.notes ?? []),
            ...here.notes,
            ...vintageNotes(needs, tables),
            ...patternNotes(rows, figures, analysis.table, tables),
            ...regional.notes,
            ...tables.notes,
          ],
        } satisfies Supply;
      },
    },
    needs,
    inputs: [...own.inputs, ...sources, ...(tables?.inputs ?? [])],
  };
}

/**
 * A share of jobs without a threshold is a mistake that deserves more than "no measure is called".
 *
 * @throws {UsageError} OPTION_MISSING
 */
function requireThreshold({ weights = {}, rule = [], weightSet = [] }: FactorOptions, names: readonly string[]): void {
  const texts = [...Object.keys(weights), ...rule.map(({ text }) => text), ...weightSet];
  for (const share of ["familyWageShare", "goodJobShare"]) {
    const bare = new RegExp(`\\b${share}\\b(?!\\s*\\[)`, "i");
    const found = texts.find((text) => bare.test(text));
    const [name] = names;
    if (found === undefined) {
      if (name !== undefined || !texts.some((text) => text.toLowerCase().includes(share.toLowerCase()))) continue;
      throw needsThreshold(
        share,
        texts.find((text) => text.toLowerCase().includes(share.toLowerCase()))!,
      );
    }
    if (name === undefined) throw needsThreshold(share, found);
    throw new UsageError(`${share} is of one threshold`, {
      code: "OPTION_VALUE",
      found,
      hint: `write ${share}[${name}]${names.length > 1 ? `; there are ${formatList(names.slice(0, 4).map((one) => `"${one}"`))}${names.length > 4 ? " and more" : ""}` : ""}`,
    });
  }
}

function needsThreshold(share: string, found: string): UsageError {
  return new UsageError(`${share} needs a wage to measure by`, {
    code: "OPTION_MISSING",
    found,
    hint: `add --threshold "family=24.50/hour" and name ${share}[family], or give a table with --living-wage FILE`,
  });
}

function whichHousehold({ table }: WageNeeds): UsageError {
  return new UsageError("livingWageRatio takes the wage of one household", {
    code: "OPTION_MISSING",
    found: `${table!.file} with ${table!.households.length} households`,
    hint: `name one with --household, such as "${table!.households[0]!}"`,
  });
}

/** Living wages and pay of years far apart are not a measure of each other. */
function vintageNotes({ table }: WageNeeds, { national }: OccupationTables): readonly Note[] {
  const { year } = national.source;
  if (table?.year === undefined || year === undefined || Math.abs(year - table.year) < 2) return [];
  return [
    caution(
      "living-wage-year",
      `The living wages are of ${table.year} and the wages of occupations of ${year}: shares that earn them are too ${year > table.year ? "high" : "low"} by what prices rose in between.`,
    ),
  ];
}

/** Whose staffing patterns stand for the industries. */
function patternNotes(
  rows: readonly { readonly naics: string; readonly members?: readonly string[] }[],
  figures: OccupationFigures,
  { region, ownership }: { readonly region: { readonly name: string }; readonly ownership: string },
  { staffing }: OccupationTables,
): readonly Note[] {
  const matched = rows.map(({ naics, members }) => ({ naics, ...figures.match(naics, members) }));
  const borrowed = matched.filter(({ kind }) => kind === "ancestor");
  const without = matched.filter(({ kind }) => kind === "none").map(({ naics }) => naics);
  const sources = formatList([...new Set(staffing.sources.map(({ label }) => label))]);
  return [
    information(
      "factor-pattern-national",
      `Figures of occupations are those of the nation's staffing patterns (${sources}), not of ${region.name}'s own employers${ownership === "total" ? "" : "; where owners mix, as in education and health care, they count public employers, too"}.`,
    ),
    ...(borrowed.length > 0
      ? [
          caution(
            "factor-pattern-borrowed",
            `${borrowed.length} of ${matched.length} industries have no staffing pattern of their own and take a wider industry's (${borrowed
              .slice(0, MOST_NAMED)
              .map(({ naics, pattern }) => `${naics}: ${pattern!.code}`)
              .join(
                ", ",
              )}${borrowed.length > MOST_NAMED ? ` and ${borrowed.length - MOST_NAMED} more` : ""}): their figures of occupations are estimates, with the range in which nine in ten patterns lie around the wider one. A --staffing file of their level would show their own.`,
            borrowed.map(({ naics }) => naics),
          ),
        ]
      : []),
    ...(without.length > 0
      ? [
          caution(
            "factor-pattern-missing",
            `No staffing pattern holds ${formatList(without)}, so that ${without.length === 1 ? "it has" : "they have"} no figure of occupations.`,
            without,
          ),
        ]
      : []),
  ];
}

const MOST_NAMED = 12;
