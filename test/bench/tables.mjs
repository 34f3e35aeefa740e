// Lays tables out for a terminal in a fresh process and prints milliseconds as JSON: loading what that takes, a table as
// the demo shows it, and one of a thousand rows.
/** Processor time of this process, which other work on the machine changes little. */
const milliseconds = () => process.cpuUsage().user / 1000;

const start = milliseconds();
const { renderTable } = await import("../../dist/render/terminal-table.js");
const { PLAIN_STYLE } = await import("../../dist/render/text-style.js");
const loaded = milliseconds();

const FIGURES = 8;
const column = (id, label, kind, unit) => ({ id, label, kind, unit, priority: 1 });
const columns = [
  column("naics", "NAICS", "code", "text"),
  column("title", "Industry", "text", "text"),
  ...Array.from({ length: FIGURES }, (_, at) => column(`f${at}`, `Figure ${at}`, "number", at % 2 ? "jobs" : "ratio")),
];

/** A table in which every third figure is an estimate, as in a region with withheld cells. */
function table(length) {
  const rows = Array.from({ length }, (_, row) => ({
    emphasis: row < length / 5,
    cells: {
      naics: String(1000 + row),
      title: `Professional, scientific, and technical services of kind ${row} — ${row % 7 === 0 ? "日本語" : "plain"}`,
      ...Object.fromEntries(
        Array.from({ length: FIGURES }, (_, at) => {
          const value = (row * 37 + at * 11) % 5000;
          const isEstimate = (row + at) % 3 === 0;
          const estimate = { status: "estimated", value, low: value * 0.8, high: value * 1.2 };
          return [`f${at}`, isEstimate ? estimate : { status: "disclosed", value }];
        }),
      ),
    },
  }));
  return { title: "Table", columns, rows };
}

const demo = table(12);
const large = table(1000);
const before = milliseconds();
renderTable(demo, 160, PLAIN_STYLE);
const after = milliseconds();
renderTable(large, 160, PLAIN_STYLE);
const done = milliseconds();
const rounded = (value) => Math.round(value * 10) / 10;
console.log(
  JSON.stringify({ load: rounded(loaded - start), demo: rounded(after - before), rows1000: rounded(done - after) }),
);
