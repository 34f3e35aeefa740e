import { UsageError } from "../core/errors.js";
import { caution } from "../core/notes.js";
import { readResult } from "../result/result-file.js";
import type { IndustryInputs } from "../region/read/inputs.js";
import { industryTree } from "../naics/read-naics.js";
import { analyzeOccupations } from "./analysis.js";
import { filterOccupations, occupationFactors, describeOccupationFilters, sortOccupations } from "./criteria.js";
import { buildLadders } from "./ladders.js";
import { limitsOfRun, listRungs } from "./rungs.js";
import { unlikeVintages } from "../core/vintage.js";
import { occupationVintages } from "./vintages.js";
import { readAreas } from "../areas/read-areas.js";
import { readWageNeeds } from "../living-costs/read-wage-needs.js";
import { listChosenNeeds, bringNeedsToRegion, type RegionalNeeds, type WageNeeds } from "../living-costs/wage-needs.js";
import { rankIndustries } from "../ranking/rank.js";
import { buildOccupationsReport } from "./occupations-report.js";
import type { Report } from "../report/report.js";
import type { Provenance, ProvenanceInput } from "../report/provenance.js";
import { buildInverseReport } from "./inverse-report.js";
import { inverseStaffing } from "./inverse.js";
import { parseSocCode, type SocCode } from "../staffing/records.js";
import { occupationJobs } from "./region-jobs.js";
import { StaffingPatterns } from "../staffing/match.js";
import { sourcesUsed } from "../staffing/with-shipped.js";
import type { OccupationsValues } from "./options.js";
import {
  allIndustries,
  fromResult,
  namedIndustries,
  nationalChoice,
  chooseShortList,
  type Chosen,
} from "./chosen-industries.js";
import type { Io } from "../output/io.js";
import {
  builtInNotes,
  chooseWageArea,
  isBuiltIn,
  readOccupationTables,
  type OccupationTables,
} from "./occupation-tables.js";
import { chooseAreaBesideNation } from "./wage-areas.js";
import { startProgress } from "../command/progress.js";
import { buildProvenance, readInputs } from "../command/read-inputs.js";
import { eliminateNeedsRules } from "../command/run-options.js";
import { changedFromMethod, placeOfOption } from "../command/resolve-options.js";
import { followedMethod, methodNote } from "../published-methods/followed-method.js";
import { readMethod } from "../published-methods/read-methods.js";
import { applyOccupationRules, readOccupationRules } from "./rules.js";

const LADDERS = 6;

/** Reads the user's tables of occupations, with progress on a terminal, which is taken off whatever happens. */
export async function readTables(
  options: Pick<OccupationsValues, "staffing" | "wages" | "education">,
  io: Io,
  hash: boolean,
): Promise<OccupationTables> {
  const progress = startProgress(io, "reading", "bytes");
  try {
    return await readOccupationTables(options, {
      cwd: io.cwd,
      hash,
      onProgress: ({ bytesDone, bytesTotal }) => progress.update(bytesDone, bytesTotal),
    });
  } finally {
    progress.end();
  }
}

