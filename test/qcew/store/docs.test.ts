import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { QCEW_FIELDS } from "../../../src/qcew/table.js";
import { columnOrder } from "../../../src/qcew/store/columns.js";
import { parseBlocks } from "../../cli/doc-blocks.js";
import { ROOT } from "../../cli/run-cli.js";

// None of these tools can be counted on where tests run. What a query asks for must be in the files all the same.
const COLUMNS = new Set(columnOrder(QCEW_FIELDS));
const page = readFileSync(join(ROOT, "docs/store.md"), "utf8");
const queries = parseBlocks(page).filter(({ language }) => ["sql", "python", "r", "scala"].includes(language));

/** What a filter compares: `area = '39049'`, `area == "39049"`, `("area", "==", "39049")`. */
const COMPARED = /\b(\w+) (?:== "|= ['\d])|\("(\w+)", "=="/g;

describe("the queries for other tools", () => {
  it.each(queries.map((query) => [query.language, query.text] as const))("in %s name columns there are", (_, text) => {
    const named = [...text.matchAll(COMPARED)].map(([, plain, quoted]) => plain ?? quoted!);
    expect(named).toContain("area");
    expect(named.filter((name) => !COLUMNS.has(name))).toEqual([]);
  });

  it("read files and not the folder, which holds others", () => {
    expect(queries).toHaveLength(4);
    for (const { text } of queries) expect(text).toMatch(/parquet['$"]/);
  });

  it("stand above a table of every column", () => {
    for (const name of COLUMNS) {
      const family = /^(lq|change)_(?!disclosure)/.exec(name)?.[1];
      // The second of three months stands between the two that are named.
      expect(page).toContain(name === "month2" ? "`month1` to `month3`" : `\`${family ? `${family}_…` : name}\``);
    }
  });
});
