// Makes data/projections/: projections of Kansas and of areas of California, and the way each publisher lays its table out.
import { mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { folders, readRecords, writeCsv } from "./lib.mjs";
import { escaped, xls, xlsx } from "./office.mjs";

const { source, target } = folders();
const out = (name) => join(target, "projections", name);
mkdirSync(out("layouts"), { recursive: true });

/** Kansas, 2024–34: code of six digits, title, jobs of the two years; blank where the state prints nothing. */
const kansas = readRecords(join(source, "projections/ks_industry_2024-34.csv")).map((row) => {
  const number = (text) => (text === "" ? undefined : Number(text));
  return {
    code: row.naicscode,
    title: row.naicstitle,
    level: Number(row.naicslvl),
    base: number(row.estindprj),
    projected: number(row.projindprj),
  };
});
const known = ({ base, projected }) => base !== undefined && projected !== undefined;
const change = (row) => (known(row) ? row.projected - row.base : undefined);
const total = (row) => (known(row) ? (row.projected - row.base) / row.base : undefined);
const annual = (row) => (known(row) ? (row.projected / row.base) ** (1 / 10) - 1 : undefined);
const fixed = (value, decimals) =>
  value === undefined ? "" : value.toFixed(decimals).replace(/^-(0(?:\.0*)?)$/, "$1");
const separated = (value, mark) => (value === undefined ? mark : value.toLocaleString("en-US"));
const rounded = (value, decimals) => (value === undefined ? undefined : Number(value.toFixed(decimals)));

writeCsv(
  out("kansas.csv"),
  [
    "stfips",
    "areaname",
    "naicscode",
    "naicstitle",
    "estyear",
    "projyear",
    "estindprj",
    "projindprj",
    "nchg",
    "pchg",
    "grrate",
  ],
  kansas.map((row) => [
    "20",
    "Kansas",
    row.code,
    row.title,
    2024,
    2034,
    row.base ?? "",
    row.projected ?? "",
    change(row) ?? "",
    fixed(100 * total(row), 2).replace("NaN", ""),
    fixed(100 * annual(row), 4).replace("NaN", ""),
  ]),
);

const CALIFORNIA = ["California", "Chico MSA (Butte County)", "Redding MSA (Shasta County)"];
const california = readRecords(join(source, "projections/ca_long_term_industry_2018-28.csv")).filter((row) =>
  CALIFORNIA.includes(row["Area Name (County Names)"]),
);
writeCsv(
  out("california.csv"),
  [
    "Area Type",
    "Area Name",
    "Period",
    "Series Code",
    "Industry Title",
    "Base Year Employment Estimate",
    "Projected Year Employment Estimate",
    "Percentage Change",
  ],
  california.map((row) => [
    row["Area Type"],
    row["Area Name (County Names)"],
    row.Period,
    row["Series Code"],
    row["Industry Title"],
    row["Base Year Employment Estimate"],
    row["Projected Year Employment Estimate"],
    row["Percentage Change"],
  ]),
);

// The layouts of others, with the figures of Kansas in them.
const titled = (row) => row.code.startsWith("00") || row.level < 4;

writeCsv(
  out("layouts/new-york.csv"),
  [
    "Area",
    "Period",
    "Industry Code",
    "Industry Title",
    "Base Year",
    "Projected Year",
    "Net Change",
    "Annual Growth Rate",
  ],
  kansas
    .filter(known)
    .map((row) => [
      "Kansas",
      "2024 - 2034",
      row.code.startsWith("0") ? row.code : `'${row.code}`,
      row.title,
      row.base,
      row.projected,
      change(row),
      fixed(100 * total(row), 1),
    ]),
);
writeCsv(
  out("layouts/illinois.csv"),
  [
    "Region",
    "IndustryCode",
    "IndustryTitle",
    "BaseYearEmployment2024",
    "ProjectedYearEmployment2034",
    "EmploymentChange",
    "AnnualCompoundGrowthRate",
  ],
  kansas.map((row) => [
    "Kansas",
    row.code,
    row.title,
    separated(row.base, "N.A."),
    separated(row.projected, "N.A."),
    separated(change(row), "N.A."),
    known(row) ? fixed(100 * annual(row), 2) : "N.A.",
  ]),
);

const workbookRows = kansas.map((row) => [
  LEVELS(row.level),
  row.code,
  row.title,
  row.base,
  row.projected,
  change(row),
  rounded(total(row), 4),
  rounded(annual(row), 6),
]);
function LEVELS(level) {
  return [
    "Total, All Industries",
    "Supersector",
    "Industry Sector (2-digit)",
    "Industry Subsector (3-digit)",
    "Industry Group (4-digit)",
  ][level];
}
writeFileSync(
  out("layouts/kansas.xlsx"),
  xlsx([
    {
      name: "KS Industry Projections",
      rows: [
        ["Kansas Industry Projections, 2024 to 2034"],
        [
          "Industry\nLevel",
          "Industry\nCode",
          "Industry Title",
          "2024\nEmployment",
          "2034 Projected\nEmployment",
          "Change in\nEmployment",
          "Percent\nChange",
          "Growth\nRate",
        ],
        ...workbookRows,
        [],
        ["", "", "Blank cells are confidential."],
        ["", "", "Figures include the self-employed."],
      ],
    },
  ]),
);

const columns = [
  "stfips",
  "areatype",
  "area",
  "naicscode",
  "naicstitle",
  "naicslvl",
  "estyear",
  "projyear",
  "estindprj",
  "projindprj",
  "nchg",
  "pchg",
  "grrate",
  "openings",
];
const htmlRow = (cells) =>
  `<tr>${cells.map((cell) => `<td>${escaped(String(cell ?? "")).replace(/^$/, "&nbsp;")}</td>`).join("")}</tr>`;
writeFileSync(
  out("layouts/kansas.xls"),
  `<html><head><meta http-equiv="Content-Type" content="text/html; charset=utf-8" /></head><body><table border="1">\n${[
    columns,
    ...kansas.map((row) => [
      "20",
      "01",
      "000000",
      row.code,
      row.title,
      row.level,
      2024,
      2034,
      row.base,
      row.projected,
      change(row),
      known(row) ? fixed(100 * total(row), 2) : "",
      known(row) ? fixed(100 * annual(row), 4) : "",
      "",
    ]),
  ]
    .map(htmlRow)
    .join("\n")}\n</table></body></html>\n`,
);

const middle = (row) => Math.round(row.base * (row.projected / row.base) ** 0.5);
const sheetOf = (name, rows) => ({
  name,
  rows: [
    ["Long-term aggregated industry projections"],
    [`${name}, 2024 to 2034`],
    ["Laid out as Washington does; figures of Kansas"],
    [],
    ["Title", "Estimated employment 2024", "Estimated employment 2029", "Estimated employment 2034"],
    ...rows.map((row) => [row.title, separated(row.base), separated(middle(row)), separated(row.projected)]),
    [],
    ["Source: figures of Kansas, arranged to show the layout"],
  ],
});
const withLevels = kansas.filter((row) => known(row) && titled(row));
writeFileSync(
  out("layouts/washington.xlsx"),
  xlsx([
    sheetOf("Kansas", withLevels),
    sheetOf(
      "Kansas sectors",
      withLevels.filter(({ level }) => level < 3),
    ),
  ]),
);

writeFileSync(
  out("layouts/texas.xlsx"),
  xlsx([
    {
      name: "Industry",
      rows: [
        [
          "NAICS Code",
          "Industry Title",
          "Annual Average Employment 2024",
          "Annual Average Employment 2034",
          "Number Change 2024-2034",
          "Percent Growth 2024-2034",
        ],
        ...kansas.map((row) => [
          row.code,
          row.title,
          row.base ?? "--",
          row.projected ?? "--",
          change(row) ?? "--",
          rounded(100 * total(row), 1) || (known(row) ? 0 : "--"),
        ]),
      ],
    },
  ]),
);
writeFileSync(
  out("layouts/oregon.xlsx"),
  xlsx([
    {
      name: "Industry Projections",
      rows: [
        ["Kansas Industry Employment Projections, 2024-2034"],
        [],
        ["Industry", "2024", "2034", "Change", "% Change"],
        ...withLevels.map((row) => [row.title, row.base, row.projected, change(row), rounded(total(row), 4)]),
        ["Figures of Kansas, laid out as Oregon does."],
      ],
    },
  ]),
);
writeFileSync(
  out("layouts/michigan.xls"),
  xls("Industry", [
    ["Long-Term Industry Employment Projections, (2024-2034)"],
    ["", "", "Employment", "", "10-yr"],
    ["NAICS Code", "Industry", "Base", "Projected", "Numeric", "Percent"],
    ...kansas.map((row) => [
      row.code,
      row.title,
      row.base ?? "**",
      row.projected ?? "**",
      change(row) ?? "",
      known(row) ? rounded(100 * total(row), 1) : "",
    ]),
  ]),
);
writeCsv(
  out("layouts/projections-central.csv"),
  ["STFIPS", "AreaName", "IndCode", "IndName", "BaseYear", "ProjYear", "Base", "Proj", "Change", "PercentChange"],
  kansas
    .filter(known)
    .map((row) => [
      "20",
      "Kansas",
      row.code,
      row.title,
      2024,
      2034,
      row.base,
      row.projected,
      change(row),
      fixed(100 * total(row), 1),
    ]),
);

// BLS's own figures: the totals of industries in the National Employment Matrix.
const matrix = new Map();
const folder = join(source, "staffing/nem");
for (const file of readdirSync(folder).sort()) {
  const rows = readRecords(join(folder, file));
  const all = rows.find((row) => row["Occupation Code"] === "00-0000");
  const code = /queryParams=(\w+)/.exec(all.source_url)[1];
  matrix.set(code, {
    base: Number(all["2024 Employment"]),
    projected: Number(all["Projected 2034 Employment"]),
    asked: all.naics_code,
  });
}
const titles = new Map(readRecords(join(target, "naics/codes.csv")).map((row) => [row.code, row.title]));
writeFileSync(
  out("bls-national.xlsx"),
  xlsx([
    {
      name: "Table 2.11",
      rows: [
        ["Table 2.11 Employment by industry, 2024 and projected 2034 (Employment in thousands)"],
        [
          "2024 National Employment Matrix title",
          "2024 National Employment Matrix code",
          "Industry type",
          "Employment, 2024",
          "Employment, 2034",
          "Employment change, numeric, 2024-34",
          "Employment change, percent, 2024-34",
        ],
        ...[...matrix]
          .sort()
          .map(([code, { base, projected, asked }]) => [
            /^\d+$/.test(code) ? titles.get(code.replace(/0+$/, "")) : `Aggregate with ${titles.get(asked)}`,
            code,
            "Line Item",
            base,
            projected,
            rounded(projected - base, 1),
            rounded((100 * (projected - base)) / base, 1),
          ]),
        ["Source: Employment Projections program, U.S. Bureau of Labor Statistics"],
      ],
    },
  ]),
);
