import { describe, expect, it } from "vitest";
import { acceptedIn, besideAccepted, withAcceptedText } from "./accepted.mjs";
import { growthRates, median, pairRatios, takeTurns } from "./arithmetic.mjs";

describe("the arithmetic of benches", () => {
  it("takes the value in the middle, or the mean of the two", () => {
    expect(median([3, 1, 2])).toBe(2);
    expect(median([4, 1, 2, 3])).toBe((2 + 3) / 2);
    expect(median([7])).toBe(7);
  });

  it("divides within each pair before anything is averaged", () => {
    // A busy moment doubled both figures of the second pair: 9 ÷ 10, 22 ÷ 20 and 8 ÷ 10; the middle one is 0.9, while
    // the medians alone would give 9 ÷ 10 of other runs, and the sums 39 ÷ 40.
    const pairs = [
      { base: 10, here: 9 },
      { base: 20, here: 22 },
      { base: 10, here: 8 },
    ];
    expect(pairRatios(pairs)).toEqual({ median: 0.9, least: 0.8, most: 1.1 });
    // Of an even number of pairs: (0.8 + 0.9) ÷ 2.
    expect(pairRatios([pairs[0]!, pairs[2]!]).median).toBeCloseTo(0.85, 12);
  });

  it("runs each build first as often as last", () => {
    expect(takeTurns(4).flat().join(" ")).toBe("base here here base base here here base");
  });

  it("finds a cost that grows faster than the size, behind what is paid once, too", () => {
    const costs = (cost: (size: number) => number) => [1, 2, 10, 100].map((size) => ({ size, cost: cost(size) }));
    // 10 and 0.1 for each: 11 ÷ 10.2 over 10 ÷ 2, and 20 ÷ 11 over 100 ÷ 10.
    const linear = growthRates(
      costs((size) => 10 + size / 10),
      0.5,
    );
    expect(linear.map(({ ratio }) => ratio)).toEqual([10.2 / 10.1 / 2, 11 / 10.2 / 5, 20 / 11 / 10]);
    expect(linear.map(({ isSteep }) => isSteep)).toEqual([false, false, false]);
    // 10 and a hundredth of the square: 110 ÷ 11 is as much as 100 ÷ 10, but 100 ÷ 1 is not.
    const hidden = growthRates(
      costs((size) => 10 + size ** 2 / 100),
      0.5,
    );
    expect(hidden[2]!.ratio).toBeCloseTo(1, 12);
    expect(hidden.map(({ isSteep }) => isSteep)).toEqual([false, false, true]);
    // Without what is paid once the ratio itself shows it: 4 ÷ 1 over 2 ÷ 1.
    expect(
      growthRates(
        costs((size) => size ** 2),
        0.5,
      )[0],
    ).toEqual({ ratio: 2, isSteep: true });
  });
});

const PAGE = `# Speed

<!-- measured: jobs -->

| job | seconds | goal |
| --- | ---: | --- |
| demo | 0.50 | ≤ 0.6 s |
| | | ≤ 80 MB |

| table | ms |
| --- | ---: |
| demo | 12 |

<!-- end of measured: jobs -->

After.
`;

describe("the figures accepted last", () => {
  it("stand beside the new ones of the same table and name", () => {
    const found = besideAccepted(
      "| job | seconds | goal |\n| --- | ---: | --- |\n| demo | 0.45 | ≤ 0.6 s |\n| | | ≤ 80 MB |\n| new | 1.00 | |\n\nText.",
      acceptedIn(PAGE, "jobs"),
    );
    expect(found.split("\n")).toEqual([
      "| job | seconds | accepted | goal |",
      "| --- | ---: | ---: | --- |",
      "| demo | 0.45 | 0.50 | ≤ 0.6 s |",
      "| | |  | ≤ 80 MB |",
      "| new | 1.00 |  | |",
      "",
      "Text.",
    ]);
    expect(besideAccepted("| table | ms |\n| --- | ---: |\n| demo | 10 |", acceptedIn(PAGE, "jobs"))).toContain(
      "| 10 | 12 |",
    );
  });

  it("are replaced, and nothing around them", () => {
    const page = withAcceptedText(PAGE, "jobs", "New.");
    expect(acceptedIn(page, "jobs")).toBe("New.");
    expect(page.startsWith("# Speed\n")).toBe(true);
    expect(page.endsWith("<!-- end of measured: jobs -->\n\nAfter.\n")).toBe(true);
    expect(acceptedIn(PAGE, "national")).toBeUndefined();
    expect(() => withAcceptedText(PAGE, "national", "New.")).toThrow("national");
  });
});
