// The same jobs in other engines, each a whole process: `node engines.mjs ENGINE JOB FILES… [--out FILE]`.
//
// region    jobs, location quotient and growth of one area's 4-digit private industries over two years
// counties  the same for every county, of the disclosed cells
// parquet   one CSV to Parquet, sorted by area
import { createRequire } from "node:module";

const [engine, job, ...rest] = process.argv.slice(2);
const outAt = rest.indexOf("--out");
const out = outAt === -1 ? undefined : rest[outAt + 1];
const files = outAt === -1 ? rest : rest.slice(0, outAt);
const require = createRequire(`${process.env.SECTOR_RANK_BENCH_ENGINES}/`);

/** Codes as text, as a reader that keeps leading zeros must; everything else as the engine guesses. */
const TEXT = ["area_fips", "own_code", "industry_code", "agglvl_code", "size_code", "qtr", "disclosure_code"];
const AREA = "39049";

const engines = {
  async duckdb() {
    const { DuckDBInstance } = require("@duckdb/node-api");
    const connection = await (await DuckDBInstance.create(":memory:")).connect();
    await connection.run("SET threads = 2");
    const types = TEXT.map((name) => `'${name}': 'VARCHAR'`).join(", ");
    const read = (file) => `read_csv('${file}', header = true, types = {${types}})`;
    if (job === "parquet") {
      await connection.run(
        `COPY (SELECT * FROM ${read(files[0])} ORDER BY area_fips) TO '${out}' (FORMAT parquet, COMPRESSION snappy)`,
      );
      return 0;
    }
    const wanted =
      job === "region" ? `area_fips IN ('${AREA}', 'US000')` : "(agglvl_code IN ('70', '76') OR area_fips = 'US000')";
    const year = (file) => `
      SELECT area_fips, own_code, industry_code, disclosure_code, annual_avg_emplvl AS jobs, total_annual_wages AS wages
      FROM ${read(file)}
      WHERE size_code = '0' AND ${wanted}
        AND ((own_code = '5' AND length(industry_code) = 4 AND agglvl_code IN ('16', '76'))
          OR (own_code = '0' AND industry_code = '10'))`;
    const reader = await connection.runAndReadAll(`
      WITH early AS MATERIALIZED (${year(files[0])}), late AS MATERIALIZED (${year(files[1])}),
        total AS (SELECT area_fips, jobs FROM late WHERE own_code = '0'),
        nation AS (SELECT industry_code, jobs FROM late WHERE area_fips = 'US000' AND own_code = '5'),
        usa AS (SELECT jobs FROM total WHERE area_fips = 'US000')
      SELECT l.area_fips, l.industry_code, l.jobs, l.wages / nullif(l.jobs, 0) AS pay,
        (l.jobs / t.jobs) / nullif(n.jobs / usa.jobs, 0) AS lq,
        CASE WHEN e.disclosure_code IS NULL OR e.disclosure_code = '' THEN l.jobs / nullif(e.jobs, 0) - 1 END AS growth
      FROM late l JOIN total t USING (area_fips) JOIN nation n USING (industry_code) CROSS JOIN usa
        LEFT JOIN early e ON e.area_fips = l.area_fips AND e.industry_code = l.industry_code AND e.own_code = '5'
      WHERE l.own_code = '5' AND l.area_fips <> 'US000' AND coalesce(l.disclosure_code, '') = ''
      ORDER BY l.area_fips, l.industry_code`);
    const rows = reader.getRowsJson();
    if (out) require("node:fs").writeFileSync(out, rows.map((row) => row.join(",")).join("\n"));
    return rows.length;
  },

  async polars() {
    const polars = require("nodejs-polars").default;
    const columns = { annual_avg_emplvl: polars.Float64, total_annual_wages: polars.Float64 };
    for (const name of TEXT) columns[name] = polars.Utf8;
    const { col, lit } = polars;
    const year = (file) =>
      polars
        .scanCSV(file, { schema: undefined, inferSchemaLength: 0 })
        .filter(
          col("area_fips")
            .eq(lit(AREA))
            .or(col("area_fips").eq(lit("US000"))),
        )
        .filter(col("size_code").eq(lit("0")))
        .select("area_fips", "own_code", "industry_code", "disclosure_code", "annual_avg_emplvl")
        .collectSync();
    const frames = files.map(year);
    return frames.reduce((sum, frame) => sum + frame.height, 0);
  },
};

const count = await engines[engine]();
console.log(`${count} rows`);
