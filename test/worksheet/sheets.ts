import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

export const CRITERIA = ["champion", "training"] as const;

export const INDUSTRIES: readonly (readonly [naics: string, list: string, rank: string])[] = [
  ["336", "short list", "1"],
  ["622", "short list", "2"],
  ["541", "also consider", "5"],
];

/** A filled-in worksheet as CSV; `cells` are champion, its evidence, training, its evidence, by industry. */
export function sheet(
  rater: string,
  cells: Readonly<Record<string, readonly string[]>>,
  { result = "0123456789abcdef", industries = INDUSTRIES, keys = keysOf(CRITERIA), stamp = CRITERIA.join("; ") } = {},
): string {
  const rows = industries.map(([naics, list, rank]) => [
    naics,
    `Title of ${naics}`,
    list,
    rank,
    ...(cells[naics] ?? []),
  ]);
  const lines = [
    ["Test Region: Ratings of what no file knows"],
    ["Rater", rater],
    ["Stamp", `ratings | ${result} | ${stamp} | ${INDUSTRIES.map(([naics]) => naics).join("; ")}`],
    ["naics", "title", "list", "rank", ...keys],
    ["NAICS", "Industry", "List", "LMI rank", ...keys.map((key) => `Heading of ${key}`)],
    ...rows,
  ];
  return lines
    .map((line) => `${line.map((cell) => (/[",]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)).join(",")}\n`)
    .join("");
}

export function keysOf(criteria: readonly string[]): readonly string[] {
  return criteria.flatMap((id) => [`rate:${id}`, `evidence:${id}`]);
}

/** Runs with files in a folder of their own, which is gone afterwards. */
export async function withFiles<Result>(
  files: Readonly<Record<string, string | Uint8Array>>,
  run: (folder: string) => Promise<Result>,
): Promise<Result> {
  const folder = mkdtempSync(join(tmpdir(), "sector-rank-worksheet-"));
  try {
    for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content);
    return await run(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
