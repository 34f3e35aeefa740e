import { describe, expect, it } from "vitest";
import { readQcew } from "../../../src/qcew/read/read.js";
import { errorsOf, temporaryFolder } from "./files.js";

const save = temporaryFolder();

const HEADER =
  "area_fips,own_code,industry_code,agglvl_code,size_code,year,qtr,disclosure_code,annual_avg_estabs,annual_avg_emplvl,total_annual_wages";
const QUARTERLY =
  "area_fips,own_code,industry_code,agglvl_code,size_code,year,qtr,disclosure_code,qtrly_estabs,month1_emplvl,month2_emplvl,month3_emplvl,total_qtrly_wages";
const rows = (count: number, of: (index: number) => string): string =>
  Array.from({ length: count }, (_, index) => of(index)).join("\n");
const good = "20001,0,10,70,0,2023,A,,900,18000,800000000";

const problemsIn = (name: string, ...lines: readonly string[]) =>
  errorsOf(readQcew([save(name, `${lines.join("\n")}\n`)], { fields: ["employment"] }));

describe("what many rows of a QCEW file have in common is reported once", () => {
  it.each(["NULL", "null", "None", "<NA>", "\\N", ".", "#N/A"])("%s for a blank disclosure code", async (mark) => {
    const marked = rows(30, (index) => `20001,5,${111 + index},75,0,2023,A,${mark},1,10,100000`);
    const errors = await problemsIn(`mark-${Buffer.from(mark).toString("hex")}.csv`, HEADER, marked);
    expect(errors).toHaveLength(1);
    expect(errors[0]).toMatchObject({
      code: "QCEW_DISCLOSURE",
      where: { line: 2, column: "disclosure_code" },
      found: mark,
      hint: `replace ${mark} by nothing in this column`,
    });
  });

  it("rows of the SIC classification", async () => {
    const sic = rows(25, (index) => `20001,5,SIC_${20 + index},28,0,1999,A,,1,10,100000`);
    const errors = await problemsIn("sic.csv", HEADER, "20001,0,SIC_0Z,26,0,1999,A,,900,18000,800000000", sic);
    expect(errors).toHaveLength(1);
    expect(errors[0]).toMatchObject({ code: "QCEW_INDUSTRY", where: { line: 2 }, found: "SIC_0Z" });
    expect(errors[0]!.hint).toContain("leave this file out");
  });

  it.each([
    ["of the same columns", HEADER, good],
    ["of other columns", QUARTERLY, "20001,0,10,70,0,2023,1,,900,18000,18000,18000,200000000"],
  ])("a second table %s bound to the first", async (name, header, row) => {
    const errors = await problemsIn(
      `bound ${name}.csv`,
      HEADER,
      good,
      header,
      rows(25, () => row),
    );
    expect(errors).toHaveLength(1);
    expect(errors[0]).toMatchObject({ code: "QCEW_AREA", where: { line: 3 } });
  });

  it("quarters bound to an annual table by a program that joins columns", async () => {
    const errors = await problemsIn(
      "joined.csv",
      `${HEADER},qtrly_estabs,month1_emplvl`,
      `${good},,`,
      rows(25, () => "20001,0,10,70,0,2023,1,,,,,900,18000"),
    );
    expect(errors).toHaveLength(1);
    expect(errors[0]).toMatchObject({ code: "QCEW_QUARTER", where: { line: 3, column: "qtr" }, found: "1" });
  });

  it("and each other fault still has a line of its own", async () => {
    const errors = await problemsIn(
      "faults.csv",
      HEADER,
      good,
      rows(3, () => "20001,7,10,70,0,2023,A,,1,1,1"),
    );
    expect(errors.map(({ where }) => where?.line)).toEqual([3, 4, 5]);
  });
});

describe("the advice about such rows", () => {
  it("works when followed", async () => {
    const marked = rows(3, (index) => `20001,5,${311 + index},75,0,2023,A,NULL,1,10,100000`);
    const [error] = await problemsIn("before.csv", HEADER, good, marked);
    const [, mark] = /^replace (\S+) by nothing/.exec(error!.hint!)!;
    const corrected = save("after.csv", `${HEADER}\n${good}\n${marked.replaceAll(mark!, "")}\n`);
    const { table } = await readQcew([corrected], { fields: ["employment"] });
    expect(table.length).toBe(4);
  });
});
