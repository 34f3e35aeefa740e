import { median } from "simple-statistics";
import { hasValue, type Datum } from "../../core/datum.js";
import { caution, type Note } from "../../core/notes.js";
import { formatNumber } from "../../core/number-format.js";
import { exchangedTitleNotes } from "../../naics/printed-titles.js";
import type { OccupationRow, SocCode, SocVersion, Wage, WageDistribution } from "../../staffing/records.js";
import { shippedNationalWages } from "../../staffing/read/shipped-occupations.js";
import type { OccupationGroup } from "./groups.js";
import { socTitles } from "./soc-titles.js";

/** BLS takes a year for 2,080 hours, and prints hours to the cent, years to ten dollars. */
const HOURS = 2_080;
const YEAR_ROUNDING = 25;
/** Of a percent printed to the tenth, with jobs rounded to tens or hundreds. */
const SHARE_ROUNDING = 0.0006;
const JOBS_ROUNDING = 60;
const RELATIVE = 0.01;
/** Sums of rounded parts, which reach their whole in part. */
const SUM_RELATIVE = 0.02;
/** Wages of no state nor decade are so far from the nation's of 2024, over all occupations. */
const FARTHEST = 3;
const FEW = 5;
/** No occupation of an industry, state or decade is paid so far from the nation's of 2024. */
const FAR_FROM_NATION = 8;

interface Finding {
  readonly words: string;
  readonly missed: number;
  readonly compared: number;
  readonly example: string;
}

/**
 * Rows of OEWS and of the National Employment Matrix against what they print of themselves in other words: percents of the
 * total, percentiles in order, years of 2,080 hours, groups against their parts, titles of codes, and wages against the
 * nation's.
 */
export function contradictionNotes(groups: readonly OccupationGroup[], soc: SocVersion): readonly Note[] {
  const checks: Checks = {
    share: new Counter(),
    order: new Counter(),
    hours: new Counter(),
    parts: new Counter(),
    missing: new Counter(),
    nation: new Counter(),
  };
  for (const group of groups) checkGroup(group, checks);
  const findings = (Object.keys(WORDS) as (keyof Checks)[]).flatMap((kind) => checks[kind].finding(WORDS[kind]) ?? []);
  const text = findings
    .map(
      ({ words, missed, compared, example }) =>
        `${formatNumber(missed, "count")} of ${formatNumber(compared, "count")} ${words} (${example})`,
    )
    .join("; ");
  return [
    ...(findings.length === 0
      ? []
      : [
          caution(
            "occupation-contradictions",
            `Rows of a table of occupations contradict themselves, as those of a damaged file do: ${text}. Use the file as published.`,
          ),
        ]),
    ...scaleNotes(groups),
    ...(soc === "2018" ? titleNotes(groups) : []),
  ];
}

type Checks = Readonly<Record<"share" | "order" | "hours" | "parts" | "missing" | "nation", Counter>>;

const WORDS: Readonly<Record<keyof Checks, string>> = {
  share: "printed percents are not jobs ÷ total",
  order: "wages have percentiles out of order",
  hours: `yearly wages are not ${formatNumber(HOURS, "count")} hourly ones`,
  parts: "groups of occupations have fewer jobs than their parts",
  missing: "groups of occupations have more jobs than their rows, so that rows seem to be missing",
  nation: "occupations are paid eight times as much as in the nation, or an eighth",
};

class Counter {
  #compared = 0;
  #missed = 0;
  #example = "";

