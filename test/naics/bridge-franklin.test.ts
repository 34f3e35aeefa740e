import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { ABSENT, disclosed, hasValue, SUPPRESSED, knownValue, type Datum } from "../../src/core/datum.js";
import type { PeriodFigures } from "../../src/core/industry-table.js";
import { readNaics } from "../../src/naics/read-naics.js";
import { readRevisions } from "../../src/naics/read-revisions.js";
import { bridgeFigures, type BridgedIndustry } from "../../src/naics/bridge.js";
import { planBridge } from "../../src/naics/bridge-plan.js";
import { findSector } from "../../src/naics/levels.js";
import { chainRevisions } from "../../src/naics/revision.js";

const folder = fileURLToPath(new URL("../../../shared/data/qcew/annual/columbus-oh/", import.meta.url));
const naics = readNaics();

/** Private figures of Franklin County, Ohio, as published. */
function franklin(year: number): Map<string, PeriodFigures> {
  const [header, ...lines] = readFileSync(`${folder}${year}_a_39049.csv`, "utf8").trim().split("\n");
  const column = (name: string): number => header!.split(",").indexOf(name);
  const at = ["own_code", "industry_code", "disclosure_code", "annual_avg_estabs", "annual_avg_emplvl"].map(column);
  const wages = column("total_annual_wages");
  const figures = new Map<string, PeriodFigures>();
  for (const line of lines) {
    const cells = line.split(",");
    const [ownership, code, disclosure, establishments, jobs] = at.map((index) => cells[index]!);
    if (ownership !== "5") continue;
    const hide = (datum: Datum): Datum => (disclosure === "" ? datum : SUPPRESSED);
    figures.set(code!, {
      employment: hide(disclosed(Number(jobs))),
      wages: hide(disclosed(Number(cells[wages]))),
      establishments: disclosed(Number(establishments)),
    });
  }
  return figures;
}

function sumOf(figures: ReadonlyMap<string, PeriodFigures>, codes: readonly string[]): PeriodFigures {
  const parts = codes.flatMap((code) => figures.get(code) ?? []);
  const sum = (of: (part: PeriodFigures) => Datum): Datum => {
    if (parts.length === 0) return ABSENT;
    const data = parts.map(of);
    if (!data.every(hasValue)) return SUPPRESSED;
    return disclosed(data.reduce((total, datum) => total + knownValue(datum)!, 0));
  };
  return {
    employment: sum((part) => part.employment),
    wages: sum((part) => part.wages),
    establishments: sum((part) => part.establishments),
  };
}

// Skipped where BLS's files are not beside the checkout. The two years stand on either side of the break of
// 2022, so that growth between them is small.
describe.skipIf(!existsSync(folder))("Franklin County, Ohio, 2021 brought to the codes of 2022", () => {
  const bridged = (level: "3" | "4", seeing: boolean): ReadonlyMap<string, BridgedIndustry> => {
    const [before, after] = [franklin(2021), franklin(2022)];
    return bridgeFigures({
      plan: planBridge(naics, chainRevisions(readRevisions(), 2017, 2022), level),
      naics,
      earlierCodes: before.keys(),
      earlier: (codes) => sumOf(before, codes),
      ...(seeing && { later: (code: string) => after.get(code) }),
      years: 1,
    });
  };

  it.each(["3", "4"] as const)(
    "keeps the published jobs, wages and establishments of retail trade at level %s",
    (level) => {
      const retail = [...bridged(level, true).values()].filter(({ code }) => findSector(code) === "44-45");
      const total = franklin(2021).get("44-45")!;
      for (const measure of ["employment", "wages", "establishments"] as const) {
        const sum = retail.reduce((each, { figures }) => each + (knownValue(figures[measure]) ?? NaN), 0);
        // Annual averages of children miss their parent by rounding: 4 at most.
        expect(Math.abs(sum - knownValue(total[measure])!), measure).toBeLessThan(4.5);
      }
    },
  );

  it("finds where this county's online shops went, which the nation's shares can't know", () => {
    // Published: 10,738 jobs in clothing retailers (458) in 2022, with the online ones that 2021 counted apart.
    const growth = (seeing: boolean): number => {
      const start = knownValue(bridged("3", seeing).get("458")!.figures.employment)!;
      return knownValue(franklin(2022).get("458")!.employment)! / start - 1;
    };
    expect(growth(false)).toBeGreaterThan(1);
    expect(growth(true)).toBeLessThan(0.2);
  });

  it("shows industries that kept their content as they were published", () => {
    const before = franklin(2021);
    for (const { code, kind, figures } of bridged("3", true).values()) {
      if (kind === "unchanged") expect(figures.employment).toEqual(sumOf(before, [code]).employment);
    }
  });
});