/** What `occupations` shows, and the files it read besides those that the provenance names. */
export async function occupationsReport(
  options: OccupationsValues,
  io: Io,
  hash: boolean,
): Promise<{ readonly report: Report; readonly inputs: readonly string[] }> {
  const { needs, sources } = await readWageNeeds(options, (option) => placeOfOption(options, option), hash);
  const factors = occupationFactors(options.occupationWeights, (id) => placeOfOption(options, "occupationWeights", id));
  const rules = readOccupationRules(options.rule, listChosenNeeds(needs));
  if (options.eliminate && rules.length === 0) throw eliminateNeedsRules();
  const method = options.methodOf === undefined ? undefined : readMethod(options.methodOf);
  const tables = await readTables(options, io, hash);
  if (options.inverse !== undefined) return buildInverse(options.inverse, options, io, tables);
  const tree = industryTree();
  const { chosen, inputs, result } = await chooseIndustries(options, io, tables);
  const { thresholds, livingWage, notes: needsNotes } = gatherNeeds(needs, chosen);
  const regional = chosen.scope.isNation
    ? chooseAreaBesideNation(tables.areas, options.wagesArea, { hasNation: !tables.shipped.wages })
    : chooseWageArea(tables.areas, chosen.scope, options.wagesArea);
  const analysis = analyzeOccupations({
    industries: chosen.industries,
    staffing: tables.staffing,
    tree,
    national: tables.national,
    regional: regional.area,
    facts: tables.facts,
    thresholds,
  });
  const staffingSources = sourcesUsed(
    tables.staffing,
    analysis.industries.map(({ match }) => match),
  );
  const filters = { ...options, soc: options.soc };
  const filtered = filterOccupations(analysis.entries, filters, thresholds);
  const ranking = rankIndustries(filtered.entries, factors, options);
  const places = new Map(ranking.industries.map(({ candidate, rank }) => [candidate.code, rank]));
  const results = applyOccupationRules(filtered.entries, rules, {
    facts: tables.facts,
    thresholds,
    livingWage,
    eliminates: options.eliminate,
  });
  const follows =
    method?.about === "occupations"
      ? followedMethod(method, { ranking, shortList: [], rules: results }, changedFromMethod(options))
      : undefined;
  const report = buildOccupationsReport({
    scope: chosen.scope,
    analysis,
    entries: sortOccupations(filtered.entries, options.sort, ({ code }) => places.get(code)),
    ranking,
    rules: results,
    follows,
    rows: options.rows,
    matrix: options.matrix,
    sort: options.sort,
    filters: describeOccupationFilters(filters, thresholds),
    thresholds,
    ladders: options.ladders
      ? buildLadders(listRungs(analysis), { starts: LADDERS, limits: limitsOfRun(options.steps, chosen, analysis) })
      : undefined,
    staffingSources,
    shipped: tables.shipped,
    national: tables.national,
    facts: tables.facts,
    regional: regional.area,
    jobZones: tables.jobZones,
    notes: [
      ...(method && follows ? [methodNote(method)] : []),
      ...builtInNotes(tables, analysis.industries),
      ...needsNotes,
      ...regional.notes,
      ...filtered.notes,
      ...tables.notes,
      ...chosen.notes,
    ],
    provenance: withoutFiles(
      provenanceWith(options, { inputs: [...sources, ...tables.inputs] }, inputs, result),
      tables.staffing.sources.filter((source) => isBuiltIn(source) && !staffingSources.includes(source)),
    ),
  });
  return {
    report,
    inputs: [...options.factor, ...(options.clusters ? [options.clusters] : [])],
  };
}

/** Where one occupation works: in every industry of the region, where files of one are given, and of the nation. */
async function buildInverse(
  text: string,
  options: OccupationsValues,
  io: Io,
  tables: OccupationTables,
): Promise<{ readonly report: Report; readonly inputs: readonly string[] }> {
  const tree = industryTree();
  const patterns = new StaffingPatterns(tables.staffing, tree);
  const occupation = requireOccupation(text, patterns, tables);
  const inverse = inverseStaffing(occupation, patterns.all, tree);
  const inputs = hasQcew(options) ? await readInputs(options, io) : undefined;
  const here = inputs && allIndustries(inputs, options);
  const staffed = (here?.industries ?? []).map(({ naics, title, jobs, members }) => ({
    naics,
    title,
    jobs,
    match: patterns.match(naics, members),
  }));
  const found = occupationJobs(staffed, occupation)[0];
  const report = buildInverseReport({
    occupation,
    title: tables.facts.occupations.get(occupation)?.title ?? inverse.title ?? occupation,
    facts: tables.facts.occupations.get(occupation),
    inverse,
    staffing: tables.staffing,
    national: tables.national,
    region: here && {
      scope: here.scope,
      total: found?.jobs ?? { status: "absent" },
      workplaces: (found?.parts ?? []).map(({ naics, kind, share, jobs }) => ({
        naics,
        title: staffed.find((one) => one.naics === naics)!.title,
        kind,
        pattern: patterns.match(naics).pattern?.code ?? "",
        share,
        jobs,
      })),
    },
    rows: options.rows,
    notes: [
      ...unlikeVintages(
        occupationVintages({
          year: here?.scope.year,
          staffing: tables.staffing.sources,
          national: tables.national,
          projections: [],
        }),
      ),
      ...(tables.areas.length > 0
        ? [caution("wages-not-used", "Wages of areas are not used with --inverse, whose pay is the nation's.")]
        : []),
      ...tables.notes,
      ...(here?.notes ?? []),
    ],
    provenance: provenanceWith(options, tables, inputs),
  });
  return { report, inputs: options.clusters ? [options.clusters] : [] };
}

