import { readFileSync } from "node:fs";
import { join } from "node:path";
import { InputError } from "../core/errors.js";
import { dataFolder, readReferenceTable } from "../files/shipped-table.js";
import { KINDS_OF_FILES, READERS, type KindOfFile, type Source, type StatePage } from "./sources.js";

const TABLE = "sources/sources.json";
const PLACEHOLDERS = new Set(["year", "yy", "period", "span", "area", "fips", "st"]);

/**
 * The table of sources: the one that ships, or another of the same layout, for addresses that have changed since.
 *
 * @param file the user's table
 * @throws {InputError} SOURCES_TABLE
 */
export function readSources(file?: string): readonly Source[] {
  const path = file ?? join(dataFolder(), TABLE);
  const problem = (message: string, found: string): InputError =>
    new InputError(message, {
      code: "SOURCES_TABLE",
      where: { file: path },
      found,
      hint: "start from a copy of data/sources/sources.json of the package",
    });
  let table: unknown;
  try {
    table = JSON.parse(readFileSync(path, "utf8"));
  } catch (error) {
    throw problem("the table of sources can't be read", (error as Error).message);
  }
  if (!Array.isArray(table)) throw problem("the table of sources is not a list", typeof table);
  for (const [index, source] of table.entries()) {
    const fault = findFault(source as Partial<Source>);
    if (fault) throw problem(`source ${index + 1} of the table: ${fault}`, JSON.stringify(source).slice(0, 200));
  }
  return table as readonly Source[];
}

function findFault(source: Partial<Source>): string | undefined {
  const { id, what, title, publisher, page, licence, address, file, types, mostBytes, typicalBytes } = source;
  for (const [name, value] of Object.entries({ id, title, publisher, page, licence, address, file })) {
    if (typeof value !== "string" || value === "") return `${name} is missing`;
  }
  if (!KINDS_OF_FILES.includes(what as KindOfFile)) return `what is none of ${KINDS_OF_FILES.join(", ")}`;
  if (!READERS.includes(source.reader as never)) return `reader is none of ${READERS.join(", ")}`;
  if (source.reader === "columns" && !source.columns?.length && source.cells === undefined)
    return "columns are missing";
  const { members } = source.shows ?? {};
  for (const form of [source.cells, members?.wanted.replaceAll(/\{(?:yy|year)\}/g, "0"), members?.alike]) {
    if (form !== undefined && !isExpression(form)) return `"${form}" is not a regular expression`;
  }
  if (!/^https:\/\/[\w.-]+\/\S*$/.test(address!)) return "address is not an https address";
  if (!/^[\w{}-]+(?:\/[\w{}.-]+)+$/.test(file!) || file!.includes("..")) return "file is not a path below the folder";
  if (!Array.isArray(types) || types.length === 0) return "types are missing";
  if (!(Number(mostBytes) > 0) || !(Number(typicalBytes) > 0)) return "typicalBytes and mostBytes are missing";
  if (typeof source.released?.words !== "string" || typeof source.seen?.in !== "string") {
    return "released and seen are missing";
  }
  for (const [, name] of `${address} ${file}`.matchAll(/\{(\w+)\}/g)) {
    if (!PLACEHOLDERS.has(name!)) return `{${name}} is not a placeholder`;
  }
  return undefined;
}

function isExpression(text: string): boolean {
  try {
    return new RegExp(text) instanceof RegExp;
  } catch {
    return false;
  }
}

/** Where each state and DC publishes its projections, by postal abbreviation. */
export function readStatePages(): readonly StatePage[] {
  return readReferenceTable("sources/state-projections.csv").map(([state, publisher, page, seen, on]) => ({
    state: state!,
    publisher: publisher!,
    page: page!,
    seen: seen as StatePage["seen"],
    on: on!,
  }));
}
