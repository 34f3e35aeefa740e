import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { threadCode } from "../../src/files/thread-code.js";
import { SWEEP_THREAD } from "../../src/sweep/sweep-threads.js";
import { PRESENCE_THREAD } from "../../src/relatedness/read/read-presence.js";
import { PICTURE_THREAD } from "../../src/render/picture-files.js";
import { makeFolder, removeFolder, ROOT } from "../cli/run-cli.js";

describe("the code of a thread", () => {
  let folder = "";
  const place = (file: string): string => join(folder, file);
  beforeAll(() => {
    folder = makeFolder();
    for (const room of ["program", "render"]) mkdirSync(place(room));
    writeFileSync(place("render/png-thread.js"), "");
  });
  afterAll(() => {
    removeFolder(folder);
  });

  it("is found by a module beside it, and by a file of the program, which holds modules of all rooms", () => {
    for (const asking of ["render/picture-files.js", "program/png.js"]) {
      const found = threadCode("render/png-thread.js", pathToFileURL(place(asking)).href);
      expect(found, asking).toBe(place("render/png-thread.js"));
    }
  });

  it("is missing where there are no modules in JavaScript", () => {
    expect(threadCode("render/png-thread.js", pathToFileURL(place("program/other/png.js")).href)).toBeUndefined();
  });

  it("is named as its source is", () => {
    for (const module of [SWEEP_THREAD, PRESENCE_THREAD, PICTURE_THREAD]) {
      expect(existsSync(join(ROOT, "src", module.replace(/\.js$/, ".ts"))), module).toBe(true);
    }
  });
});
