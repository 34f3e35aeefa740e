import { describe, expect, it } from "vitest";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { ballotBook } from "../../src/credentials/ballot.js";
import { readVotes } from "../../src/credentials/read-votes.js";
import { CredentialNames } from "../../src/credentials/survey.js";
import type { CredentialTally } from "../../src/credentials/tabulate.js";
import { writeWorkbook } from "../../src/render/xlsx/render-xlsx.js";
import { convertInOffice } from "../helpers/office.js";
import { OFFICE } from "../helpers/programs.js";
import { runCli } from "../cli/run-cli.js";
import { csvOf, inFolder, workedRows } from "./surveys.js";

const CREDENTIALS = ["Forklift operator", "Spreadsheet certificate"].map((name, at) => ({
  id: `c${String(at)}`,
  name,
  soc: [],
}));

/** A ballot as a workbook, with a number and one vote. */
function filledBallot(): ReturnType<typeof ballotBook> {
  const tally = (credential: (typeof CREDENTIALS)[number]): CredentialTally => ({
    credential,
    all: "none",
    parts: undefined,
    agreement: undefined,
    polarisation: undefined,
    traits: {},
    requiredNotPortable: undefined,
    groups: {},
  });
  const book = ballotBook(CREDENTIALS.map((one) => ({ tally: tally(one), outcome: "fails" })));
  const typed = new Map([
    ["2 1", "1"],
    ["3 1", "17"],
    ["9 3", "add"],
  ]);
  const sheet = book.sheets[0]!;
  const rows = sheet.rows.map((row, at) =>
    row.map((cell, column) => {
      const value = typed.get(`${String(at)} ${String(column)}`);
      return value === undefined ? cell : { ...cell, value };
    }),
  );
  return { ...book, sheets: [{ ...sheet, rows }] };
}

describe("a ballot", () => {
  it("is read back as text after it was filled in", async () => {
    await inFolder({ "s.csv": csvOf(workedRows()) }, async (cwd) => {
      await runCli("credentials --survey s.csv --ballot b.csv --quiet", { cwd });
      const filled = readFileSync(join(cwd, "b.csv"), "utf8")
        .replace("Participant,", "Participant,5")
        .replace(/(Food handler,Food handler,[^\n]*?),,$/m, "$1,add,");
      writeFileSync(join(cwd, "b.csv"), filled);
      const { stdout } = await runCli("credentials --survey s.csv --votes b.csv --json", { cwd });
      const { credentials } = JSON.parse(stdout) as {
        readonly credentials: readonly { readonly id: string; readonly decision: string }[];
      };
      expect(credentials.find(({ id }) => id === "Food handler")!.decision).toBe("added back");
    });
  });

  it.skipIf(OFFICE.path === undefined)(
    `comes back from LibreOffice with the vote (${OFFICE.path === undefined ? OFFICE.advice : "LibreOffice"})`,
    async () => {
      const saved = convertInOffice({ ballot: await writeWorkbook(filledBallot()) }, "xlsx");
      await inFolder({ "ballot.xlsx": saved["ballot"]! }, async (cwd) => {
        const { votes } = await readVotes([join(cwd, "ballot.xlsx")], new CredentialNames(CREDENTIALS));
        expect(
          votes.map(({ session, participant, credential, vote }) => [session, participant, credential, vote]),
        ).toEqual([["1", "17", "c1", "add"]]);
      });
    },
    600_000,
  );
});
