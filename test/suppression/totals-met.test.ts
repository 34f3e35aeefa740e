import { describe, expect, it } from "vitest";
import { runCli } from "../cli/run-cli.js";

describe("the built-in files", () => {
  // Their nation of 2020 is added up from states, so that its own withheld cells are among the largest of any file.
  it("have all their published totals met by the estimates", async () => {
    const { stdout } = await runCli("rank --qcew data/demo --region C1814 --json");
    const { notes } = JSON.parse(stdout) as { readonly notes: readonly { readonly id: string }[] };
    const ids = notes.map(({ id }) => id);
    expect(ids).toContain("suppressed-estimated");
    expect(ids).not.toContain("totals-missed");
  });
});
