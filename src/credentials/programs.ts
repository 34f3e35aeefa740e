import { readAreas } from "../areas/read-areas.js";
import type { Note } from "../core/notes.js";
import { parseSocCode, type SocCode } from "../staffing/records.js";
import { awardLevel } from "../training/awards.js";
import { readTraining, type TrainingFiles } from "../training/read-training.js";
import { programsTeaching } from "../training/training.js";
import type { Credential } from "./survey.js";

/** A program short of a degree that leads to an occupation of a credential. */
export interface CertificateProgram {
  readonly cip: string;
  readonly title: string;
  readonly award: string;
  readonly institution: string;
  /** Mean of the years, first majors. */
  readonly completions: number;
}

/** Programs by credential, of the institutions in the region's counties. */
export interface CredentialPrograms {
  /** By credential's id, most completions first; empty where none leads to its occupations. */
  readonly programs: ReadonlyMap<string, readonly CertificateProgram[]>;
  readonly years: readonly number[];
  readonly files: readonly { readonly file: string; readonly sha256?: string }[];
  readonly notes: readonly Note[];
}

/**
 * Reads which certificate programs lead to the occupations of each credential. IPEDS does not say which credential a program
 * awards, so a program is one of the same occupation, and degrees are left out.
 *
 * @param areas codes of the region that the jobs are of
 * @throws {InputError} what is wrong with the files about training
 */
export async function readCredentialPrograms(
  files: TrainingFiles,
  areas: readonly string[],
  credentials: readonly Credential[],
): Promise<CredentialPrograms> {
  const known = readAreas();
  const counties = new Set(areas.flatMap((code) => known.countiesOf(code)));
  const training = await readTraining(files, counties);
  const listPrograms = (occupations: readonly SocCode[]): readonly CertificateProgram[] =>
    [...new Set(occupations.flatMap((code) => programsTeaching(training, code)))]
      .filter(({ award, mean }) => awardLevel(award)?.education === "award" && mean > 0)
      .sort((a, b) => b.mean - a.mean)
      .map(({ cip, award, institution, mean }) => ({
        cip,
        title: training.crosswalk.titles.get(cip) ?? cip,
        award: awardLevel(award)!.label,
        institution: institution.name,
        completions: mean,
      }));
  return {
    programs: new Map(
      credentials
        .filter(({ soc }) => soc.length > 0)
        .map(({ id, soc }) => [id, listPrograms(soc.flatMap((code) => parseSocCode(code) ?? []))]),
    ),
    years: training.years,
    files: training.files.map(({ file, sha256 }) => ({ file, ...(sha256 !== undefined && { sha256 }) })),
    notes: training.notes,
  };
}
