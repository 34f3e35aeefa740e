import { describe, expect, it } from "vitest";
import { splitWords } from "../cli/run-cli.js";
import { commandsIn, expectAdviceToWork, firstProblem } from "./follow-advice.js";
import { runMessy } from "./messy-case.js";

// What an error advises is done, word for word, and the command is run again: the same error must not come again.

/** The least that reads and ranks. */
const demo = "rank --qcew data/demo --region 39049 --level sector";

/** Command lines that go wrong, beside those of fixtures/messy. */
const MORE = [
  "industries --qcew data/demo --region 39049 --level sector --ownership total --rule lq",
  "industries --qcew data/demo --region Columbs",
  `${demo} --weights "jbs=2,lq=1"`,
  `${demo} --method percentil`,
  `${demo} --profile strat`,
  "rank --qcew data/demo --region 39049 --only 448",
  "rank --qcew data/demo --region 39049 --only 5413",
  `${demo} --exclude-industries 72211`,
  "rank --qcew data/demo --region 39049 --level 6 --only 238110",
  `${demo} --min-lq 99`,
  `${demo} --max-growth=-99`,
  `${demo} --year 2019`,
  `${demo} --quarter 1`,
  "rank --qcew data/demo --region C18140",
  `${demo} --reference 39-049`,
  "explain 72211 --qcew data/demo --region C1814",
  "explain hospitls --qcew data/demo --region C1814",
  "regions Columbsu",
  "sweep --qcew data/demo",
  "estimate --qcew data/demo",
  "shift-share --qcew data/demo --region C1814 --since 2021",
  "occupations",
  "occupations --industries 62 --soc 99-1141",
  "projections data/projections/california.csv --projections-area MSA",
  "measures lqq",
];

const followed = new Set<string>();
const commands = new Set<string>();

describe("advice works when it is followed", () => {
  it.each(MORE)("of %s", async (line) => {
    const words = splitWords(line);
    const problem = await firstProblem(words);
    expect(problem).toBeDefined();
    for (const command of commandsIn(problem!.try ?? "")) commands.add(command.join(" "));
    await expectAdviceToWork(words, problem!, followed);
  });

  it("was tried on many", () => {
    expect(followed.size).toBeGreaterThan(15);
  });

  it("names commands that run", async () => {
    expect(commands.size).toBeGreaterThan(2);
    for (const command of commands) {
      const { status, stderr } = await runMessy(command.split(" "));
      // `industries` alone asks for files, as it says.
      expect(status, `${command}: ${stderr}`).toBeLessThan(3);
      if (status !== 0) expect(stderr).toMatch(/^error: no (?:QCEW file|region)/);
    }
  });
});
