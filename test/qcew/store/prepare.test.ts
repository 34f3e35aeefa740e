import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, truncateSync, writeFileSync } from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { InputError } from "../../../src/core/errors.js";
import { checkStore } from "../../../src/qcew/store/check.js";
import { parseIndex } from "../../../src/qcew/store/index-file.js";
import { isStore } from "../../../src/qcew/store/is-store.js";
import { readManifest, writeManifest } from "../../../src/qcew/store/manifest.js";
import { prepareStore, type PrepareResult } from "../../../src/qcew/store/prepare.js";
import { readStore } from "../../../src/qcew/store/read-store.js";
import { makeFolder, removeFolder, runCli } from "../../cli/run-cli.js";
import { annualCsv, type AnnualRow } from "./annual-csv.js";

let folder: string;
let store: string;
beforeEach(() => {
  folder = makeFolder();
  store = join(folder, "store");
});
afterEach(() => {
  removeFolder(folder);
});

const prepare = (paths: readonly string[], rebuild = false): Promise<PrepareResult> =>
  prepareStore({ paths, store, rebuild }, { onInterrupt: () => () => undefined });

function csv(name: string, rows: readonly AnnualRow[]): string {
  const file = join(folder, name);
  writeFileSync(file, annualCsv(rows));
  return file;
}

/** Jobs by area and year, which is all that the files of these tests say. */
async function jobs(): Promise<Readonly<Record<string, number>>> {
  const { table } = await readStore(store, { fields: ["employment"] });
  const entries = Array.from({ length: table.length }, (_, row) => [
    `${table.areas[table.area[row]!]!} ${table.year[row]!}`,
    table.fields.employment![row]!,
  ]);
  return Object.fromEntries(entries) as Record<string, number>;
}

const codeOf = async (work: Promise<unknown>): Promise<string> => {
  const error = await work.then(
    () => undefined,
    (thrown: InputError) => thrown,
  );
  return error?.details.code ?? "no error";
};

const files = (): readonly string[] => readdirSync(store).sort();
const WHOLE = ["manifest.json", "qcew-2023-annual.index", "qcew-2023-annual.parquet"];

describe("preparing a store", () => {
  it("passes over what it has, by content and not by name", async () => {
    const first = csv("a.csv", [{ area: "39001", employment: 10 }]);
    const again = csv("b.csv", [{ area: "39001", employment: 10 }]);
    expect((await prepare([first])).periods).toMatchObject([{ year: 2023, change: "added", rows: 1 }]);
    const result = await prepare([again]);
    expect(result.periods).toMatchObject([{ change: "unchanged" }]);
    expect(result.inputs).toMatchObject([{ isNew: false, rows: 1 }]);
    expect(files()).toEqual(WHOLE);
  });

  it("adds a new year and leaves the others as they are", async () => {
    await prepare([csv("2023.csv", [{ area: "39001", employment: 10 }])]);
    const before = readFileSync(join(store, "qcew-2023-annual.parquet"));
    const result = await prepare([csv("2022.csv", [{ area: "39001", year: 2022, employment: 9 }])]);
    expect(result.periods.map(({ year, change }) => [year, change])).toEqual([
      [2022, "added"],
      [2023, "unchanged"],
    ]);
    expect(readFileSync(join(store, "qcew-2023-annual.parquet")).equals(before)).toBe(true);
    expect(await jobs()).toEqual({ "39001 2022": 9, "39001 2023": 10 });
  });

  it("joins areas that it did not have", async () => {
    await prepare([csv("ohio.csv", [{ area: "39001", employment: 10 }])]);
    const result = await prepare([csv("indiana.csv", [{ area: "18001", employment: 20 }])]);
    expect(result.periods).toMatchObject([{ change: "extended", rows: 2, rowsBefore: 1 }]);
    expect(await jobs()).toEqual({ "39001 2023": 10, "18001 2023": 20 });
  });

  it("replaces a year by a later release of it, all of it, and says so", async () => {
    await prepare([
      csv("first.csv", [
        { area: "39001", employment: 10 },
        { area: "39003", employment: 5 },
      ]),
    ]);
    const second = csv("second.csv", [{ area: "39001", employment: 11 }]);
    const result = await prepare([second]);
    expect(result.periods).toMatchObject([{ change: "replaced", rows: 1, rowsBefore: 2, areasLost: ["39003"] }]);
    expect(await jobs()).toEqual({ "39001 2023": 11 });
    const { stdout } = await runCli("prepare first.csv --store store", { cwd: folder });
    // The first release is no longer in the store, so giving it again is news.
    expect(stdout).toContain("another release");
    expect(await jobs()).toEqual({ "39001 2023": 10, "39003 2023": 5 });
    csv("again.csv", [{ area: "39001", employment: 12 }]);
    // A part of a release takes the place of all that was there.
    const partly = await runCli("prepare again.csv --store store --json", { cwd: folder });
    const { notes } = JSON.parse(partly.stdout) as { notes: { text: string }[] };
    expect(notes[0]!.text).toContain("whose 2 rows they replaced by 1. 1 area that it had is no longer there: 39003.");
    expect(notes[0]!.text).toContain("prepare the rest of its files too");
  });

  it("takes rows that appear twice in its files once, and refuses two that differ", async () => {
    const rows: AnnualRow[] = [
      { area: "39001", employment: 10 },
      { area: "39001", employment: 10 },
    ];
    const result = await prepare([csv("twice.csv", rows)]);
    expect(result.notes).toMatchObject([{ id: "qcew-duplicates" }]);
    expect(await jobs()).toEqual({ "39001 2023": 10 });
    const differing = [
      csv("one.csv", [{ area: "39005", employment: 1 }]),
      csv("two.csv", [{ area: "39005", employment: 2 }]),
    ];
    expect(await codeOf(prepare(differing))).toBe("QCEW_DUPLICATE");
    expect(await jobs()).toEqual({ "39001 2023": 10 });
    expect(files()).toEqual(WHOLE);
  });

  it("stores nothing of a file that has a fault", async () => {
    await prepare([csv("good.csv", [{ area: "39001", employment: 10 }])]);
    const bad = join(folder, "bad.csv");
    writeFileSync(bad, annualCsv([{ area: "39003", employment: 25 }]).replace(",25,", ",2x,"));
    expect(await codeOf(prepare([bad]))).toBe("QCEW_NUMBER");
    expect(files()).toEqual(WHOLE);
    expect(await jobs()).toEqual({ "39001 2023": 10 });
  });

  it("starts from nothing when asked to", async () => {
    await prepare([csv("2022.csv", [{ area: "39001", year: 2022, employment: 9 }])]);
    await prepare([csv("2023.csv", [{ area: "39001", employment: 10 }])], true);
    expect(files()).toEqual(WHOLE);
    expect(await jobs()).toEqual({ "39001 2023": 10 });
  });
});

