import fc from "fast-check";
import { afterAll, describe, expect, it } from "vitest";
import { resolveRegion } from "../../src/areas/region.js";
import { knownValue } from "../../src/core/datum.js";
import { flowsByYear } from "../../src/commute/flows-of-year.js";
import { readFlows } from "../../src/commute/read/read-flows.js";
import { findSheds } from "../../src/commute/sheds.js";
import type { AreaCode } from "../../src/core/codes.js";
import { jsonSchemas } from "../../src/schema/json-schema.js";
import { runCli } from "../cli/run-cli.js";
import { validator } from "../helpers/json-schema.js";
import { analyze, areas, flowFile, removeFlowFiles, pairsFile } from "./flows.js";

afterAll(removeFlowFiles);

const HEADER = "w_geocode,h_geocode,S000,SA01,SA02,SA03,SE01,SE02,SE03,SI01,SI02,SI03,createdate";
/** A row of a block file: all jobs of one age, one band of earnings and one kind of industry. */
const row = (work: string, home: string, jobs: number, industry = 3): string =>
  [work, home, jobs, jobs, 0, 0, 0, jobs, 0, ...[1, 2, 3].map((kind) => (kind === industry ? jobs : 0)), 20231016].join(
    ",",
  );
const block = (county: string): string => `${county}0001001001`;

describe("labor shed, commute shed and containment by hand", () => {
  // Region: Franklin 39049 and Delaware 39041. 60 + 5 live and work in them; 20 come from Licking, 10 go there.
  const file = (): string =>
    pairsFile(
      "by-hand.csv",
      [
        ["39049", "39049", 60],
        ["39041", "39049", 30],
        ["39049", "39041", 5],
        ["39041", "39041", 15],
        ["39089", "39049", 20],
        ["39049", "39089", 10],
        ["39089", "39089", 40],
        ["39045", "39045", 95],
        ["39045", "39041", 5],
      ],
      2021,
    );

  it("counts each commuter once", async () => {
    const { containment } = (await analyze([file()], { region: "39049,39041" })).sheds;
    // Jobs 60 + 30 + 20 in Franklin, 5 + 15 + 5 in Delaware; residents 60 + 5 + 10 and 30 + 15.
    expect(Object.fromEntries(Object.entries(containment).map(([name, datum]) => [name, knownValue(datum)]))).toEqual({
      jobs: 135,
      workers: 120,
      within: 110,
      inCommuters: 25,
      outCommuters: 10,
      net: 15,
      jobsHeld: 110 / 135,
      workersStaying: 110 / 120,
    });
  });

  it("adds the county with a quarter of its workers or jobs in the region, and no other", async () => {
    const { sheds, extension, proposedText } = await analyze([file()], { region: "39049,39041" });
    const ties = (county: string) => sheds.ties.find((one) => one.county === county)!;
    // Licking: 20 of 60 workers come in, 10 of 50 jobs are held by the region. Fairfield: 5 of 100 and none.
    expect(knownValue(ties("39089").workersShare)).toBe(20 / 60);
    expect(knownValue(ties("39089").jobsShare)).toBe(10 / 50);
    expect(knownValue(ties("39089").interchange)).toBeCloseTo(20 / 60 + 10 / 50, 12);
    // Delaware's ties are with Franklin alone: 30 of 45 workers, 5 of 25 jobs.
    expect(knownValue(ties("39041").workersShare)).toBe(30 / 45);
    expect(Object.fromEntries(extension.advice)).toEqual({
      "39049": "center",
      "39041": "none",
      "39089": "add",
      "39045": "none",
    });
    expect(proposedText).toBe("39041,39049,39089");
    // With Licking 110 + 20 + 10 + 40 of 135 + 50 jobs are held by residents.
    expect(knownValue(extension.steps.at(-1)!.containment.jobsHeld)).toBe(180 / 185);
  });

  it("drops a county without ties to the rest, and keeps to the share that is asked for", async () => {
    const wide = await analyze([file()], { region: "39049,39041,39045" });
    expect(wide.extension.advice.get("39045" as AreaCode)).toBe("drop");
    expect(wide.extension.steps.map(({ action, county }) => [action, county])).toEqual([
      ["start", undefined],
      ["add", "39089"],
      ["drop", "39045"],
    ]);
    const strict = await analyze([file()], { region: "39049,39041", threshold: 0.4 });
    expect(strict.extension.steps).toHaveLength(1);
    expect(strict.proposedText).toBe("39049,39041");
  });

  it("ends with a --region that rank takes", async () => {
    const { stdout } = await runCli(["commute", file(), "--region", "39049,39041"]);
    const line = /^--region (\S+)$/m.exec(stdout)?.[1] ?? "";
    expect(line).toBe("39041,39049,39089");
    expect(resolveRegion(areas, line).areas).toEqual(["39041", "39049", "39089"]);
    const rank = await runCli(`rank --qcew demo --region ${line} --level sector --format csv`);
    expect(rank.status, rank.stderr).toBe(0);
  });
});

