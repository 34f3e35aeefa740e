import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { listInputFiles } from "../../src/files/files.js";
import { makeFolder } from "../cli/run-cli.js";

describe("the files of a folder", () => {
  const folder = makeFolder();
  afterAll(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  it("are those in it and below, without the record of a fetch and what a system leaves", () => {
    const inner = join(folder, "qcew", "inner");
    mkdirSync(join(folder, "qcew", "__MACOSX"), { recursive: true });
    mkdirSync(inner, { recursive: true });
    for (const name of [
      "b.csv",
      "a.csv",
      ".hidden",
      "sources.lock.json",
      "sources.lock.previous.json",
      "inner/c.csv",
    ]) {
      writeFileSync(join(folder, "qcew", name), "x");
    }
    writeFileSync(join(folder, "qcew", "__MACOSX", "a.csv"), "x");
    const found = listInputFiles([join(folder, "qcew")]).map(({ path }) => path.slice(folder.length + 6));
    expect(found).toEqual(["a.csv", "b.csv", join("inner", "c.csv")]);
  });

  it("are none where there is nothing but the record", () => {
    mkdirSync(join(folder, "empty"));
    writeFileSync(join(folder, "empty", "sources.lock.json"), "{}");
    expect(() => listInputFiles([join(folder, "empty")])).toThrow("no file in it");
  });
});
