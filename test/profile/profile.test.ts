import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { unzipSync, strFromU8 } from "fflate";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Datum } from "../../src/core/datum.js";
import { jsonSchemas } from "../../src/schema/json-schema.js";
import { runCli } from "../cli/run-cli.js";
import { validator } from "../helpers/json-schema.js";

type Values = Readonly<Record<string, Datum>>;
interface Industry {
  readonly naics: string;
  readonly title: string;
  readonly values: Values;
}
interface Placed extends Industry {
  readonly rank: number;
  readonly ranks: Readonly<Record<string, number>>;
}
interface Profile {
  readonly schema: string;
  readonly region?: {
    readonly counties: readonly { readonly area: string }[];
    readonly figures: Values;
    readonly reference: Values;
    readonly sectors: readonly Industry[];
    readonly shortList: readonly Placed[];
    readonly largest: Readonly<Record<string, readonly string[]>>;
    readonly missing: readonly string[];
    readonly [key: string]: unknown;
  };
  readonly industries: readonly (Placed & {
    readonly parts: readonly { readonly level: number; readonly industries: readonly Industry[] }[];
    readonly counties: readonly { readonly area: string; readonly values?: Values }[];
    readonly outside: readonly unknown[];
    readonly history: readonly { readonly year: number; readonly jobs: Datum }[];
    readonly occupations: readonly { readonly soc: string; readonly values: Values; readonly asks?: object }[];
    readonly [key: string]: unknown;
  })[];
}
interface Ranking {
  readonly totals: { readonly region: Values; readonly reference: Values };
  readonly industries: readonly Placed[];
  readonly basis: { readonly totals: Readonly<Record<string, Readonly<Record<string, Values>>>> };
  readonly [key: string]: unknown;
}