/** Flows between seven counties of two states, as pairs with jobs. */
const COUNTIES = ["39049", "39041", "39089", "39045", "21015", "21037", "21117"] as const;
const anyFlows = fc.array(
  fc.record({
    home: fc.constantFrom(...COUNTIES),
    work: fc.constantFrom(...COUNTIES),
    jobs: fc.integer({ min: 0, max: 9 }),
    kind: fc.integer({ min: 1, max: 3 }),
  }),
  { minLength: 1, maxLength: 40 },
);
const anyRegion = fc.uniqueArray(fc.constantFrom(...COUNTIES), { minLength: 1 });

describe("of any flows and any region", () => {
  it("no commuter is lost or counted twice, whatever the order of rows and files", async () => {
    let number = 0;
    await fc.assert(
      fc.asyncProperty(anyFlows, anyRegion, fc.integer(), async (flows, region, seed) => {
        // Each state's residents are in the file, so that all jobs are known.
        const known = [...flows, ...COUNTIES.map((one) => ({ home: one, work: one, jobs: 1, kind: 3 }))];
        const rows = known.map(({ home, work, jobs, kind }) => row(block(work), block(home), jobs, kind));
        const shuffled = rows
          .map((text, index) => ({ text, key: (index * 7919 + seed) % 101 }))
          .sort((a, b) => a.key - b.key);
        const isWithin = (text: string): boolean => text.slice(0, 2) === text.slice(16, 18);
        number++;
        const name = (part: string): string => `xx_od_${part}_JT00_2021.${number}.csv`;
        const one = flowFile(`all-${number}.csv`, `${[HEADER, ...rows].join("\n")}\n`);
        const [main, aux] = [true, false].map((wanted) =>
          flowFile(
            name(wanted ? "main" : "aux"),
            [HEADER, ...shuffled.map(({ text }) => text).filter((text) => isWithin(text) === wanted)].join("\r\n"),
          ),
        ) as [string, string];
        const codes = region as unknown as readonly AreaCode[];
        const read = async (files: readonly string[]) => {
          const { parts } = await readFlows(files, areas);
          return findSheds(flowsByYear(parts, 2021).chosen, codes);
        };
        const whole = await read([one]);
        const hasAux = known.some(({ home, work }) => home.slice(0, 2) !== work.slice(0, 2));
        expect(await read(hasAux ? [aux, main] : [main])).toEqual(whole);

        const inside = new Set<string>(region);
        const sum = (wanted: (flow: (typeof known)[number]) => boolean): number =>
          known.filter(wanted).reduce((total, { jobs }) => total + jobs, 0);
        const { jobs, workers, within, inCommuters, outCommuters, net } = whole.containment;
        expect(knownValue(jobs)).toBe(sum(({ work }) => inside.has(work)));
        expect(knownValue(workers)).toBe(sum(({ home }) => inside.has(home)));
        expect(knownValue(within)).toBe(sum(({ home, work }) => inside.has(home) && inside.has(work)));
        expect(knownValue(inCommuters)! - knownValue(outCommuters)!).toBe(knownValue(net));
        expect(knownValue(jobs)! - knownValue(workers)!).toBe(knownValue(net));
        const shed = (side: "toRegion" | "fromRegion"): number =>
          whole.ties.reduce((total, ties) => total + (knownValue(ties[side]) ?? 0), 0);
        expect(shed("toRegion")).toBe(knownValue(jobs));
        expect(shed("fromRegion")).toBe(knownValue(workers));
        // The three kinds of industry are all jobs.
        const kinds = whole.bySegment.filter(({ id }) => id.startsWith("SI"));
        expect(kinds.reduce((total, { containment }) => total + knownValue(containment.within)!, 0)).toBe(
          knownValue(within),
        );
      }),
      { numRuns: 25 },
    );
  });
});

