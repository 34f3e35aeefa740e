import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { runCli } from "../cli/run-cli.js";

const FOLDER = mkdtempSync(join(tmpdir(), "sector-rank-signal-option-"));
afterAll(() => rmSync(FOLDER, { recursive: true }));

// Made up: Union County's plants of transportation equipment, which QCEW withholds, and three industries that it publishes elsewhere.
writeFileSync(
  join(FOLDER, "cbp23co.txt"),
  [
    "fipstate,fipscty,naics,emp_nf,emp,est",
    "39,159,336///,G,5000,12",
    "39,049,332///,G,3300,180",
    "39,041,332///,G,500,29",
    "39,049,311///,G,4000,90",
  ].join("\n"),
);
writeFileSync(join(FOLDER, "sector-rank.yaml"), 'qcew: ["demo"]\nregion: "39159"\nsignal: [cbp=cbp23co.txt]\n');

interface Estimates {
  readonly cells: readonly { readonly naics: string; readonly method: string }[];
  readonly notes: readonly { readonly id: string; readonly text: string }[];
  readonly provenance: { readonly inputs: readonly { readonly file: string; readonly sha256?: string }[] };
}

describe("--signal", () => {
  it("moves estimates, and the result names the file, its checksum and how many cells it moved", async () => {
    const signal = `cbp=${join(FOLDER, "cbp23co.txt")}`;
    const argv = ["estimate", "--qcew", "demo", "--region", "39159", "--year", "2023", "--json", "--signal", signal];
    const { status, stdout } = await runCli(argv);
    expect(status).toBe(0);
    const { cells, notes, provenance } = JSON.parse(stdout) as Estimates;
    expect(cells.find(({ naics }) => naics === "336")?.method).toBe("cbp");
    expect(notes.find(({ id }) => id === "signal-used")?.text).toMatch(
      /cbp23co\.txt\) moved the guess of 1 suppressed cell/,
    );
    expect(provenance.inputs.find(({ file }) => file.endsWith("cbp23co.txt"))?.sha256).toMatch(/^[0-9a-f]{64}$/);
  });

  it("counts a path from the folder of the config that names it", async () => {
    const { status, stderr, stdout } = await runCli([
      "estimate",
      "--year",
      "2023",
      "--json",
      "--config",
      join(FOLDER, "sector-rank.yaml"),
    ]);
    expect([status, stderr]).toEqual([0, expect.any(String)]);
    const { cells } = JSON.parse(stdout) as Estimates;
    expect(cells.find(({ naics }) => naics === "336")?.method).toBe("cbp");
  });

  it("is not read where suppressed cells are dropped, which a note says", async () => {
    const signal = `cbp=${join(FOLDER, "missing.txt")}`;
    const argv = [
      "estimate",
      "--qcew",
      "demo",
      "--region",
      "39159",
      "--json",
      "--suppressed",
      "drop",
      "--signal",
      signal,
    ];
    const { status, stdout } = await runCli(argv);
    expect(status).toBe(0);
    expect((JSON.parse(stdout) as Estimates).notes.map(({ id }) => id)).toContain("signal-unused");
  });
});
