import { expect, it } from "vitest";
import type { ShortListEntry } from "../../src/ranking/short-list.js";
import { describeReasons, shortReason } from "../../src/report/short-list-words.js";

it("what an industry has no figure for is named as columns and sentences name it, not by its id", () => {
  const missing = [
    { id: "averagePay", label: "Average pay" },
    { id: "projectedGrowth", label: "Projected annual growth" },
  ];
  const candidate = { guesses: ["averagePay"] };
  const entry = { industry: { candidate }, lifted: [], heldBack: [], missing } as unknown as ShortListEntry;
  const rest = "n the middle on every factor; no figure for projected annual growth";
  expect(shortReason(entry)).toBe(`i${rest}; pay not counted, being mostly a guess`);
  expect(describeReasons(entry)).toBe(`I${rest}; average pay not counted, being mostly a guess.`);
});
