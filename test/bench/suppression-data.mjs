// Reads what the bench needs from ../shared: Ohio's quarters through our own reader, the national quarter from Parquet.
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { deserialize, serialize } from "node:v8";
import { asyncBufferFromFile, parquetMetadataAsync, parquetRead } from "hyparquet";
import { compressors } from "hyparquet-compressors";

export const SHARED = new URL("../../../shared/data/", import.meta.url);

/** The compiled library: dist/ unless stated otherwise. */
export const DIST = new URL(process.env.SECTOR_RANK_DIST ?? "../../dist/", import.meta.url);

export const load = (path) => import(new URL(path, DIST));

export function readOhio() {
  return readQcewFiles(["qcew/quarterly/2016_qtrly_by_area_ohio.zip"]);
}

/** @param paths of files below the shared data folder */
export async function readQcewFiles(paths) {
  const { readQcew } = await load("qcew/read/read.js");
  const fields = ["establishments", "employment", "wages"];
  const { table } = await readQcew(
    paths.map((path) => new URL(path, SHARED).pathname),
    { fields },
  );
  return table;
}

/** The national quarter; kept in the file that SECTOR_RANK_NATION names, if it does, since Parquet takes a while to read. */
export async function readNational() {
  const cache = process.env.SECTOR_RANK_NATION;
  if (cache && existsSync(cache)) return deserialize(readFileSync(cache));
  const table = await readNationalParquet();
  if (cache) writeFileSync(cache, serialize(table));
  return table;
}

async function readNationalParquet() {
  const file = await asyncBufferFromFile(new URL("qcew/national/2016q1-national.parquet", SHARED).pathname);
  const metadata = await parquetMetadataAsync(file);
  const length = Number(metadata.num_rows);
  const table = emptyTable(length);
  const areas = new Map();
  const industries = new Map();
  const number = (codes, code) => codes.get(code) ?? (codes.set(code, codes.size), codes.size - 1);
  const columns = {
    area_fips: (row, value) => (table.area[row] = number(areas, value)),
    own_code: (row, value) => (table.ownership[row] = value),
    industry_code: (row, value) => (table.industry[row] = number(industries, value)),
    agglvl_code: (row, value) => (table.level[row] = value),
    disclosure_code: (row, value) => (table.disclosure[row] = value === "N" ? 1 : value === "-" ? 2 : 0),
    qtrly_estabs_count: (row, value) => (table.fields.establishments[row] = Number(value)),
    month1_emplvl: (row, value) => (table.fields.employment[row] += Number(value) / 3),
    month2_emplvl: (row, value) => (table.fields.employment[row] += Number(value) / 3),
    month3_emplvl: (row, value) => (table.fields.employment[row] += Number(value) / 3),
    total_qtrly_wages: (row, value) => (table.fields.wages[row] = Number(value)),
  };
  let rowStart = 0;
  for (const group of metadata.row_groups) {
    const rowEnd = rowStart + Number(group.num_rows);
    for (const [column, put] of Object.entries(columns)) {
      await parquetRead({
        file,
        metadata,
        compressors,
        columns: [column],
        rowStart,
        rowEnd,
        rowFormat: "array",
        onComplete: (rows) => rows.forEach(([value], k) => put(rowStart + k, value)),
      });
    }
    rowStart = rowEnd;
  }
  table.year.fill(2016);
  table.quarter.fill(1);
  for (let row = 0; row < length; row++) table.line[row] = row + 2;
  return { ...table, areas: [...areas.keys()], industries: [...industries.keys()] };
}

function emptyTable(length) {
  return {
    length,
    sources: [{ file: "2016q1-national.parquet", layout: "parquet", bytes: 0, rows: length }],
    area: new Uint32Array(length),
    industry: new Uint32Array(length),
    ownership: new Uint8Array(length),
    level: new Uint8Array(length),
    year: new Uint16Array(length),
    quarter: new Uint8Array(length),
    disclosure: new Uint8Array(length),
    lqDisclosure: new Uint8Array(length),
    changeDisclosure: new Uint8Array(length),
    fields: {
      establishments: new Float64Array(length),
      employment: new Float64Array(length),
      wages: new Float64Array(length),
    },
    source: new Uint16Array(length),
    line: new Uint32Array(length),
  };
}

/** The rows of a table that pass, as a table. */
export function selectRows(table, keep) {
  const rows = [];
  for (let row = 0; row < table.length; row++) if (keep(row)) rows.push(row);
  const pick = (values) => values.constructor.from(rows, (row) => values[row]);
  const columns = ["area", "industry", "ownership", "level", "year", "quarter", "disclosure", "lqDisclosure"];
  const picked = Object.fromEntries([...columns, "changeDisclosure", "source", "line"].map((c) => [c, pick(table[c])]));
  const fields = Object.fromEntries(Object.entries(table.fields).map(([name, values]) => [name, pick(values)]));
  return { ...table, ...picked, fields, length: rows.length };
}

/** Counties of each metropolitan area, as the shipped delineation has them. */
export function readMsaCounties() {
  const lines = readFileSync(new URL("../../data/areas/cbsa-counties-2023.csv", import.meta.url), "utf8").split("\n");
  const counties = new Map();
  for (const line of lines.slice(1)) {
    const [, area, kind, , county] = line.split(",");
    if (kind !== "metro") continue;
    counties.set(area, [...(counties.get(area) ?? []), county]);
  }
  return counties;
}