  add(isRight: boolean, example: () => string): void {
    this.#compared++;
    if (isRight) return;
    if (this.#missed++ === 0) this.#example = example();
  }

  finding(words: string): Finding | undefined {
    if (this.#missed === 0) return undefined;
    return { words, missed: this.#missed, compared: this.#compared, example: this.#example };
  }
}

function checkGroup({ file, total, rows }: OccupationGroup, checks: Checks): void {
  const place = ({ line, occupation }: OccupationRow): string => `${file}, line ${line}: ${occupation}`;
  const parts = new Map<string, { sum: number; count: number }>();
  for (const row of rows) {
    const { employment, publishedShare, wages, level } = row;
    if (publishedShare && hasValue(publishedShare) && hasValue(employment) && hasValue(total) && total.value > 0) {
      const share = employment.value / total.value;
      const tolerance = SHARE_ROUNDING + JOBS_ROUNDING / total.value + RELATIVE * share;
      checks.share.add(
        Math.abs(share - publishedShare.value) <= tolerance,
        () =>
          `${place(row)} prints ${formatNumber(publishedShare.value, "fraction")}, its jobs are ${formatNumber(share, "fraction")}`,
      );
    }
    for (const distribution of [wages.hourly, wages.annual]) {
      const known = ordered(distribution);
      if (known.length < 2) continue;
      checks.order.add(
        known.every((wage, at) => at === 0 || wage >= known[at - 1]!),
        () => `${place(row)}: ${known.join(", ")}`,
      );
    }
    const here = dollars(wages.annual.mean) ?? dollars(wages.annual.median);
    const there = nationalWage(row.occupation);
    if (here !== undefined && there !== undefined) {
      checks.nation.add(
        here <= there * FAR_FROM_NATION && here >= there / FAR_FROM_NATION,
        () => `${place(row)}: $${formatNumber(here, "count")} a year, in the nation $${formatNumber(there, "count")}`,
      );
    }
    for (const at of ["mean", "median"] as const) {
      const [hour, year] = [dollars(wages.hourly[at]), dollars(wages.annual[at])];
      if (hour === undefined || year === undefined) continue;
      checks.hours.add(
        Math.abs(year - hour * HOURS) <= YEAR_ROUNDING + RELATIVE * year,
        () => `${place(row)}: $${hour} an hour, $${formatNumber(year, "count")} a year`,
      );
    }
    if (level === "detailed" && hasValue(employment)) {
      const major = row.occupation.slice(0, 2);
      const sum = parts.get(major) ?? { sum: 0, count: 0 };
      parts.set(major, { sum: sum.sum + employment.value, count: sum.count + 1 });
    }
  }
  checkWholes(file, { total, rows, parts }, checks);
  for (const row of rows) {
    const held = parts.get(row.occupation.slice(0, 2));
    if (row.level !== "major" || !held || !hasValue(row.employment)) continue;
    const { employment } = row;
    checks.parts.add(
      held.sum <= employment.value * (1 + SUM_RELATIVE) + held.count * JOBS_ROUNDING,
      () => `${place(row)} has ${formatJobs(employment)} jobs, its parts ${formatNumber(held.sum, "jobs")}`,
    );
  }
}

/** Where most groups hold this much of what they are made of, one that holds much less has lost rows. */
const WHOLE = 0.95;
const SHORT = 0.8;

/** Rows that are missing: majors against their parts where most have all of them, and the total against its majors. */
function checkWholes(
  file: string,
  {
    total,
    rows,
    parts,
  }: Pick<OccupationGroup, "total" | "rows"> & { readonly parts: ReadonlyMap<string, { sum: number }> },
  checks: Checks,
): void {
  const majors = rows.filter(({ level }) => level === "major");
  const known = majors.flatMap((row) => (hasValue(row.employment) ? [{ row, jobs: row.employment.value }] : []));
  const shares = known.flatMap(({ row, jobs }) =>
    jobs > 0 ? [{ row, jobs, share: (parts.get(row.occupation.slice(0, 2))?.sum ?? 0) / jobs }] : [],
  );
  if (shares.filter(({ share }) => share >= WHOLE).length > shares.length / 2) {
    for (const { row, jobs, share } of shares) {
      checks.missing.add(
        share >= SHORT || jobs * (1 - share) < LEAST_LOST,
        () =>
          `${file}, line ${row.line}: ${row.occupation} has ${formatNumber(jobs, "jobs")} jobs, its parts ${formatNumber(share * jobs, "jobs")}`,
      );
    }
  }
  if (majors.length < 2 || known.length < majors.length || !hasValue(total)) return;
  const sum = known.reduce((all, { jobs }) => all + jobs, 0);
  checks.missing.add(
    sum >= total.value * WHOLE || total.value - sum < LEAST_LOST,
    () =>
      `${file}: the total has ${formatNumber(total.value, "jobs")} jobs, the groups in it ${formatNumber(sum, "jobs")}`,
  );
}

/** Jobs: tables leave out what rounds to nothing. */
const LEAST_LOST = 500;

function formatJobs(employment: Datum): string {
  return hasValue(employment) ? formatNumber(employment.value, "jobs") : "no";
}

function dollars(wage: Wage): number | undefined {
  return wage.status === "disclosed" ? wage.value : undefined;
}

function ordered({ p10, p25, median, p75, p90 }: WageDistribution): readonly number[] {
  return [p10, p25, median, p75, p90].flatMap((wage) => dollars(wage) ?? []);
}

/** Mean of a year over the nation, dollars. */
function nationalWage(occupation: SocCode): number | undefined {
  const mean = shippedNationalWages().occupations.get(occupation)?.wages.annual.mean;
  return mean && dollars(mean);
}

/** Wages in thousands, of a week, or of another column are far from the nation's in most occupations. */
function scaleNotes(groups: readonly OccupationGroup[]): readonly Note[] {
  const notes: Note[] = [];
  for (const { file, title, code, rows } of groups) {
    for (const period of ["annual", "hourly"] as const) {
      const ratios = rows.flatMap(({ occupation, wages }) => {
        const here = dollars(wages[period].mean) ?? dollars(wages[period].median);
        const known = nationalWage(occupation);
        return here === undefined || !known ? [] : [(here * (period === "hourly" ? HOURS : 1)) / known];
      });
      if (ratios.length < FEW) continue;
      const middle = median(ratios);
      if (middle <= FARTHEST && middle >= 1 / FARTHEST) continue;
      const name = title || code || "the file";
      const text = `${file}: ${period === "annual" ? "yearly" : "hourly"} wages of ${name} are ${formatNumber(middle, "ratio")} times the nation's of May 2024 in the middle of ${ratios.length} occupations: they seem to be in another unit, or of another column.`;
      notes.push(caution("wages-scale", text));
    }
  }
  return notes.slice(0, 1);
}

function titleNotes(groups: readonly OccupationGroup[]): readonly Note[] {
  const seen = new Set<string>();
  const rows = groups.flatMap(({ file, rows: of }) =>
    of.flatMap(({ occupation, title, line }) => {
      // The same occupation stands in every industry and area.
      const key = `${file} ${occupation} ${title}`;
      if (title === "" || seen.has(key)) return [];
      seen.add(key);
      return [{ code: occupation, title, file, line }];
    }),
  );
  return exchangedTitleNotes(rows, socTitles());
}
