import { defineConfig } from "vitest/config";
import { BaseSequencer, type TestSpecification } from "vitest/node";
import { testedModules } from "./scripts/tested-modules.mjs";

const report = process.env["SECTOR_RANK_TEST_REPORT"];

// As bin/sector-rank.js: Node 20 spends a sixth of the tests' time on optimizing code that runs no more.
const isNode20 = process.versions.node.startsWith("20.");

/** What takes longest, longest first: at the end both processors ought to be busy. Other files go by their size. */
const LONGEST = [
  "cli/docs",
  "render/xlsx/live-workbook",
  "data/tables",
  "fetch/interrupts",
  "qcew/store/read-store",
  "page/page",
  "render/whole-set",
  "messy/messy",
  "render/xlsx/structure",
  "sweep/equality",
  "cli/examples",
  "qcew/read/published-files",
  "docs/pages",
  "profile/profile",
  "cli/occupations",
  "cli/config",
  "qcew/read/fuzz",
  "ranking/own-codes",
  "page/page-details",
];

/** What `npm test` has built; sources that are watched while they change are tested as they are. */
const modules = process.argv.includes("run") ? testedModules()?.replaceAll("\\", "/") : undefined;

class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const place = ({ moduleId }: TestSpecification): number => {
      const at = LONGEST.findIndex((name) => moduleId.endsWith(`test/${name}.test.ts`));
      return at < 0 ? LONGEST.length : at;
    };
    return (await super.sort(files)).sort((one, other) => place(one) - place(other));
  }
}

export default defineConfig({
  ...(modules !== undefined && {
    resolve: { alias: [{ find: /^(?:\.\.\/)+src\/(?=.+\.js$)/, replacement: `${modules}/` }] },
  }),
  test: {
    include: ["test/**/*.test.ts"],
    testTimeout: 900_000,
    hookTimeout: 900_000,
    sequence: { sequencer: LongestFirst },
    // Two cores are what a small machine has.
    maxWorkers: 2,
    ...(isNode20 && { execArgv: ["--interrupt-budget=1000000"] }),
    // Loading every module again for each file takes a third of the whole. No test leaves anything changed behind it.
    isolate: false,
    // A diff of two long texts takes hours where they differ throughout.
    diff: { truncateThreshold: 500 },
    reporters: report ? ["default", ["json", { outputFile: report }]] : ["default"],
  },
});
