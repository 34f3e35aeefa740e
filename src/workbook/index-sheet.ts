import { faint, heading, sheetPrefix, type WorkbookRow, type WorkbookSheet } from "./model.js";
import { SHEETS } from "./plan.js";

/** What a chapter of START's regional needs assessment asks, by the tabs that answer it. */
const STEPS: readonly (readonly [pattern: RegExp, step: string])[] = [
  [/^Short list$/, "The short list that the committee talks about"],
  [/^Also consider$/, "Industries off the list to talk about as well"],
  [/^Weights$/, "Decide what counts, and how much"],
  [/^A /, "1. Download employment and wages of the region"],
  [/^B /, "2. Jobs and average wages by industry"],
  [/^C /, "3. Download an earlier year, three to five years back"],
  [/^D /, "3. Past growth"],
  [/^E /, "4. Projected growth"],
  [/^Projection lines/, "4. Projected growth"],
  [/^F /, "5. Concentration: the region's jobs"],
  [/^G /, "5. Concentration: the jobs of the nation or state"],
  [/^H /, "5. Concentration: location quotients"],
  [/^I /, "6. All factors in one table"],
  [/^J /, "7. Highlight the industries that stand out"],
  [/^K /, "8. Rank each factor, and average the ranks"],
  [/^Occ/, "9. Occupations of the chosen industries"],
];

/** What each sheet is, with a link, and which step of START it serves. */
export function indexSheet(sheets: readonly Pick<WorkbookSheet, "name" | "about">[]): WorkbookSheet {
  const findStep = (name: string): string => STEPS.find(([pattern]) => pattern.test(name))?.[1] ?? "";
  return {
    name: SHEETS.index,
    about: "What each sheet is, and which step of START it serves",
    rows: [
      [{ value: SHEETS.index, look: "title" }],
      [
        {
          value:
            "Tabs A to K are those of START's regional needs assessment, in its order. B, D to F and H to K are formulas over one another down to A and C.",
        },
      ],
      [
        faint(
          "Change a cell of A or C, a level of a projection or a weight: everything after it follows, and so does the short list.",
        ),
      ],
      [],
      [heading("Sheet"), heading("What it is"), heading("Step of START's regional needs assessment")],
      ...sheets.map(({ name, about }): WorkbookRow => [
        { value: name, look: "label", link: `${sheetPrefix(name)}A1` },
        { value: about, look: "wrapped" },
        { value: findStep(name), look: "wrapped" },
      ]),
    ],
    widths: [24, 78, 48],
    freeze: { rows: 5, columns: 1 },
    print: { landscape: true, onePage: true },
  };
}
