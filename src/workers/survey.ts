import { ABSENT, disclosed, estimated, undefinedBecause, type Datum } from "../core/datum.js";

/** A cell of a survey: an estimate with the margin of error of its 90 % interval. */
export interface SurveyFigure {
  /** Undefined where the publisher has none (`-`, `N`, `(X)`). */
  readonly estimate: number | undefined;
  /** 0 where the estimate is controlled (`*****`); undefined where it could not be computed (`**`). */
  readonly margin: number | undefined;
}

/**
 * The sum of cells of a survey: √Σm² is the margin of the sum.
 *
 * @returns no estimate if one cell has none, since the rest would pass for the whole
 * @source Census Bureau, Understanding and Using American Community Survey Data, chapter 8
 */
export function sumOfSurvey(figures: readonly SurveyFigure[]): SurveyFigure {
  let [estimate, squares]: [number | undefined, number | undefined] = [0, 0];
  for (const one of figures) {
    estimate = estimate === undefined || one.estimate === undefined ? undefined : estimate + one.estimate;
    squares = squares === undefined || one.margin === undefined ? undefined : squares + one.margin ** 2;
  }
  return { estimate, margin: squares === undefined ? undefined : Math.sqrt(squares) };
}

/**
 * A part of a whole, of which it is a part: √(m² of the part − p²·m² of the whole) ÷ whole is the margin; where the root
 * has no answer, that of a ratio, with a plus.
 *
 * @returns a fraction; no estimate where one is missing or the whole is 0
 * @source Census Bureau, Understanding and Using American Community Survey Data, chapter 8
 */
export function shareOfSurvey(part: SurveyFigure, whole: SurveyFigure): SurveyFigure {
  if (part.estimate === undefined || whole.estimate === undefined || whole.estimate === 0) {
    return { estimate: undefined, margin: undefined };
  }
  const share = part.estimate / whole.estimate;
  if (part.margin === undefined || whole.margin === undefined) return { estimate: share, margin: undefined };
  const [ofPart, ofWhole] = [part.margin ** 2, share ** 2 * whole.margin ** 2];
  const squares = ofPart >= ofWhole ? ofPart - ofWhole : ofPart + ofWhole;
  return { estimate: share, margin: Math.sqrt(squares) / whole.estimate };
}

/** A count from a percentage: the margin of a product. Percentages are printed to the tenth, which the margin leaves out. */
export function countFromPercent(percent: SurveyFigure, whole: SurveyFigure): SurveyFigure {
  if (percent.estimate === undefined || whole.estimate === undefined) return { estimate: undefined, margin: undefined };
  const [share, count] = [percent.estimate / 100, whole.estimate];
  const margin =
    percent.margin === undefined || whole.margin === undefined
      ? undefined
      : Math.hypot(count * (percent.margin / 100), share * whole.margin);
  return { estimate: share * count, margin };
}

/** Below zero no count and no share is. A controlled figure is as sure as a published count. */
export function datumOfSurvey(figure: SurveyFigure | undefined): Datum {
  if (!figure) return ABSENT;
  const { estimate, margin } = figure;
  if (estimate === undefined) return undefinedBecause("not available from the survey for every county");
  if (margin === undefined) return undefinedBecause("its margin of error is not available");
  if (margin === 0) return disclosed(estimate);
  return estimated(estimate, { low: Math.max(0, estimate - margin), high: estimate + margin });
}
