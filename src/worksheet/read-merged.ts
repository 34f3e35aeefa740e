import { resolve } from "node:path";
import { createHash } from "node:crypto";
import { InputError } from "../core/errors.js";
import { decodeText } from "../files/decode.js";
import { jsonRoot, type JsonCursor } from "../files/json.js";
import { readSmallFile } from "../files/small-file.js";
import { readSmallTable } from "../files/small-table.js";
import type { IndustryRatings, PersonsRating, TeamRatings } from "../report/people-data.js";
import { FORM_IDS, findForm } from "./forms.js";
import { mixRanks } from "./mix.js";

const HINT = "give what `sector-rank worksheet merge … --out FILE.json` (or .csv) wrote";
const MAXIMUM_BYTES = 20_000_000;

/**
 * Reads worksheets that were merged: the JSON of `worksheet merge`, or its CSV, which has means and names but no evidence.
 *
 * @param shown how errors name the file
 * @throws {InputError} RESULT_SYNTAX, RESULT_SCHEMA, RESULT_VALUE for JSON; WORKSHEET_LAYOUT, WORKSHEET_VALUE for CSV
 */
export async function readMerged(shown: string, cwd: string): Promise<TeamRatings> {
  if (!/\.json$/i.test(shown)) return readMergedCsv(shown);
  const bytes = readSmallFile(resolve(cwd, shown), shown, MAXIMUM_BYTES);
  if (bytes === undefined) {
    throw new InputError("too large for merged worksheets", {
      code: "RESULT_SYNTAX",
      where: { file: shown },
      hint: HINT,
    });
  }
  const root = jsonRoot(decodeText(bytes, shown), shown, {
    syntax: "RESULT_SYNTAX",
    value: "RESULT_VALUE",
    hint: HINT,
  });
  const schema = root.isObject ? root.at("schema") : undefined;
  if (schema?.isThere !== true || schema.text() !== "sector-rank/worksheet-merge/1") {
    throw (schema ?? root).problem("is not of worksheet merge", HINT, "RESULT_SCHEMA");
  }
  const form = findForm(root.at("form").oneOf(FORM_IDS));
  if (form.id === "lmi-review")
    throw root.at("form").problem("is a review of the figures, which gives no readiness", HINT);
  const labels = new Map(
    root
      .at("criteria")
      .items()
      .map((one) => [one.at("id").text(), one.at("label").text()]),
  );
  const industries = root
    .at("industries")
    .items()
    .map((one): [string, IndustryRatings] => [one.at("naics").text(), ratingsIn(one, (id) => labels.get(id) ?? id)]);
  return {
    file: shown,
    sha256: createHash("sha256").update(bytes).digest("hex"),
    unit: form.id === "ratings" ? "ratio" : "fraction",
    scale: form.scale,
    raters: root.at("raters").texts(),
    result: root.at("result").text(),
    ...(root.at("region").isThere && { region: root.at("region").text() }),
    industries: Object.fromEntries(industries),
  };
}

function ratingsIn(industry: JsonCursor, labelOf: (id: string) => string): IndustryRatings {
  const readiness = industry.at("readiness");
  const optional = (cursor: JsonCursor, key: string): string | undefined =>
    cursor.at(key).isThere ? cursor.at(key).text() : undefined;
  return {
    ...(readiness.isThere && { readiness: readiness.number() }),
    raters: industry.at("raters").texts(),
    disputed: industry.at("disputed").texts().map(labelOf),
    ratings: industry
      .at("criteria")
      .items()
      .flatMap((criterion) =>
        criterion
          .at("ratings")
          .items()
          .map((rating): PersonsRating => {
            const [answer, evidence] = [optional(rating, "answer"), optional(rating, "evidence")];
            return {
              criterion: labelOf(criterion.at("criterion").text()),
              rater: rating.at("rater").text(),
              ...(answer !== undefined && { answer }),
              ...(evidence !== undefined && { evidence }),
            };
          }),
      ),
  };
}

async function readMergedCsv(shown: string): Promise<TeamRatings> {
  const table = await readSmallTable(shown, {
    code: "WORKSHEET_LAYOUT",
    columns: [["readiness"], ["ratedby"], ["disputed"], ["naics"]],
    hash: true,
  });
  const [readinessColumn, ratedBy, disputed, code] = table.named as [string, string, string, string];
  const names = (text: string): readonly string[] => text.split("; ").filter((name) => name !== "");
  const industries: Record<string, IndustryRatings> = Object.create(null) as Record<string, IndustryRatings>;
  for (const { line, cells } of table.rows) {
    const text = cells[readinessColumn]!;
    const readiness = Number(text);
    const naics = cells[code]!;
    const isWrong = text !== "" && !(readiness >= 0 && readiness <= 5);
    if (isWrong || naics === "" || naics in industries) {
      throw new InputError(
        isWrong ? "a readiness that is not a number from 0 to 5" : "an industry is missing, or appears twice",
        {
          code: "WORKSHEET_VALUE",
          where: { file: table.file, line, column: isWrong ? readinessColumn : code },
          found: isWrong ? text : naics,
          hint: HINT,
        },
      );
    }
    industries[naics] = {
      ...(text !== "" && { readiness }),
      raters: names(cells[ratedBy]!),
      disputed: names(cells[disputed]!),
      ratings: [],
    };
  }
  const all = Object.values(industries);
  // A part of all items is never above 1, and a mean of ratings never below it.
  const isRating =
    all.some(({ readiness }) => (readiness ?? 0) > 1) || all.every(({ readiness }) => (readiness ?? 1) >= 1);
  const form = findForm(isRating ? "ratings" : "readiness");
  return {
    file: shown,
    sha256: table.sha256,
    unit: isRating ? "ratio" : "fraction",
    scale: form.scale,
    raters: [...new Set(all.flatMap(({ raters }) => raters))].sort(),
    industries,
  };
}

/** The ratings with each industry's place by rank and readiness together. */
export function withMixedRanks(
  ratings: TeamRatings,
  ranks: readonly { readonly naics: string; readonly rank: number }[],
  weight: number,
): TeamRatings {
  const rated = ranks.map(({ naics, rank }) => ({ naics, rank, readiness: ratings.industries[naics]?.readiness }));
  const mixed = mixRanks(rated, weight);
  const industries = Object.entries(ratings.industries).map(([naics, one]): [string, IndustryRatings] => {
    const place = mixed.get(naics);
    return [naics, place ? { ...one, mixed: place } : one];
  });
  return { ...ratings, qualitativeWeight: weight, industries: Object.fromEntries(industries) };
}
