// What became of a damaged input: refused with a place, the same figures, other figures with a caution, or in silence.

/** One run of the command line in this process, without a terminal. */
export async function run(main, argv, cwd) {
  const output = { stdout: "", stderr: "" };
  const sink = (name) => ({
    write: (chunk) => (output[name] += typeof chunk === "string" ? chunk : Buffer.from(chunk).toString("utf8")),
    isTerminal: false,
  });
  const io = {
    stdout: sink("stdout"),
    stderr: sink("stderr"),
    cwd,
    env: {},
    columns: undefined,
    now: () => 0,
    onInterrupt: () => () => undefined,
    settle: async () => undefined,
  };
  const before = process.cwd();
  process.chdir(cwd);
  try {
    return { status: await main(argv, io), ...output };
  } finally {
    process.chdir(before);
  }
}

/** Figures alone: where they come from and what is said of them is left out. */
function figuresOf({ stdout }) {
  const result = JSON.parse(stdout);
  delete result.provenance;
  delete result.notes;
  // A title above moves lines.
  return JSON.stringify(result, (key, value) => (key === "line" ? undefined : value));
}

function cautionsOf({ stdout }) {
  return new Map(
    JSON.parse(stdout)
      .notes.filter(({ severity }) => severity === "caution")
      .map(({ id, text }) => [text, id]),
  );
}

/** Cautions of checks that look for damage. */
const CONTRADICTIONS = new Set([
  "qcew-contradictions",
  "levels-left-out",
  "projections-contradict",
  "projections-rows-missing",
  "projections-codes-unknown",
  "projections-growth-contradicts",
  "projections-growth-disagrees",
  "occupation-contradictions",
  "wages-scale",
  "occupation-projections-odd",
  "codes-and-titles",
  "facts-contradictions",
  "education-differs",
  "openings-of-two-sources",
]);

/** @returns the outcome, and in `said` what gave it away */
export function judge(clean, damaged) {
  if (damaged.status === 1) return { outcome: "crashed", said: damaged.stderr.split("\n")[2] ?? "" };
  if (damaged.status !== 0) {
    const hasPlace = /^error: .+:\d+/.test(damaged.stderr);
    return { outcome: hasPlace ? "refused with a place" : "refused", said: damaged.stderr.split("\n")[0] };
  }
  const [before, after] = [cautionsOf(clean), cautionsOf(damaged)];
  const news = [...after].filter(([text]) => !before.has(text));
  const said = news.filter(([, id]) => CONTRADICTIONS.has(id));
  if (said.length > 0) return { outcome: "said", said: said.map(([text]) => text).join(" | ") };
  if (figuresOf(clean) === figuresOf(damaged)) return { outcome: "the same", said: "" };
  if (news.length > 0) return { outcome: "said otherwise", said: news.map(([text]) => text).join(" | ") };
  return { outcome: "in silence", said: "" };
}
