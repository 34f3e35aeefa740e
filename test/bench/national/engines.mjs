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
      return [];
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
    if (out) {
      const rows = reader.getRowsJson();
      require("node:fs").writeFileSync(out, rows.map((row) => row.join(",")).join("\n"));
    }
    return reader.getRowObjectsJson();
  },

  async polars() {
    const polars = require("nodejs-polars").default;
    const { col, lit } = polars;
    const either = (name, ...values) => values.map((value) => col(name).eq(lit(value))).reduce((a, b) => a.or(b));
    // The filters run while the file is read, as they do in DuckDB; what is left is 700 rows.
    const [early, late] = files.map((file) =>
      polars
        .scanCSV(file, { inferSchemaLength: 0 })
        .filter(either("area_fips", AREA, "US000"))
        .filter(col("size_code").eq(lit("0")))
        .filter(
          col("own_code")
            .eq(lit("5"))
            .and(either("agglvl_code", "16", "76"))
            .or(
              col("own_code")
                .eq(lit("0"))
                .and(col("industry_code").eq(lit("10"))),
            ),
        )
        .select("area_fips", "own_code", "industry_code", "disclosure_code", "annual_avg_emplvl", "total_annual_wages")
        .collectSync()
        .toRecords(),
    );
    return measure(early, late);
  },
};

/** The measures of one area out of the rows that a reader kept, all cells text. */
function measure(early, late) {
  const number = (row) => Number(row.annual_avg_emplvl);
  const total = (area) => number(late.find((row) => row.own_code === "0" && row.area_fips === area));
  const ofArea = (rows, area) =>
    new Map(
      rows.filter((row) => row.own_code === "5" && row.area_fips === area).map((row) => [row.industry_code, row]),
    );
  const [nation, before] = [ofArea(late, "US000"), ofArea(early, AREA)];
  const isShown = (row) => (row.disclosure_code ?? "") === "";
  return [...ofArea(late, AREA)].flatMap(([industry, row]) => {
    const reference = nation.get(industry);
    if (!isShown(row) || reference === undefined) return [];
    const jobs = number(row);
    const then = before.get(industry);
    return [
      {
        industry,
        jobs,
        pay: jobs > 0 ? Number(row.total_annual_wages) / jobs : undefined,
        lq: jobs / total(AREA) / (number(reference) / total("US000")),
        growth: then && isShown(then) && number(then) > 0 ? jobs / number(then) - 1 : undefined,
      },
    ];
  });
}

const rows = await engines[engine]();
// So that the bench sees whether two engines did the same work.
if (job === "region")
  console.log(`${rows.length} industries, ${rows.reduce((sum, row) => sum + row.lq, 0).toFixed(6)}`);