describe("an interrupt", () => {
  it("leaves what was there, and no part of a file", async () => {
    await prepare([csv("first.csv", [{ area: "39001", employment: 10 }])]);
    let cleanUp: () => void = () => undefined;
    const work = prepareStore(
      { paths: [csv("second.csv", [{ area: "39001", employment: 11 }])], store, rebuild: false },
      {
        onInterrupt: (given) => {
          cleanUp = given;
          return () => undefined;
        },
        onProgress: () => {
          cleanUp();
          throw new Error("the process would have ended");
        },
      },
    );
    await expect(work).rejects.toThrow("the process would have ended");
    expect(files()).toEqual(WHOLE);
    expect(await jobs()).toEqual({ "39001 2023": 10 });
  });

  it("between the manifest and the files it names leaves a store that reads, and is settled later", async () => {
    await prepare([csv("first.csv", [{ area: "39001", employment: 10 }])]);
    const manifest = readManifest(store);
    const [period] = manifest.periods;
    // As `commit` leaves it when it is stopped after its first step.
    const pending = { ...period!, data: { ...period!.data, pending: ".qcew-2023-annual.x.parquet.pending" } };
    renameSync(join(store, period!.data.name), join(store, pending.data.pending));
    writeManifest(store, { ...manifest, periods: [pending] });
    expect(await jobs()).toEqual({ "39001 2023": 10 });
    await prepare([csv("other.csv", [{ area: "39001", year: 2022, employment: 9 }])]);
    expect(files()).toEqual([
      ...WHOLE.slice(0, 1),
      "qcew-2022-annual.index",
      "qcew-2022-annual.parquet",
      ...WHOLE.slice(1),
    ]);
    expect(await jobs()).toEqual({ "39001 2022": 9, "39001 2023": 10 });
  });

  it("leaves files behind only where the machine stops, and the next run removes them", async () => {
    mkdirSync(store);
    writeFileSync(join(store, ".qcew-2023-annual.999999.0.tmp"), "part of a file");
    writeFileSync(join(store, ".qcew-2023-annual.abc.parquet.pending"), "part of a file");
    await prepare([csv("a.csv", [{ area: "39001", employment: 10 }])]);
    await prepare([csv("b.csv", [{ area: "39003", employment: 10 }])]);
    expect(files()).toEqual(WHOLE);
  });
});

