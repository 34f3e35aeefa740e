import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { writeWorkbook } from "../../src/render/xlsx/render-xlsx.js";
import { parseResult } from "../../src/result/result-file.js";
import type { Result } from "../../src/result/result.js";
import type { Workbook, WorkbookCell } from "../../src/workbook/model.js";
import { shippedCriteria } from "../../src/worksheet/criteria.js";
import { findForm, type FormId } from "../../src/worksheet/forms.js";
import { readWorksheet, type ReadWorksheet } from "../../src/worksheet/read-worksheet.js";
import { worksheetBook } from "../../src/worksheet/worksheet-book.js";
import { makeWorksheet } from "../../src/worksheet/worksheet.js";
import { jsonSchemas } from "../../src/schema/json-schema.js";
import { runCli } from "../cli/run-cli.js";
import { validator } from "../helpers/json-schema.js";
import { convertInOffice } from "../helpers/office.js";
import { OFFICE } from "../helpers/programs.js";
import { withFiles } from "./sheets.js";

let result: Result;
beforeAll(async () => {
  const { stdout } = await runCli("demo --level sector --top 3 --json");
  result = parseResult(stdout, "result.json");
});

function bookOf(form: FormId): Workbook {
  return worksheetBook(makeWorksheet(result, findForm(form), shippedCriteria(form)));
}

/** The book with cells filled in, each named by its sheet, row and column counting from 0. */
function filled(
  book: Workbook,
  cells: readonly (readonly [sheet: string, row: number, column: number, value: string | number])[],
): Workbook {
  return {
    ...book,
    sheets: book.sheets.map((sheet) => ({
      ...sheet,
      rows: sheet.rows.map((row, at) =>
        row.map((cell, column): WorkbookCell | undefined => {
          const typed = cells.find(
            ([name, inRow, inColumn]) => name === sheet.name && inRow === at && inColumn === column,
          );
          return typed ? { ...cell, value: typed[3] } : cell;
        }),
      ),
    })),
  };
}

const readBytes = (bytes: Uint8Array): Promise<ReadWorksheet> =>
  withFiles({}, async (folder) => {
    const file = join(folder, "team.xlsx");
    writeFileSync(file, bytes);
    return readWorksheet(file);
  });

const keyColumn = (book: Workbook, sheet: string, key: string): number => {
  const rows = book.sheets.find(({ name }) => name === sheet)!.rows;
  return rows[6]!.findIndex((cell) => cell?.value === key);
};