const folder = mkdtempSync(join(tmpdir(), "profile-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const COLUMBUS = "--qcew demo --region C1814";

async function json<Result>(argv: string): Promise<Result> {
  const { status, stdout, stderr } = await runCli(`${argv} --json`);
  expect([status, stderr]).toEqual([0, ""]);
  return JSON.parse(stdout) as Result;
}

function requireSchema(result: Profile): void {
  const validate = validator(jsonSchemas()["profile"]!);
  expect(validate(result), JSON.stringify(validate.errors?.slice(0, 3))).toBe(true);
}

const valueIn = (datum: Datum | undefined): number => (datum as { value: number }).value;

describe("a region's profile", () => {
  let profile: Profile;
  let ranking: Ranking;
  beforeAll(async () => {
    profile = await json<Profile>(
      `profile ${COLUMBUS} --out ${folder}/p.html --out ${folder}/p.docx --out ${folder}/p.md --quiet`,
    );
    ranking = await json<Ranking>(`rank ${COLUMBUS}`);
  });

  it("is what its schema says", () => {
    requireSchema(profile);
    expect(profile.industries).toEqual([]);
  });

  it("repeats the ranking figure by figure", () => {
    const { shortList, ...region } = profile.region!;
    const listed = (ranking["shortList"] as readonly Placed[]).map(({ naics }) => naics);
    expect(shortList.map(({ naics }) => naics)).toEqual(listed);
    for (const one of shortList) {
      const own = ranking.industries.find(({ naics }) => naics === one.naics)!;
      for (const key of ["title", "rank", "score", "ranks", "values", "rankInterval", "weightSpread"]) {
        expect(one[key as "rank"], `${one.naics} ${key}`).toEqual(own[key as "rank"]);
      }
    }
    for (const key of ["context", "summary", "cautions", "alsoConsider", "method"]) {
      expect(region[key], key).toEqual(ranking[key]);
    }
  });

  it("sets the region beside the nation by totals of the ranking", () => {
    const { figures, reference } = profile.region!;
    for (const [side, of] of [
      ["region", figures],
      ["reference", reference],
    ] as const) {
      const { start, end } = ranking.basis.totals[side]!;
      expect(of["employment"]).toEqual(ranking.totals[side]["employment"]);
      expect(of["establishments"]).toEqual(ranking.totals[side]["establishments"]);
      const [jobs, before, wages] = [end!["employment"], start!["employment"], end!["wages"]].map(valueIn);
      expect(valueIn(of["pay"])).toBeCloseTo(wages! / jobs!, 6);
      expect(valueIn(of["growth"])).toBeCloseTo(jobs! / before! - 1, 12);
    }
  });

  it("has the sectors of `industries --level sector`", async () => {
    const sectors = await json<Ranking>(`industries ${COLUMBUS} --level sector`);
    expect(profile.region!.sectors).toEqual(
      sectors.industries.map(({ naics, title, values }) => ({ naics, title, values })),
    );
  });

  it("lists the ten largest of the industries that may be short-listed", () => {
    const { largest } = profile.region!;
    const jobs = (naics: string): number =>
      valueIn(ranking.industries.find((one) => one.naics === naics)!.values["employment"]);
    const firms = (one: Placed): number => valueIn(one.values["establishments"]);
    const floor = (ranking["floors"] as { shortList: { jobs: number } }).shortList.jobs;
    const eligible = ranking.industries.filter((one) => jobs(one.naics) >= floor && firms(one) >= 12);
    const expected = eligible.map(({ naics }) => naics).sort((a, b) => jobs(b) - jobs(a));
    expect(largest["employment"]).toEqual(expected.slice(0, 10));
    expect(largest["projectedGrowth"]).toEqual([]);
  });

  it("names what needs files that were not given", () => {
    expect(profile.region!.missing).toEqual(["commuting", "workers", "training", "living-costs"]);
  });

  it("is a page, a Word document and Markdown with the same words and an empty box", () => {
    const page = readFileSync(join(folder, "p.html"), "utf8");
    const markdown = readFileSync(join(folder, "p.md"), "utf8");
    const word = strFromU8(unzipSync(readFileSync(join(folder, "p.docx")))["word/document.xml"]!).replace(
      /<[^>]+>/g,
      "",
    );
    for (const text of [page, markdown, word]) {
      expect(text).toContain("In 2023 Columbus, OH had 1,080,000 jobs of all ownerships");
      expect(text).toContain("What people here know");
      expect(text).toContain("Training: needs completions of schools and colleges");
    }
    expect(page).toContain('<div class="box">');
    // The style is let in by its own checksum.
    expect(page.match(/<style>/g)).toHaveLength(1);
  });
});

describe("an industry's profile", () => {
  let profile: Profile["industries"][number];
  beforeAll(async () => {
    const whole = await json<Profile>(`profile 621 ${COLUMBUS}`);
    requireSchema(whole);
    profile = whole.industries[0]!;
  });

  it("repeats its rank, its figures and how safe they are", async () => {
    const ranking = await json<Ranking>(`rank ${COLUMBUS}`);
    const own = ranking.industries.find(({ naics }) => naics === "621")!;
    for (const key of ["rank", "score", "ranks", "values", "rankInterval", "weightSpread", "shortList"]) {
      expect(profile[key], key).toEqual((own as unknown as Record<string, unknown>)[key]);
    }
    expect(profile.history.map(({ year }) => year)).toEqual([2020, 2023]);
    expect(profile.history[1]!.jobs).toEqual(own.values["employment"]);
  });

  it("has its parts one and two levels down as `industries` has them", async () => {
    expect(profile.parts.map(({ level }) => level)).toEqual([4, 5]);
    const finer = await json<Ranking>(`industries ${COLUMBUS} --level 4`);
    const own = finer.industries.filter(({ naics }) => naics.startsWith("621"));
    expect(profile.parts[0]!.industries).toEqual(own.map(({ naics, title, values }) => ({ naics, title, values })));
  });

  it("has each county's figures as `industries` and `sweep` have them", async () => {
    expect(profile.counties).toHaveLength(10);
    const franklin = profile.counties.find(({ area }) => area === "39049")!;
    const alone = await json<Ranking>("industries --qcew demo --region 39049");
    expect(franklin.values).toEqual(alone.industries.find(({ naics }) => naics === "621")!.values);
    const swept = await json<{
      readonly leagues: readonly { readonly areas: readonly { area: string; values: Values }[] }[];
    }>("sweep --qcew demo --areas counties --industry 621 --by lq");
    for (const { area, values } of swept.leagues[0]!.areas) {
      const own = profile.counties.find((one) => one.area === area)!;
      expect(own.values!["lq"], area).toEqual(values["lq"]);
    }
    // All jobs of the region are in its counties.
    const sum = profile.counties.reduce((all, { values }) => all + valueIn(values!["employment"]), 0);
    expect(sum).toBeCloseTo(valueIn(profile.values["employment"]), 3);
  });

  it("has the leading occupations of `occupations --industries`", async () => {
    const occupations = await json<{ readonly occupations: Profile["industries"][number]["occupations"] }>(
      `occupations ${COLUMBUS} --industries 621`,
    );
    const shown = profile.occupations;
    expect(shown).toHaveLength(10);
    shown.forEach(({ soc, values, asks }, index) => {
      const own = occupations.occupations[index]!;
      expect([soc, values, asks]).toEqual([own.soc, own.values, own.asks]);
    });
  });
});

describe("the industries of a profile", () => {
  it("take the level of their code", async () => {
    const finer = await json<Profile>("profile 6216 --qcew demo --region 39117");
    expect(finer.industries[0]).toMatchObject({ naics: "6216", scope: { level: 4 }, counties: [] });
  });

  it.each([
    ["profile 621 --short-list", 2, "OPTION_CONFLICT"],
    ["profile zebras", 3, "NAICS_UNKNOWN"],
  ])("%s is refused", async (argv, status, code) => {
    const { status: found, stderr } = await runCli(`${argv} --qcew demo --region 39117 --json`);
    const { error } = JSON.parse(stderr.slice(stderr.indexOf('{"error"'))) as { error: { code: string } };
    expect([found, error.code]).toEqual([status, code]);
  });
});
