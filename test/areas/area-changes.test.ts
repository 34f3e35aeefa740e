import { describe, expect, it } from "vitest";
import { changesAround, followBack, inUseIn, isInForce, type HasRows } from "../../src/areas/area-changes.js";
import { LATEST } from "../../src/areas/areas.js";
import { readAreas } from "../../src/areas/read-areas.js";
import type { AreaCode } from "../../src/core/codes.js";

const areas = readAreas();
const { changes } = areas;
const codes = (...list: string[]): AreaCode[] => list as AreaCode[];
const none: HasRows = () => false;
/** Files that hold areas by year. */
const holding =
  (held: Readonly<Record<number, readonly string[]>>): HasRows =>
  (code, year) =>
    held[year]?.includes(code) ?? false;

describe("changes of counties", () => {
  it("are in force by what the files hold, whatever the day of effect", () => {
    const [renamed] = changesAround(codes("46113"), changes);
    expect(isInForce(renamed!, 2018, holding({ 2018: ["46113"] }))).toBe(false);
    expect(isInForce(renamed!, 2014, holding({ 2014: ["46102"] }))).toBe(true);
  });

  it("are in force from the middle of the year of effect where the files say nothing", () => {
    // Shannon County was renamed on 1 May 2015.
    const [renamed] = changesAround(codes("46113"), changes);
    expect([2014, 2015, 2016].map((year) => isInForce(renamed!, year, none))).toEqual([false, true, true]);
    // Broomfield was made on 15 November 2001.
    const [broomfield] = changesAround(codes("08014"), changes);
    expect([2000, 2001, 2002].map((year) => isInForce(broomfield!, year, none))).toEqual([false, false, true]);
  });

  it.each([
    [["46102"], 2014, ["46113"]],
    [["02158"], 2010, ["02270"]],
    [["12086"], 1995, ["12025"]],
    // A city that became a part of its county is counted with it before.
    [["51019"], 2010, ["51019", "51515"]],
    // Two areas of which one was split.
    [["02063", "02066"], 2018, ["02261"]],
    // Twice split: 1992 and 2007.
    [["02105", "02230", "02282"], 1991, ["02231"]],
    [["39049"], 1991, ["39049"]],
  ])("lead from %s to the codes of %i", (now, year, then) => {
    const followed = followBack(now as AreaCode[], changes, { from: year, to: LATEST, hasRows: none });
    expect(followed.codes).toEqual(then);
    expect(followed.inexact.filter(({ kind }) => kind !== "boundary")).toEqual([]);
  });

  it.each([
    [["02063"], 2018, "split"],
    [["08001"], 2000, "parts"],
    [["08014"], 2000, "parts"],
    [["09110"], 2022, "parts"],
  ])("can't be followed from %s alone to %i", (now, year, kind) => {
    const { codes: same, inexact } = followBack(now as AreaCode[], changes, { from: year, to: LATEST, hasRows: none });
    expect(same).toEqual(now);
    expect(inexact.map((change) => change.kind)).toEqual([kind]);
  });

  it("cover the same ground as soon as all parts are there", () => {
    const parts = codes("08001", "08013", "08014", "08059", "08123");
    const { codes: then, inexact } = followBack(parts, changes, { from: 2000, to: 2005, hasRows: none });
    expect(then).toEqual(["08001", "08013", "08059", "08123"]);
    expect(inexact).toEqual([]);
  });

  it("tell which codes of two years belong together", () => {
    const { groups } = followBack(codes("39049", "02063", "02066"), changes, { from: 2018, to: 2021, hasRows: none });
    expect(groups).toContainEqual({ now: ["39049"], then: ["39049"] });
    expect(groups).toContainEqual({ now: ["02063", "02066"], then: ["02261"] });
  });

  it("bring a list of codes of any time to those of a year, where others cover the ground", () => {
    expect(inUseIn(codes("46113"), changes, 2018, none).codes).toEqual(["46102"]);
    expect(inUseIn(codes("02261"), changes, 2021, none).codes).toEqual(["02063", "02066"]);
    expect(inUseIn(codes("02063", "02066"), changes, 2018, none).codes).toEqual(["02261"]);
    expect(inUseIn(codes("51019", "51515"), changes, 2018, none).codes).toEqual(["51019"]);
    // The county is not in use with its city alone.
    expect(inUseIn(codes("51019"), changes, 2010, none).codes).toEqual(["51019"]);
    const { codes: city, inexact } = inUseIn(codes("51515"), changes, 2018, none);
    expect(city).toEqual(["51515"]);
    expect(inexact.map(({ what }) => what)).toEqual(["Bedford city became a town in Bedford County"]);
  });
});

describe("the counties of a state", () => {
  it.each([
    // Alaska: 30 areas since 2019, 29 before; 28 after Wrangell and Petersburg were joined no more.
    ["02000", 2021, ["02063", "02066"], ["02261"]],
    ["02000", 2018, ["02261"], ["02063", "02066"]],
    ["46000", 2014, ["46113"], ["46102"]],
    ["51000", 2010, ["51019", "51515"], []],
    ["08000", 1999, ["08001"], ["08014"]],
    ["09000", 2023, ["09001"], ["09110"]],
    ["09000", 2024, ["09110"], ["09001"]],
  ])("of %s are those of %i", (state, year, inside, outside) => {
    const counties: readonly string[] = areas.countiesOf(state, year);
    expect(counties).toEqual(expect.arrayContaining(inside));
    for (const code of outside) expect(counties).not.toContain(code);
  });

  it("are 30 in Alaska today, 29 before the split of Valdez-Cordova", () => {
    // Census Bureau: 30 boroughs and census areas.
    expect(areas.countiesOf("02000")).toHaveLength(30);
    expect(areas.countiesOf("02000", 2018)).toHaveLength(29);
  });
});

describe("the counties of a metropolitan area", () => {
  it("are those of the delineation that QCEW used in the year", () => {
    // OMB: Cleveland-Elyria, OH had five counties in 2013; Cleveland, OH has Ashtabula too.
    expect(areas.countiesOf("C1746", 2021)).toEqual(["39035", "39055", "39085", "39093", "39103"]);
    expect(areas.countiesOf("C1741", 2024)).toEqual(["39007", "39035", "39055", "39085", "39093", "39103"]);
    expect(areas.countiesOf("C2554", 2023)).toEqual(["09003", "09007", "09013"]);
    expect(areas.countiesOf("C2554", 2024)).toEqual(["09110", "09130"]);
    expect(areas.countiesOf("C2554")).toEqual(["09110", "09130"]);
  });

  it("are those of the newest delineation that has it, in other years", () => {
    expect(areas.countiesOf("C1746", 2024)).toEqual(areas.countiesOf("C1746", 2013));
    expect(areas.delineationFor("C1746", 2024)?.name).toBe("2013");
    expect(areas.delineationFor("C1814", 2010)?.name).toBe("2003");
    expect(areas.delineationFor("C9999")).toBeUndefined();
  });

  it("put the central county of Aberdeen, SD into every list", () => {
    for (const list of ["2003", "2013", "2020", "2023"] as const) {
      expect(areas.countiesBy("C1010", list)).toEqual(["46013", "46045"]);
    }
  });
});
