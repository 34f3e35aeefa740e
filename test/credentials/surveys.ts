import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

export interface Row {
  readonly respondent: string;
  readonly company: string;
  readonly industry: string;
  readonly region: string;
  readonly size: string;
  readonly credential: string;
  readonly rating: string;
  readonly portable?: string;
}

const COLUMNS = ["respondent", "company", "industry", "region", "size", "credential", "rating", "portable"] as const;

export function csvOf(rows: readonly Row[]): string {
  const lines = rows.map((row) => COLUMNS.map((column) => row[column] ?? "").join(","));
  return [COLUMNS.join(","), ...lines].map((line) => `${line}\n`).join("");
}

const RATINGS = { r: "required", p: "preferred", u: "useful", n: "not used", k: "unknown" } as const;

/** Twelve employers on three credentials, a letter each: required, preferred, useful, not used, unknown. */
export const WORKED = {
  "Forklift operator": "rrrrrrpppuun",
  "Food handler": "rrpppuuunnkk",
  "Spreadsheet certificate": "pppuuuunnnkk",
} as const;

/** The twelve: eight of machinery and four of food; two in the south. */
export function workedRows(): readonly Row[] {
  return Object.entries(WORKED).flatMap(([credential, ratings]) =>
    [...ratings].map((letter, at) => ({
      respondent: `R-${String(at + 1)}`,
      company: `Company ${String.fromCharCode(65 + at)}`,
      industry: at < 8 ? "Machinery" : "Food",
      region: at % 6 === 0 ? "South" : "North",
      size: ["8", "40", "300"][at % 3]!,
      credential,
      rating: RATINGS[letter as keyof typeof RATINGS],
      portable: at < 4 ? "no" : "yes",
    })),
  );
}

/** Runs with files in a folder of their own. */
export async function inFolder<Result>(
  files: Readonly<Record<string, string | Uint8Array>>,
  run: (folder: string) => Promise<Result>,
): Promise<Result> {
  const folder = mkdtempSync(join(tmpdir(), "credentials-"));
  try {
    for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content);
    return await run(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** A number from 0 up to 1, the same each time for a seed. */
export function seededRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1664525 + 1013904223) % 4294967296;
    return state / 4294967296;
  };
}
