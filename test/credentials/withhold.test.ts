import { describe, expect, it } from "vitest";
import type { SurveyRating } from "../../src/command/option-types.js";
import { BREAKDOWNS, type Survey } from "../../src/credentials/survey.js";
import { tabulate, type AnswerShares } from "../../src/credentials/tabulate.js";
import type { Confidential } from "../../src/credentials/withhold.js";
import { runCli } from "../cli/run-cli.js";
import { csvOf, inFolder, seededRandom, type Row } from "./surveys.js";

// An attacker who has all outputs and knows the rules, by enumeration: every table of counts that fits what is shown.

interface Shown {
  readonly status: "shown" | "withheld" | "none";
  readonly answers?: number;
  readonly required?: number;
  readonly requiredOrPreferred?: number;
}
interface Credential {
  readonly id: string;
  readonly all: Shown;
  readonly groups: Readonly<Record<string, readonly (Shown & { readonly group: string })[]>>;
}

type Counts = readonly [answers: number, required: number, wanted: number];

const countsOf = ({ answers = 0, required = 0, requiredOrPreferred = 0 }: Shown): Counts => [
  answers,
  Math.round(required * answers),
  Math.round(requiredOrPreferred * answers),
];

/** Which values each of the three counts of one of several cells can have where all add up to a sum. */
function possible(cells: number, [answers, required, wanted]: Counts, least: number): readonly ReadonlySet<number>[] {
  const isReachable = (count: number, [n, r, w]: Counts): boolean => {
    // The other cells can hold any split of the rest with enough answers, none required beyond wanted, none wanted beyond answers.
    return n >= count * least && r >= 0 && w >= r && n >= w && (count > 0 || (n === 0 && w === 0));
  };
  const values = [new Set<number>(), new Set<number>(), new Set<number>()] as const;
  for (let n = least; n <= answers; n++) {
    for (let w = 0; w <= n; w++) {
      for (let r = 0; r <= w; r++) {
        if (!isReachable(cells - 1, [answers - n, required - r, wanted - w])) continue;
        values[0].add(n);
        values[1].add(r);
        values[2].add(w);
      }
    }
  }
  return values;
}

function surveyOf(random: () => number, isWhole: boolean): readonly Row[] {
  const pick = (names: readonly string[], power: number): string =>
    names[Math.floor(random() ** power * names.length)]!;
  const people = Array.from({ length: 4 + Math.floor(random() * 18) }, (_, at) => ({
    respondent: String(at),
    company: `Company ${String(random() < 0.2 ? Math.max(0, at - 1) : at)}`,
    industry: pick(["I1", "I2", "I3", "I4"], 1.7),
    region: pick(["A1", "A2", "A3"], 2),
    size: pick(["S1", "S2", "S3", "S4", "S5"], 1),
  }));
  return ["c1", "c2", "c3"].flatMap((credential) =>
    people
      .filter(() => isWhole || random() < 0.7)
      .map((one) => ({ ...one, credential, rating: pick(["required", "preferred", "useful", "not used"], 1.2) })),
  );
}

/** What outputs show of a survey. */
function shownOf(rows: readonly Row[]): readonly Credential[] {
  const people = new Map(
    rows.map(({ respondent, company, industry, region, size }) => [
      respondent,
      { id: respondent, company, groups: { industry, region, size } },
    ]),
  );
  const survey: Survey = {
    file: "survey.csv",
    sha256: undefined,
    answers: rows.map(({ respondent, credential, rating }) => ({
      respondent: people.get(respondent)!,
      credential,
      rating: rating as SurveyRating,
      traits: {},
    })),
    respondents: people.size,
    companies: undefined,
    jobs: new Map(),
    breakdowns: BREAKDOWNS,
  };
  const named = ["c1", "c2", "c3"].map((id) => ({ id, name: id, soc: [] }));
  const shown = (shares: Confidential<AnswerShares>): Shown =>
    typeof shares === "string" ? { status: shares } : { status: "shown", ...shares };
  return tabulate(survey, named, { count: "answers", leaveOutUnknown: false }).map(({ credential, all, groups }) => ({
    id: credential.id,
    all: shown(all),
    groups: Object.fromEntries(
      Object.entries(groups).map(([breakdown, own]) => [
        breakdown,
        own.map(({ group, shares }) => ({ group, ...shown(shares) })),
      ]),
    ),
  }));
}

const SEEDS = Array.from({ length: 400 }, (_, at) => at + 1);

