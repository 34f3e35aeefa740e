import { statSync } from "node:fs";
import { join, relative, sep } from "node:path";
import { UserError } from "../core/errors.js";
import { listInputFiles } from "../files/files.js";
import { hashFile } from "../files/hash-file.js";
import { recogniseOccupationFile } from "../occupations/read/recognise.js";
import { caution, type Note } from "../core/notes.js";
import { checkContent, qcewContent } from "./check-content.js";
import { readAreas } from "../areas/read-areas.js";
import { yearOfFile } from "./check-releases.js";
import { fillPattern } from "./fill.js";
import type { FetchFolder } from "./folder.js";
import { LOCK_FILE, PREVIOUS_LOCK, type LockedFile } from "../files/sources-lock.js";
import type { Source } from "./sources.js";
import type { FetchTarget } from "./targets.js";

export interface AdoptedFile {
  readonly file: string;
  readonly source: Source;
  readonly bytes: number;
}

/** What is known of a file by its content and name. */
interface Recognised {
  readonly source: Source;
  readonly address: string;
  readonly release: string;
}

/** A file whose name says another year or state than its content. */
interface Contradicted {
  readonly contradiction: string;
}

/**
 * Takes files that were brought by hand into a folder's lock. What each is, its content says; names matter only where
 * content does not state the year. Nothing is moved, renamed or opened over the network.
 *
 * @returns the files that were taken, and a note for each that was not
 */
export async function adoptFiles(
  folder: FetchFolder,
  sources: readonly Source[],
  today: string,
): Promise<{ readonly adopted: readonly AdoptedFile[]; readonly notes: readonly Note[] }> {
  const adopted: AdoptedFile[] = [];
  const notes: Note[] = [];
  for (const { path } of listFiles(folder.path)) {
    const file = relative(folder.path, path).split(sep).join("/");
    if (file === LOCK_FILE || file === PREVIOUS_LOCK || (await folder.isAsLocked(file))) continue;
    const found = await recognise(path, file, sources);
    if (found === undefined || "contradiction" in found) {
      const reason = found?.contradiction ?? "it is of no kind that `sector-rank fetch --list` names";
      notes.push(caution(`not-adopted-${file}`, `${file} was not taken: ${reason}.`));
      continue;
    }
    const { source, address, release } = found;
    const bytes = statSync(path).size;
    const entry: LockedFile = {
      source: source.id,
      publisher: source.publisher,
      address,
      date: today,
      adopted: true,
      bytes,
      sha256: await hashFile(path),
      release,
      licence: source.licence,
    };
    folder.enter(file, entry);
    adopted.push({ file, source, bytes });
  }
  return { adopted, notes };
}

function listFiles(folder: string): readonly { readonly path: string }[] {
  try {
    return listInputFiles([folder]);
  } catch (error) {
    if (error instanceof UserError && error.details.code === "FOLDER_EMPTY") return [];
    throw error;
  }
}

async function recognise(
  path: string,
  file: string,
  sources: readonly Source[],
): Promise<Recognised | Contradicted | undefined> {
  return (await asQcew(path, sources)) ?? (await asOther(path, file, sources));
}

/** One area and one year is a slice; anything else is the year's archive, or several years' as they were put together. */
async function asQcew(path: string, sources: readonly Source[]): Promise<Recognised | undefined> {
  let content;
  try {
    content = await qcewContent(path);
  } catch {
    return undefined;
  }
  const { areas, years, quarters } = content;
  if (areas.length === 0) return undefined;
  const [year] = years;
  const [quarter = 0] = quarters;
  const isSlice = areas.length === 1 && years.length === 1 && quarters.length === 1;
  const source = sources.find(({ id }) => id === (isSlice ? "qcew" : "qcew-all"));
  if (!source) return undefined;
  const period = years.length > 1 ? `${year} to ${years.at(-1)}` : String(year);
  return {
    source,
    address: fillPattern(source.address, { year, quarter, area: areas[0] }),
    release: `${period} ${quarter === 0 ? "annual averages" : quarters.length > 1 ? "quarters" : `quarter ${quarter}`}`,
  };
}

async function asOther(
  path: string,
  file: string,
  sources: readonly Source[],
): Promise<Recognised | Contradicted | undefined> {
  const kinds = await recogniseOccupationFile(path, process.cwd());
  const candidates = sources.filter(({ reader }) => {
    if (kinds.size > 0) return kinds.has(reader as never);
    return reader === "columns" || reader === "price-index";
  });
  const name = file.slice(file.lastIndexOf("/") + 1);
  const sameName = candidates.filter((source) => placed(source, name) !== undefined);
  for (const source of [...sameName, ...candidates.filter((one) => !sameName.includes(one))]) {
    const standard = placed(source, name);
    const target = {
      source,
      address: standard?.address ?? source.page,
      file,
      year: undefined,
      quarter: 0,
      areas: [],
      required: true,
    };
    if (await findFault(path, target)) continue;
    const { year, areas } = standard ?? { year: undefined, areas: [] };
    const fault = standard && (await findFault(path, { ...target, year, areas }));
    if (fault) return { contradiction: `its name and what it holds disagree: ${fault}` };
    const release = source.release ?? standard?.year?.toString() ?? "not known";
    // Without its name, the address of one file of many can't be known: then the publisher's page stands for it.
    return { source, address: target.address, release };
  }
  return undefined;
}

/** What the check of a file's content says against it. */
async function findFault(path: string, target: FetchTarget): Promise<string | undefined> {
  try {
    await checkContent(path, target);
    return undefined;
  } catch (error) {
    if (!(error instanceof UserError)) return "unreadable";
    return `${error.message} (${error.details.found ?? "unreadable"})`;
  }
}

/** The address that a file of this name comes from, and the year and the state that it is of by its name. */
function placed(
  source: Source,
  name: string,
): { readonly address: string; readonly year: number | undefined; readonly areas: readonly string[] } | undefined {
  const folder = source.file.slice(0, source.file.lastIndexOf("/") + 1);
  const file = join(folder, name).split(sep).join("/");
  const pattern = new RegExp(
    `^${source.file.replaceAll(/[.*+?^$()|[\]\\]/g, String.raw`\$&`).replaceAll(/\{(\w+)\}/g, String.raw`(?<$1>\w+?)`)}$`,
  );
  const parts = pattern.exec(file)?.groups;
  if (!pattern.test(file)) return undefined;
  const year = yearOfFile(file, source);
  const values = { year, area: parts?.area, fips: parts?.fips, postal: parts?.st?.toUpperCase() };
  const fips = values.fips ?? readAreas().states.find(({ postal }) => postal === values.postal)?.fips;
  return { address: fillPattern(source.address, values), year, areas: fips === undefined ? [] : [fips] };
}