describe("a worksheet as a workbook", () => {
  it("lets nothing be changed but what is asked, and checks that", () => {
    for (const form of ["ratings", "readiness", "lmi-review"] as const) {
      const book = bookOf(form);
      expect(book.sheets.every(({ isProtected }) => isProtected)).toBe(true);
      const sheet = book.sheets[0]!;
      const inputs = sheet.rows.flatMap((row, at) =>
        row.flatMap((cell, column) => (/^answer/.test(cell?.look ?? "") ? [[at, column] as const] : [])),
      );
      const asked = shippedCriteria(form).length * makeWorksheet(result, findForm(form), []).industries.length;
      // One cell for each question, in the long forms one for its evidence, and the rater's name.
      expect(inputs).toHaveLength(asked * (form === "ratings" ? 1 : 2) + 1);
      const lists = sheet.validations!.filter(({ rule }) => rule.kind === "list");
      expect(lists).toHaveLength(form === "ratings" ? shippedCriteria(form).length : 1);
      expect(sheet.print).toMatchObject({ landscape: true, titles: "8:8" });
    }
  });

  it("says which figures are estimates, of which years and base, and whose they are", () => {
    const { scope, source, industries, figures } = makeWorksheet(result, findForm("ratings"), []);
    expect(scope).toContain("2020 to 2023");
    expect(scope).toContain("all covered jobs");
    expect(source).toContain("2023 annual averages");
    const estimated = industries.filter(({ values }) => figures.some(({ id }) => values[id]!.status === "estimated"));
    expect(estimated.length).toBeGreaterThan(0);
    for (const one of industries) expect(one.status !== "").toBe(estimated.includes(one));
  });

  it("carries weights, which merge writes for rank --team, and items that are a go or not yet", async () => {
    const readiness = bookOf("readiness");
    const answer = keyColumn(readiness, "Readiness", "answer");
    const [ann, bob] = (["go", "not yet"] as const).map((text, index) =>
      filled(readiness, [
        ["Readiness", 3, 1, index === 0 ? "Ann" : "Bob"],
        ["Readiness", 8, answer, text],
        ["Readiness", 9, answer, "go"],
        ["Weights", 8, 3, index + 1],
        ["Weights", 9, 3, 3],
      ]),
    );
    await withFiles({ "a.xlsx": await writeWorkbook(ann!), "b.xlsx": await writeWorkbook(bob!) }, async (cwd) => {
      const { stdout, status } = await runCli("worksheet merge a.xlsx b.xlsx --weights-out w.csv --json", { cwd });
      expect(status).toBe(0);
      const merged = JSON.parse(stdout) as {
        readonly industries: readonly { readonly readiness?: number; readonly disputed: readonly string[] }[];
      };
      // First item: a go and a not yet, 1/2; second: two go, 1. Mean 3/4; the first is disputed.
      expect(merged.industries[0]).toMatchObject({ readiness: 0.75, disputed: ["champion"] });
      const factors = result.ranking!.factors.slice(0, 2).map(({ id }) => id);
      expect(readFileSync(join(cwd, "w.csv"), "utf8")).toBe(
        `person,factor,weight\nAnn,${factors[0]!},1\nAnn,${factors[1]!},3\nBob,${factors[0]!},2\nBob,${factors[1]!},3\n`,
      );
      const schema = validator(jsonSchemas()["worksheet-merge"]!);
      expect(schema(merged), JSON.stringify(schema.errors)).toBe(true);
    });
  });

  it.skipIf(OFFICE.path === undefined)(
    `comes back from LibreOffice with all that was typed (${OFFICE.path === undefined ? OFFICE.advice : "LibreOffice"})`,
    async () => {
      const ratings = bookOf("ratings");
      const [champion, green] = ["rate:champion", "rate:green"].map((key) => keyColumn(ratings, "Ratings", key));
      const why = keyColumn(ratings, "Evidence", "evidence:champion");
      const text = 'O\'Neil said "yes", 3–4 firms; =SUM(1) is no formula — ñ';
      const review = bookOf("lmi-review");
      const saved = convertInOffice(
        {
          ratings: await writeWorkbook(
            filled(ratings, [
              ["Ratings", 3, 1, "Zoë O'Neil"],
              ["Ratings", 8, champion!, 4],
              ["Ratings", 9, green!, 1],
              ["Evidence", 8, why, text],
              ["Weights", 8, 3, 2.5],
            ]),
          ),
          review: await writeWorkbook(
            filled(review, [
              ["LMI review", 3, 1, "Ann"],
              ["LMI review", 9, keyColumn(review, "LMI review", "answer"), "in doubt"],
              ["LMI review", 9, keyColumn(review, "LMI review", "evidence"), "two plants close"],
            ]),
          ),
        },
        "xlsx",
      );
      const first = await readBytes(saved["ratings"]!);
      const [one, two] = first.industries;
      expect(first.rater).toBe("Zoë O'Neil");
      expect(
        first.answers.map(({ naics, criterion, answer, evidence }) => [naics, criterion, answer?.text, evidence]),
      ).toEqual([
        [one, "champion", "4", text],
        [two, "green", "1", ""],
      ]);
      expect(first.weights.map(({ factor, weight }) => [factor, weight])).toEqual([["employment", 2.5]]);
      expect(first.criteria).toEqual(shippedCriteria("ratings").map(({ id }) => id));
      const second = await readBytes(saved["review"]!);
      expect(second.answers.map(({ criterion, answer, evidence }) => [criterion, answer?.score, evidence])).toEqual([
        ["pay", 0.5, "two plants close"],
      ]);
    },
    600_000,
  );
});
