/** Whose industry tables are known. */
export type VendorId = "lightcast" | "jobseq";

export const VENDOR_NAMES: Readonly<Record<VendorId, string>> = { lightcast: "Lightcast", jobseq: "JobsEQ" };

/** Whom a vendor's jobs count; Lightcast calls them classes of worker. */
export const WORKER_CLASSES = ["qcew", "nonQcew", "selfEmployed", "proprietors"] as const;
export type WorkerClass = (typeof WORKER_CLASSES)[number];

/** Classes of worker as Lightcast's glossary describes them. */
const CLASS_NAMES: Readonly<Record<WorkerClass, string>> = {
  qcew: "QCEW employees",
  nonQcew: "employees beyond QCEW",
  selfEmployed: "self-employed",
  proprietors: "extended proprietors",
};

export function nameWorkers(workers: WorkerClass): string {
  return CLASS_NAMES[workers];
}

/** What a file's texts call the classes of worker. */
const PHRASES: Readonly<Record<WorkerClass, RegExp>> = {
  qcew: /(?<!non[- ]?)\bqcew employees\b/i,
  nonQcew: /\bnon[- ]?qcew employees\b/i,
  selfEmployed: /\bself[- ]employed\b/i,
  proprietors: /\bextended proprietors\b/i,
};

/** The classes of worker that texts around a table name, such as `QCEW Employees, Non-QCEW Employees, and Self-Employed`. */
export function findWorkers(texts: readonly string[]): readonly WorkerClass[] {
  // A sentence may name the self-employed without saying that they are counted; a list of classes names employees, too.
  const lists = texts.filter((text) => /class(?:es)? of worker|qcew employees/i.test(text));
  const [next] = texts.flatMap((text, at) => (/class(?:es)? of worker:?$/i.test(text) ? [texts[at + 1] ?? ""] : []));
  const read = next === undefined ? lists : [...lists, next];
  return WORKER_CLASSES.filter((workers) => read.some((text) => PHRASES[workers].test(text)));
}