/** @throws {UsageError} ARGUMENT_VALUE for what is not a SOC code, or one that no pattern has, with the nearest */
function requireOccupation(text: string, patterns: StaffingPatterns, tables: OccupationTables): SocCode {
  const code = parseSocCode(text.trim().replace(/^(\d{2})(\d{4})$/, "$1-$2"));
  const titles = new Map<SocCode, string>();
  for (const { rows } of patterns.all) for (const { occupation, title } of rows.values()) titles.set(occupation, title);
  if (code && titles.has(code)) return code;
  const wanted = text.trim().toLowerCase();
  const called = [...titles].filter(
    ([one, title]) => title.toLowerCase().includes(wanted) || (code && one.startsWith(code.slice(0, 5))),
  );
  const near = called.slice(0, 3).map(([one, title]) => `${one} ${title}`);
  const known = code && (tables.facts.occupations.get(code)?.title ?? tables.national.occupations.get(code)?.title);
  throw new UsageError(
    code
      ? `no staffing pattern has ${code}${known === undefined ? "" : ` ${known}`}`
      : "--inverse takes the code of an occupation",
    {
      code: "OPTION_VALUE",
      found: text,
      hint: near.length > 0 ? `did you mean ${near.join("; or ")}?` : "write a detailed SOC code, such as 29-1141",
    },
  );
}

/**
 * The thresholds of a run in dollars of its region.
 *
 * @throws {UsageError} OPTION_CONFLICT where living wages or parities are asked for and the jobs are the nation's
 */
function gatherNeeds(needs: WageNeeds, { ground }: Chosen): RegionalNeeds {
  if (ground) return bringNeedsToRegion(needs, ground, readAreas(), needs.households);
  const file = needs.table?.file ?? needs.parities?.file;
  if (file === undefined) return { thresholds: needs.typed, livingWage: needs.hourly, notes: [] };
  throw new UsageError("what a household needs is known of a region, and the jobs are the nation's", {
    code: "OPTION_CONFLICT",
    found: file,
    hint: "name a region with --qcew and --region, or type the wage with --threshold",
  });
}

const hasQcew = (options: Pick<OccupationsValues, "qcew" | "store">): boolean =>
  options.qcew.length > 0 || options.store !== undefined;

/** What industries are chosen by. */
type ChoiceValues = Parameters<typeof chooseShortList>[1] &
  Pick<OccupationsValues, "from" | "industries" | "qcew" | "store">;

/** The industries whose occupations are asked for: of a result, of the region by code, its short list, or of the nation. */
export async function chooseIndustries(
  options: ChoiceValues,
  io: Io,
  tables: OccupationTables,
): Promise<{
  readonly chosen: Chosen;
  readonly inputs: IndustryInputs | undefined;
  readonly result?: ProvenanceInput;
}> {
  if (options.from !== undefined) {
    if (hasQcew(options)) {
      throw new UsageError("--from and --qcew both name a region", {
        code: "OPTION_CONFLICT",
        found: `--from ${options.from}`,
        hint: "leave one of them out: a result holds its region's jobs",
      });
    }
    const { result, sha256 } = readResult(options.from, io.cwd);
    return {
      chosen: fromResult(result, options.industries),
      inputs: undefined,
      result: { file: options.from, sha256 },
    };
  }
  if (hasQcew(options)) {
    const inputs = await readInputs(options, io);
    const chosen =
      options.industries.length > 0
        ? namedIndustries(inputs, options, options.industries)
        : await chooseShortList(inputs, options, io);
    return { chosen, inputs };
  }
  if (options.industries.length > 0) {
    const patterns = new StaffingPatterns(tables.staffing, industryTree());
    return {
      chosen: nationalChoice(patterns, options.industries),
      inputs: undefined,
    };
  }
  throw new UsageError("no industries were named", {
    code: "OPTION_MISSING",
    hint: "add --from with the JSON of a ranking, --qcew and --region for a short list, or --industries with codes",
  });
}

function provenanceWith(
  options: OccupationsValues,
  tables: Pick<OccupationTables, "inputs">,
  inputs: IndustryInputs | undefined,
  result?: ProvenanceInput,
): Provenance {
  const own = buildProvenance({ sources: inputs?.sources ?? [] }, options);
  return { ...own, inputs: [...(result ? [result] : []), ...own.inputs, ...tables.inputs] };
}

/** Built-in tables that no chosen industry takes a pattern from are not inputs. */
function withoutFiles(provenance: Provenance, unused: readonly { readonly file: string }[]): Provenance {
  return { ...provenance, inputs: provenance.inputs.filter(({ file }) => !unused.some((one) => one.file === file)) };
}