describe("what is withheld", () => {
  it("can't be computed from totals, in four hundred surveys", () => {
    let withheldCells = 0;
    let totals = 0;
    for (const seed of SEEDS) {
      const credentials = shownOf(surveyOf(seededRandom(seed * 7919), seed % 2 === 0));
      for (const { all, groups, id } of credentials) {
        const total = countsOf(all);
        for (const [breakdown, cells] of Object.entries(groups)) {
          const at = `seed ${String(seed)}, ${id}, ${breakdown}`;
          const shown = cells.filter(({ status }) => status === "shown");
          const withheld = cells.filter(({ status }) => status === "withheld");
          for (const cell of shown) expect(cell.answers, at).toBeGreaterThanOrEqual(3);
          for (const cell of withheld) expect(Object.keys(cell).sort(), at).toEqual(["group", "status"]);
          if (all.status !== "shown") {
            totals++;
            expect(all.answers, at).toBeUndefined();
            expect(shown, at).toEqual([]);
            continue;
          }
          if (withheld.length === 0) continue;
          withheldCells += withheld.length;
          const rest = shown.map(countsOf).reduce<Counts>(([n, r, w], [a, b, c]) => [n - a, r - b, w - c], total);
          // Who sees a group shown knows that the withheld ones have an answer.
          const values = possible(withheld.length, rest, shown.length > 0 ? 1 : 0);
          const isSaid = (count: number): boolean => count === 0 || count === total[0];
          expect(values[0]!.size, `${at}: answers`).toBeGreaterThan(1);
          if (!isSaid(total[1])) expect(values[1]!.size, `${at}: required`).toBeGreaterThan(1);
          if (!isSaid(total[2])) expect(values[2]!.size, `${at}: wanted`).toBeGreaterThan(1);
          // All withheld groups together are no small cell either.
          expect(rest[0], at).toBeGreaterThanOrEqual(3);
        }
      }
    }
    // The surveys are such that there is much to hide.
    expect(withheldCells).toBeGreaterThan(2000);
    expect(totals).toBeGreaterThan(5);
  });

  it("can't be computed from several credentials together where everybody answered about each", () => {
    let attacked = 0;
    for (const seed of SEEDS.filter((one) => one % 2 === 0)) {
      const rows = surveyOf(seededRandom(seed * 104729), true);
      const credentials = shownOf(rows);
      for (const breakdown of ["industry", "region", "size"] as const) {
        // The same people: a group's number of answers is one unknown in all credentials.
        const known = new Map<string, number>();
        const sums: { readonly groups: readonly string[]; readonly sum: number }[] = [];
        for (const { all, groups } of credentials) {
          if (all.status !== "shown") continue;
          const cells = groups[breakdown]!;
          for (const { group, status, answers } of cells) if (status === "shown") known.set(group, answers!);
          const shown = cells
            .filter(({ status }) => status === "shown")
            .reduce((sum, { answers }) => sum + answers!, 0);
          const hidden = cells.filter(({ status }) => status === "withheld").map(({ group }) => group);
          if (hidden.length > 0) sums.push({ groups: hidden, sum: all.answers! - shown });
        }
        // Put in what is known until nothing new follows.
        for (let isNew = true; isNew;) {
          isNew = false;
          for (const { groups, sum } of sums) {
            const open = groups.filter((group) => !known.has(group));
            if (open.length !== 1) continue;
            known.set(open[0]!, sum - groups.reduce((all, group) => all + (known.get(group) ?? 0), 0));
            isNew = true;
          }
        }
        if (sums.length > 0) attacked++;
        for (const [group, answers] of known)
          expect(answers, `seed ${String(seed)}, ${group}`).toBeGreaterThanOrEqual(3);
      }
    }
    expect(attacked).toBeGreaterThan(20);
  });

  it("is also what three people of one company said", async () => {
    const rows = Array.from({ length: 9 }, (_, at) => ({
      respondent: String(at),
      company: at < 3 ? "Company A" : `Company ${String(at)}`,
      industry: at < 3 ? "I1" : at < 6 ? "I2" : "I3",
      region: "A1",
      size: "S1",
      credential: "c1",
      rating: at % 2 === 0 ? "required" : "useful",
    }));
    const [credential] = await inFolder({ "s.csv": csvOf(rows) }, async (cwd) => {
      const { stdout } = await runCli("credentials --survey s.csv --json", { cwd });
      return (JSON.parse(stdout) as { readonly credentials: readonly Credential[] }).credentials;
    });
    // I1 is one company; I2 goes with it, since 9 less 3 less 3 would give I1 away. I3 stays.
    expect(credential!.groups["industry"]!.map(({ group, status }) => [group, status])).toEqual([
      ["I1", "withheld"],
      ["I2", "withheld"],
      ["I3", "shown"],
    ]);
  });
});
