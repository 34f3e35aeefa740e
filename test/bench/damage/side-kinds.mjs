// What happens to projections, staffing patterns, wages and factors on their way. Columns are told by what stands in them:
// codes by their heading, figures by being numbers in most rows.

const copy = ({ header, rows }) => ({ header: [...header], rows: rows.map((row) => [...row]) });

const isNumber = (cell) => /^-?[\d.]+$/.test(cell);

/** Columns of figures: most of their cells are numbers, and their headings name no code or year. */
function figureColumns({ header, rows }) {
  return header.flatMap((name, at) => {
    if (/code|naics$|^id$|year|fips|group|own|title|name/i.test(name)) return [];
    return rows.filter((row) => isNumber(row[at] ?? "")).length > 0.5 * rows.length ? [at] : [];
  });
}

/** The codes of industries or occupations. */
function codeColumn({ header }) {
  const wanted = [/^(?:occ_code|soc[ _]code|naicscode|naics)$/i];
  return header.findLastIndex((name) => wanted.some((one) => one.test(name)));
}

const pick = (list, random) => list[Math.floor(random() * list.length)];

const rowsLeft = (keep) => (table, random) => ({
  header: table.header,
  rows: table.rows.filter((_, at) => keep(at, table.rows.length, random)),
});

const onCodes = (change) => (table, random) => {
  const damaged = copy(table);
  const at = codeColumn(damaged);
  if (at === -1) return undefined;
  change(damaged.rows, at, random);
  return damaged;
};

const onFigures = (change) => (table, random) => {
  const damaged = copy(table);
  const columns = figureColumns(damaged);
  if (columns.length === 0) return undefined;
  change(damaged, pick(columns, random), random);
  return damaged;
};

const marked = (mark) =>
  onFigures(({ rows }, at, random) => {
    for (let count = 0; count < 3; count++) pick(rows, random)[at] = mark;
  });

const scaled = (factor) =>
  onFigures(({ rows }, at) => {
    for (const row of rows) if (isNumber(row[at])) row[at] = String(Number(row[at]) * factor);
  });

export const SIDE_KINDS = {
  "side rows: a tenth is missing": rowsLeft((_, __, random) => random() >= 0.1),
  "side rows: cut in the middle": rowsLeft((at, count) => at < count / 2),
  "side rows: ten are missing": (table, random) => {
    const start = Math.floor(random() * Math.max(1, table.rows.length - 10));
    return { header: table.header, rows: table.rows.filter((_, at) => at < start || at >= start + 10) };
  },
  "side codes: two are exchanged": onCodes((rows, at, random) => {
    const [one, other] = [pick(rows, random), pick(rows, random)];
    [one[at], other[at]] = [other[at], one[at]];
  }),
  "side codes: each is the next row's": onCodes((rows, at) => {
    for (let row = 0; row + 1 < rows.length; row++) rows[row][at] = rows[row + 1][at];
  }),
  "side codes: the last digit is lost": onCodes((rows, at) => {
    for (const row of rows) row[at] = row[at].slice(0, -1);
  }),
  "side codes: one has a digit more": onCodes((rows, at, random) => {
    const row = pick(rows, random);
    row[at] = `${row[at]}1`;
  }),
  "side figures: blank": marked(""),
  "side figures: #": marked("#"),
  "side figures: D": marked("D"),
  "side figures: N/A": marked("N/A"),
  "side figures: a column in thousands": scaled(0.001),
  "side figures: a column ten times": scaled(10),
  "side figures: a column shifted by a row": onFigures(({ rows }, at) => {
    for (let row = rows.length - 1; row > 0; row--) rows[row][at] = rows[row - 1][at];
  }),
  "side figures: one has a digit more": onFigures(({ rows }, at, random) => {
    const row = pick(
      rows.filter((one) => isNumber(one[at]) && Number(one[at]) > 0),
      random,
    );
    row[at] = `${row[at]}5`;
  }),
  "side columns: one is missing": (table, random) => {
    const at = pick(
      [...figureColumns(table), codeColumn(table)].filter((one) => one >= 0),
      random,
    );
    const without = (row) => row.filter((_, column) => column !== at);
    return { header: without(table.header), rows: table.rows.map(without) };
  },
  "side columns: two are exchanged under their headings": (table) => {
    const damaged = copy(table);
    const [first, last] = figureColumns(damaged);
    if (last === undefined) return undefined;
    for (const row of damaged.rows) [row[first], row[last]] = [row[last], row[first]];
    return damaged;
  },
  "side columns: a heading is another": (table, random) => {
    const damaged = copy(table);
    damaged.header[pick(figureColumns(damaged), random)] = "figure";
    return damaged;
  },
  "side titles: three lines above": ({ header, rows }) => ({
    header: ["A table"],
    rows: [["made in spring"], [""], header, ...rows],
  }),
};
