import type { AreaCode } from "../core/codes.js";
import { InputError, UsageError } from "../core/errors.js";
import type { TableContext } from "../files/read-rows.js";
import { readCompletions } from "./read/completions.js";
import { readCrosswalk, shippedCrosswalk } from "./read/crosswalk.js";
import { readInstitutions } from "./read/institutions.js";
import type { Training } from "./records.js";
import { institutionsIn, computeTraining } from "./training.js";

/** Files about training, as options name them. */
export interface TrainingFiles {
  /** IPEDS `C…_A`, a file a year; `2023=FILE` where the name has no year. */
  readonly completions: readonly string[];
  /** IPEDS `HD`. */
  readonly institutions: string;
  /** In place of the built-in crosswalk. */
  readonly crosswalk?: string | undefined;
}

/**
 * Reads what institutions in some counties teach: programs with completions, and the occupations that they lead to.
 *
 * @throws {InputError} COMPLETIONS_FILE, INSTITUTIONS_FILE, CROSSWALK_FILE; AREA_NOT_IN_FILES where no institution stands
 *   in the counties
 */
export async function readTraining(
  files: TrainingFiles,
  counties: ReadonlySet<AreaCode>,
  context: TableContext = {},
): Promise<Training> {
  const directory = await readInstitutions(files.institutions, context);
  const institutions = institutionsIn(directory, counties);
  if (institutions.length === 0) throw nobodyThere(directory.file, directory.institutions.size, counties);
  const units = new Set(institutions.map(({ unit }) => unit));
  const completions = await readCompletions(files.completions, (unit) => units.has(unit), context);
  const own = files.crosswalk === undefined ? undefined : await readCrosswalk(files.crosswalk, context);
  const training = computeTraining({
    completions,
    directory,
    counties,
    crosswalk: own?.crosswalk ?? shippedCrosswalk(),
    isShipped: own === undefined,
  });
  return own ? { ...training, files: [...training.files, ...own.files] } : training;
}

function nobodyThere(file: string, count: number, counties: ReadonlySet<AreaCode>): InputError {
  const names = [...counties].slice(0, 5).join(", ");
  return new InputError("no institution stands in the region's counties", {
    code: "AREA_NOT_IN_FILES",
    where: { file },
    found: `${count} institutions, none in ${names}${counties.size > 5 ? " …" : ""}`,
    hint: "give the directory of all institutions (hd2023.csv), or a --labor-shed that has some",
  });
}

/** @throws {UsageError} OPTION_MISSING where completions come without a directory, or the other way round */
export function requireWholeOptions({
  completions,
  institutions,
}: {
  readonly completions: readonly string[];
  readonly institutions: string | undefined;
}): void {
  if (completions.length > 0 === (institutions !== undefined)) return;
  const [given, missing] =
    completions.length > 0
      ? ["--completions", "--institutions hd2023.csv, which says where institutions stand"]
      : ["--institutions", "--completions c2023_a.csv, which says what they teach"];
  throw new UsageError("completions and institutions are read together", {
    code: "OPTION_MISSING",
    found: `${given} alone`,
    hint: `add ${missing}`,
  });
}
