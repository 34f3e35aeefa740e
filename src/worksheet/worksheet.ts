import { ABSENT, hasValue, type Datum } from "../core/datum.js";
import { InputError } from "../core/errors.js";
import { formatNumber, formatRange } from "../core/number-format.js";
import type { Unit } from "../core/units.js";
import { ALL_MEASURES } from "../measures/index.js";
import { levelName, formatList, describeOwnership } from "../report/words.js";
import { isListed } from "../result/listed.js";
import type { Result, ResultIndustry } from "../result/result.js";
import { resultChecksum } from "./checksum.js";
import type { Criterion } from "./criteria.js";
import type { Form } from "./forms.js";
import { reviewAnswers } from "./review-answers.js";

/** A figure of the labour market that stands beside what people are asked. */
export interface WorksheetFigure {
  readonly id: string;
  readonly label: string;
  readonly unit: Unit | undefined;
}

export interface WorksheetIndustry {
  readonly naics: string;
  readonly title: string;
  readonly isListed: boolean;
  readonly rank: number;
  readonly values: ResultIndustry["values"];
  /** Estimates with their ranges, and figures that are not known, in words; empty where all are published. */
  readonly status: string;
  /** Of a review of the figures: what the result answers, by criterion. */
  readonly computed?: Readonly<Record<string, string>>;
}

/** What a worksheet holds, before it is a workbook or CSV. */
export interface Worksheet {
  readonly form: Form;
  readonly criteria: readonly Criterion[];
  /** Of the result; see `resultChecksum`. */
  readonly checksum: string;
  readonly region: string;
  /** Region, industries, years and base in a line. */
  readonly scope: string;
  readonly source: string;
  readonly figures: readonly WorksheetFigure[];
  readonly industries: readonly WorksheetIndustry[];
  /** The factors of the ranking with their part of all weights. */
  readonly weights: readonly { readonly factor: string; readonly label: string; readonly share: number }[];
}

/**
 * The worksheet of a ranking: its short list, and what it proposes to look at besides.
 *
 * @throws {InputError} WORKSHEET_RESULT for a result without ranks
 */
export function makeWorksheet(result: Result, form: Form, criteria: readonly Criterion[]): Worksheet {
  const { ranking, scope } = result;
  if (!ranking) {
    throw new InputError("a worksheet needs a ranking", {
      code: "WORKSHEET_RESULT",
      where: { file: result.file },
      found: `a result of ${result.command}`,
      hint: "give what `sector-rank rank … --out FILE.json` wrote",
    });
  }
  const figures = listFigures(result);
  const ranked = result.industries.filter((industry) => industry.ranked !== undefined);
  const shown = ranked
    .filter((one) => isListed(one) || one.ranked!.shortList || result.alsoConsider.includes(one.naics))
    .sort(
      (a, b) =>
        Number(isListed(b)) - Number(isListed(a)) || a.ranked!.rank - b.ranked!.rank || (a.naics < b.naics ? -1 : 1),
    );
  const sum = ranking.factors.reduce((all, { weight }) => all + weight, 0);
  const years = [scope.years.start, scope.years.end].filter((year) => year !== undefined);
  const reference = scope.reference.name;
  return {
    form,
    criteria,
    checksum: resultChecksum(result),
    region: scope.region.name,
    scope: `${levelName(scope)}, ${describeOwnership(scope.ownership)}, ${years.join(" to ")}${scope.quarter === 0 ? "" : `, quarter ${String(scope.quarter)}`}; LQ against ${reference}, base ${scope.lqBase === "total-covered" ? "all covered jobs" : "jobs of the same ownership"}; ranked among ${String(ranked.length)}`,
    source: `BLS, Quarterly Census of Employment and Wages (${describeFiles(result)}); computed by ${result.tool}`,
    figures,
    industries: shown.map((industry) => ({
      naics: industry.naics,
      title: industry.title,
      isListed: isListed(industry),
      rank: industry.ranked!.rank,
      values: industry.values,
      status: describeStatuses(industry, figures),
      ...(form.id === "lmi-review" && { computed: reviewAnswers(industry, result) }),
    })),
    weights: ranking.factors.map(({ id, weight }) => ({
      factor: id,
      label: findMeasure(id)?.label ?? id,
      share: weight / sum,
    })),
  };
}

const findMeasure = (id: string) => ALL_MEASURES.find((measure) => measure.id === id);

/** What the ranking weighed, and establishments, of which a partnership needs some. */
function listFigures({ ranking, industries }: Result): readonly WorksheetFigure[] {
  const ids = [...ranking!.factors.map(({ id }) => id), "establishments"];
  return [...new Set(ids)]
    .filter((id) => industries.some(({ values }) => hasValue(values[id] ?? ABSENT)))
    .map((id) => ({ id, label: findMeasure(id)?.shortLabel ?? id, unit: findMeasure(id)?.unit }));
}

function describeStatuses({ values }: ResultIndustry, figures: readonly WorksheetFigure[]): string {
  const words: Readonly<Record<Datum["status"], (datum: Datum, unit: Unit | undefined) => string | undefined>> = {
    disclosed: () => undefined,
    estimated: (datum, unit) => formatRange(datum, unit).replaceAll("–", " to "),
    suppressed: () => "suppressed",
    absent: () => "not published",
    undefined: () => "no answer",
  };
  return figures
    .flatMap(({ id, label, unit }) => {
      const datum = values[id] ?? ABSENT;
      const said = words[datum.status](datum, unit);
      return said === undefined ? [] : [`${label} ${said}`];
    })
    .join("; ");
}

/** Publishers' releases where they are known, else the files' own names. */
function describeFiles({ inputs }: Result): string {
  const names = inputs.map(({ file, release }) => release ?? file.split(/[/\\]/).at(-1)!);
  const each = [...new Set(names)];
  const most = 4;
  return formatList(
    each.length > most ? [...each.slice(0, most), `${formatNumber(each.length - most, "count")} more`] : each,
  );
}
