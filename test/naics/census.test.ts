import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { NAICS_VERSIONS, type NaicsVersion } from "../../src/core/codes.js";
import type { Level } from "../../src/core/industry-table.js";
import { readNaics } from "../../src/naics/read-naics.js";
import { readRevisions } from "../../src/naics/read-revisions.js";
import { planBridge } from "../../src/naics/bridge-plan.js";
import { chainRevisions } from "../../src/naics/revision.js";
import { describeShared, sharedData } from "../helpers/shared.js";

// The bridge's plans against the Census concordances as published, read and worked out apart from the code that
// makes data/naics: groups are what hangs together over lines of the concordance, and nothing finer does.

/** QCEW has no rows of these: ranches of two purposes, notaries, agents for wireless services. */
const NOT_IN_QCEW = new Set(["112130", "541120", "517122"]);
const ADJACENT = ["2007_to_2012", "2012_to_2017", "2017_to_2022"];
const PAIRS = NAICS_VERSIONS.flatMap((from) =>
  NAICS_VERSIONS.filter((to) => to > from).map((to) => [from, to] as const),
);
const LEVELS = ["sector", "3", "4", "5", "6"] as const satisfies readonly Level[];

type Link = readonly [from: string, to: string];

function published(file: string): readonly Link[] {
  const text = readFileSync(sharedData(`naics/${file}_NAICS.csv`), "utf8");
  // A line of the concordance: a code, its title (quoted where it has commas), a code.
  const lines = text.matchAll(/^(\d{6}) *,(?:"(?:[^"]|"")*"|[^",]*),(\d{6})\b/gm);
  return [...lines]
    .map(([, from, to]): Link => [from!, to!])
    .filter((link) => !link.some((code) => NOT_IN_QCEW.has(code)));
}

function chained(from: NaicsVersion, to: NaicsVersion): readonly Link[] {
  let links: readonly Link[] | undefined;
  for (const file of ADJACENT) {
    if (Number(file.slice(0, 4)) < from || Number(file.slice(-4)) > to) continue;
    const next = published(file);
    links = links
      ? links.flatMap(([first, middle]) =>
          next.filter(([code]) => code === middle).map(([, last]): Link => [first, last]),
        )
      : next;
  }
  return links!;
}

function at(code: string, level: (typeof LEVELS)[number]): string {
  if (level !== "sector") return code.slice(0, Number(level));
  const two = code.slice(0, 2);
  return (
    { "31": "31-33", "32": "31-33", "33": "31-33", "44": "44-45", "45": "44-45", "48": "48-49", "49": "48-49" }[two] ??
    two
  );
}

/** The two halves of construction trades are one to the Census. */
const asCensus = (code: string): string => (/^238\d\d[12]$/.test(code) ? `${code.slice(0, 5)}0` : code);

describeShared(
  "the Census concordances",
  ADJACENT.map((file) => `naics/${file}_NAICS.csv`),
  () => {
    const naics = readNaics();
    const cases = PAIRS.flatMap(([from, to]) => LEVELS.map((level) => ({ from, to, level })));

    it.each(cases)("$from to $to, level $level: the groups are the finest, and exact", ({ from, to, level }) => {
      const plan = planBridge(naics, chainRevisions(readRevisions(), from, to), level);
      // Sets of codes on both sides, joined as long as a line of the concordance leads from one to another.
      const groupOf = new Map<string, Set<string>>();
      for (const [first, last] of chained(from, to)) {
        const [a, b] = [`${from} ${at(first, level)}`, `${to} ${at(last, level)}`];
        const joined = new Set([...(groupOf.get(a) ?? [a]), ...(groupOf.get(b) ?? [b])]);
        for (const member of joined) groupOf.set(member, joined);
      }
      const expected = new Set([...new Set(groupOf.values())].map((group) => [...group].sort().join(", ")));
      const found = new Set(
        plan.groups.map((group) =>
          [
            ...new Set([
              ...group.from.map((code) => `${from} ${asCensus(code)}`),
              ...group.to.map((code) => `${to} ${asCensus(code)}`),
            ]),
          ]
            .sort()
            .join(", "),
        ),
      );
      // QCEW alone has unclassified establishments.
      for (const group of found) if (/ 9{2,6}$/.test(group)) found.delete(group);
      expect([...found].sort()).toEqual([...expected].sort());
    });

    it.each(cases)(
      "$from to $to, level $level: codes are unchanged, moved whole or split as published",
      ({ from, to, level }) => {
        const plan = planBridge(naics, chainRevisions(readRevisions(), from, to), level);
        const links = chained(from, to);
        const targets = new Map<string, Set<string>>();
        for (const [first, last] of links) targets.set(first, (targets.get(first) ?? new Set()).add(at(last, level)));
        for (const { code, kind } of plan.industries.values()) {
          const census = asCensus(code);
          const sources = new Set(links.filter(([, last]) => at(last, level) === census).map(([first]) => first));
          if (sources.size === 0) continue;
          const ofCode = new Set(links.map(([first]) => first).filter((first) => at(first, level) === census));
          const isSplit = [...sources].some((first) => targets.get(first)!.size > 1);
          const isSame = sources.size === ofCode.size && [...sources].every((first) => ofCode.has(first));
          expect(kind, code).toBe(isSplit ? "split" : isSame ? "unchanged" : "moved");
        }
      },
    );
  },
);
