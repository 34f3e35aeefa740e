// Programs of study and the occupations that they lead to: data/training/cip-soc.csv.
// node data/scripts/training.mjs [SOURCE [TARGET]]
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { readXlsx } from "hucre/xlsx";
import { byText, folders, writeCsv } from "./lib.mjs";

const { source, target } = folders();

const workbook = await readXlsx(readFileSync(join(source, "training/CIP2020_SOC2018_Crosswalk.xlsx")));
const [header, ...pairs] = workbook.sheets.find(({ name }) => name === "CIP-SOC").rows;
if (header.join() !== "CIP2020Code,CIP2020Title,SOC2018Code,SOC2018Title") throw new Error("header");

const programs = new Map();
for (const [cip, title, soc] of pairs) {
  // 99 is no program, and no occupation.
  if (cip.startsWith("99")) continue;
  if (!programs.has(cip)) programs.set(cip, { title: title.replace(/\.$/, ""), occupations: new Set() });
  if (soc !== "99-9999") programs.get(cip).occupations.add(soc.replace("-", ""));
}
writeCsv(
  join(target, "training/cip-soc.csv"),
  ["cip", "title", "occupations"],
  [...programs]
    .sort(([one], [other]) => byText(one, other))
    .map(([cip, { title, occupations }]) => [cip, title, [...occupations].sort(byText).join(" ")]),
);