describe("files as people have them", () => {
  const pairs = [
    ["39049", "39049", 60],
    ["39041", "39049", 30],
  ] as const;
  const jobsOf = async (file: string): Promise<unknown> => {
    const { sheds } = await analyze([file], { region: "39049", lodesYear: 2021 });
    return [
      knownValue(sheds.containment.jobs),
      knownValue(sheds.ties.find(({ county }) => county === "39041")!.toRegion),
    ];
  };

  it.each([
    [
      "packed",
      "a_od_main_JT00_2021.csv.gz",
      `${HEADER}\n${pairs.map(([home, work, jobs]) => row(block(work), block(home), jobs)).join("\n")}`,
    ],
    [
      "with quotes and CRLF",
      "quoted.csv",
      `${HEADER}\r\n${pairs.map(([home, work, jobs]) => row(`"${block(work)}"`, `"${block(home)}"`, jobs)).join("\r\n")}\r\n`,
    ],
    [
      "with a byte order mark",
      "mark.csv",
      `\ufeff${HEADER}\n${pairs.map(([home, work, jobs]) => row(block(work), block(home), jobs)).join("\n")}\n`,
    ],
    [
      "two parts put together",
      "joined.csv",
      pairs.map(([home, work, jobs]) => `${HEADER}\n${row(block(work), block(home), jobs)}\n`).join(""),
    ],
    [
      "semicolons, other order",
      "order.csv",
      `h_geocode;w_geocode;S000\n${pairs.map(([home, work, jobs]) => [block(home), block(work), jobs].join(";")).join("\n")}\n`,
    ],
    [
      "tracts",
      "tracts.csv",
      `w_tract,h_tract,S000\n${pairs.map(([home, work, jobs]) => [`${work}000100`, `${home}000100`, jobs].join(",")).join("\n")}\n`,
    ],
    [
      "towns",
      "towns.csv",
      `Residence FIPS,Workplace FIPS,Year,Measure Type,Value\n${pairs.map(([home, work, jobs]) => [`${home}12345`, `${work}12345`, 2021, "Number", jobs].join(",")).join("\n")}\n${pairs[0][0]}12345,3904112345,2021,Percent,0.4\n`,
    ],
    [
      "with titles above",
      "titles.csv",
      `Commuters of Ohio,,,\n,,,\nw_county_fips,h_county_fips,jobs,year\n${pairs.map(([home, work, jobs]) => [work, home, jobs, 2021].join(",")).join("\n")}\n`,
    ],
  ])("%s", async (_, name, text) => {
    expect(await jobsOf(flowFile(name, text))).toEqual([90, 30]);
  });

  it("reads codes that lost the zero of the states 01 to 09", async () => {
    const lost = `${HEADER}\n${row(block("09003").slice(1), block("25013"), 7)}\n${row(block("09003").slice(1), block("09003").slice(1), 4)}\n`;
    const { sheds } = await analyze([flowFile("ct_od_main_JT00_2014.csv", lost)], { region: "09003" });
    expect(knownValue(sheds.containment.jobs)).toBe(11);
    expect(knownValue(sheds.containment.within)).toBe(4);
  });

  it("keeps a flow without a figure out of sums, and says so", async () => {
    const file = pairsFile(
      "withheld.csv",
      [
        ["39049", "39049", 60],
        ["39041", "39049", "*"],
      ],
      2021,
    );
    const { sheds } = await analyze([file], { region: "39049" });
    expect(sheds.ties.find(({ county }) => county === "39041")!.toRegion).toEqual({ status: "suppressed" });
    expect(knownValue(sheds.containment.jobs)).toBe(60);
    const { stdout } = await runCli(["commute", file, "--region", "39049", "--json"]);
    const { notes, flows } = JSON.parse(stdout) as { notes: { id: string }[]; flows: { withheld: number } };
    expect(flows.withheld).toBe(1);
    expect(notes.map(({ id }) => id)).toEqual(
      expect.arrayContaining(["flows-withheld", "homes-elsewhere-missing", "work-elsewhere-missing"]),
    );
  });
});

describe("with QCEW files", () => {
  it("reviews the short list county by county, inside and outside", async () => {
    const file = pairsFile(
      "columbus.csv",
      [
        ["39049", "39049", 9000],
        ["39159", "39049", 900],
        ["39041", "39049", 500],
      ],
      2021,
    );
    const { stdout, stderr } = await runCli(["commute", file, "--qcew", "demo", "--region", "39049,39041", "--json"]);
    interface Place {
      readonly county: string;
      readonly values?: Readonly<Record<string, { readonly value?: number }>>;
    }
    const { review } = JSON.parse(stdout || stderr) as {
      review: {
        industries: {
          naics: string;
          jobs: { value: number };
          most?: { counties: string[]; share: number };
          inside: Place[];
          outside: Place[];
          strongOutside: string[];
        }[];
      };
    };
    const validate = validator(jsonSchemas()["commute"]!);
    expect(validate(JSON.parse(stdout)), JSON.stringify(validate.errors)).toBe(true);
    expect(review.industries.length).toBeGreaterThanOrEqual(10);
    const explained = await runCli("industries --qcew demo --region 39159 --json");
    const union = JSON.parse(explained.stdout) as {
      industries: { naics: string; values: NonNullable<Place["values"]> }[];
    };
    for (const { naics, jobs, most, inside, outside, strongOutside } of review.industries) {
      expect(inside.map(({ county }) => county).sort()).toEqual(["39041", "39049"]);
      const employment = (place: Place): number => place.values?.["employment"]?.value ?? 0;
      if (most) {
        const held = inside
          .filter(({ county }) => most.counties.includes(county))
          .reduce((sum, one) => sum + employment(one), 0);
        expect(held).toBeGreaterThanOrEqual(0.8 * jobs.value);
      }
      const there = outside.find(({ county }) => county === "39159");
      const own = union.industries.find((one) => one.naics === naics)?.values;
      // The county alone says the same of itself.
      expect(there?.values?.["lq"]?.value ?? 0).toBeCloseTo(own?.["lq"]?.value ?? 0, 6);
      expect(strongOutside.includes("39159")).toBe(
        (own?.["lq"]?.value ?? 0) >= 1.2 && (own?.["employment"]?.value ?? 0) >= 100,
      );
    }
  });
});