describe("a store that another process is writing", () => {
  const lock = (holder: object): void => {
    mkdirSync(store, { recursive: true });
    writeFileSync(join(store, ".lock"), JSON.stringify(holder));
  };

  it("is refused", async () => {
    lock({ pid: process.ppid, host: hostname() });
    const file = csv("a.csv", [{ area: "39001", employment: 10 }]);
    expect(await codeOf(prepare([file]))).toBe("STORE_LOCKED");
    expect(isStore(store)).toBe(false);
    lock({ pid: 1, host: "another machine" });
    expect(await codeOf(prepare([file]))).toBe("STORE_LOCKED");
  });

  it("is taken over when that process is no more", async () => {
    // No process has a number beyond what Linux and macOS give.
    lock({ pid: 99_999_999, host: hostname() });
    await prepare([csv("a.csv", [{ area: "39001", employment: 10 }])]);
    expect(files()).toEqual(WHOLE);
  });

  it("is written by one of two that start at once", async () => {
    const given = [csv("a.csv", [{ area: "39001", employment: 10 }])];
    const codes = await Promise.all([codeOf(prepare(given)), codeOf(prepare(given))]);
    expect(codes.sort()).toEqual(["STORE_LOCKED", "no error"]);
    expect(await jobs()).toEqual({ "39001 2023": 10 });
  });
});

describe("a store that is not whole", () => {
  const data = (): string => join(store, "qcew-2023-annual.parquet");
  const reading = (): Promise<string> => codeOf(readStore(store, { fields: ["employment", "wages"] }));
  let input: string;
  beforeEach(async () => {
    input = csv(
      "a.csv",
      Array.from({ length: 50 }, (_, county) => ({ area: String(39_001 + 2 * county), employment: county })),
    );
    await prepare([input]);
  });

  it("shows in every byte that is read", async () => {
    const whole = readFileSync(data());
    const columns = placesOfColumns();
    // What follows the last column is the file's own description, which readers of regions don't need.
    const end = Math.max(...columns.map((column) => column.end));
    const unread = new Set(["area", "year", "quarter"]);
    for (let at = 4; at < end; at += 17) {
      const column = columns.find((one) => at >= one.start && at < one.end);
      const damaged = Buffer.from(whole);
      damaged[at]! ^= 0x10;
      writeFileSync(data(), damaged);
      const code = await codeOf(readStore(store, { fields: ["employment", "wages", "establishments"] }));
      expect([at, code]).toEqual([at, unread.has(column!.name) ? "no error" : "STORE_DAMAGED"]);
      expect([at, await codeOf(checkStore(store))]).toEqual([at, "STORE_DAMAGED"]);
    }
    writeFileSync(data(), whole);
    expect(await reading()).toBe("no error");
  });

  it("is reported when a file is cut short or missing, and made again from its files", async () => {
    truncateSync(data(), 1000);
    expect(await reading()).toBe("STORE_DAMAGED");
    const other = csv("b.csv", [{ area: "39001", year: 2022, employment: 1 }]);
    expect(await codeOf(prepare([other]))).toBe("STORE_DAMAGED");
    await prepare([input]);
    expect(await reading()).toBe("no error");
    expect(Object.keys(await jobs())).toHaveLength(51);
  });

  it("is reported when its index or its manifest is damaged", async () => {
    const index = join(store, "qcew-2023-annual.index");
    const whole = readFileSync(index);
    for (let at = 0; at < whole.length; at += 13) {
      const damaged = Buffer.from(whole);
      damaged[at]! ^= 0x10;
      writeFileSync(index, damaged);
      expect([at, await reading()]).toEqual([at, "STORE_DAMAGED"]);
    }
    writeFileSync(index, whole);
    const manifest = join(store, "manifest.json");
    writeFileSync(manifest, readFileSync(manifest, "utf8").replace('"rows": 50', '"rows": 51'));
    expect(await reading()).toBe("STORE_DAMAGED");
    expect(await codeOf(prepare([input]))).toBe("STORE_DAMAGED");
    await prepare([input], true);
    expect(await reading()).toBe("no error");
  });

  it("is distinguished from one of another version, and from none", async () => {
    const manifest = join(store, "manifest.json");
    writeFileSync(manifest, readFileSync(manifest, "utf8").replace('"version": 1', '"version": 0'));
    expect(await reading()).toBe("STORE_VERSION");
    expect(await codeOf(prepare([input]))).toBe("STORE_VERSION");
    expect(await codeOf(readStore(folder, { fields: [] }))).toBe("STORE_MISSING");
    expect(existsSync(join(folder, "manifest.json"))).toBe(false);
  });

  function placesOfColumns(): readonly { readonly name: string; readonly start: number; readonly end: number }[] {
    const { columns } = parseIndex(readFileSync(join(store, "qcew-2023-annual.index"))).group(0);
    return Object.entries(columns).map(([name, { dictionary, offsets }]) => ({
      name,
      start: dictionary ?? offsets[0]!,
      end: offsets[offsets.length - 1]!,
    }));
  }
});
