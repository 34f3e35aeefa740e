/** What each BLS aggregate is made of. Below the sectors a code's parent is the code without its last digit. */
const AGGREGATES: Readonly<Record<string, readonly string[]>> = {
  "10": ["101", "102"],
  "101": ["1011", "1012", "1013"],
  "102": ["1021", "1022", "1023", "1024", "1025", "1026", "1027", "1028", "1029"],
  "1011": ["11", "21"],
  "1012": ["23"],
  "1013": ["31-33"],
  "1021": ["22", "42", "44-45", "48-49"],
  "1022": ["51"],
  "1023": ["52", "53"],
  "1024": ["54", "55", "56"],
  "1025": ["61", "62"],
  "1026": ["71", "72"],
  "1027": ["81"],
  "1028": ["92"],
  "1029": ["99"],
};

const AGGREGATE_OF = new Map(
  Object.entries(AGGREGATES).flatMap(([parent, children]) => children.map((child) => [child, parent] as const)),
);

const SECTOR_RANGE: Readonly<Record<string, string>> = {
  "31": "31-33",
  "32": "31-33",
  "33": "31-33",
  "44": "44-45",
  "45": "44-45",
  "48": "48-49",
  "49": "48-49",
};

/**
 * The industry that a QCEW industry is part of, nothing for the total (`10`) and for text that is not a code.
 *
 * `3364` → `336` → `31-33` → `1013` → `101` → `10`; `238111` (QCEW's own split) → `23811`; `999` → `99`.
 */
export function parentIndustry(code: string): string | undefined {
  const aggregate = AGGREGATE_OF.get(code);
  if (aggregate !== undefined) return aggregate;
  if (code in AGGREGATES || code.length < 3) return undefined;
  if (code.length === 3) return SECTOR_RANGE[code.slice(0, 2)] ?? code.slice(0, 2);
  return code.slice(0, -1);
}

/**
 * For each industry of a list, its parent's number, −1 at the top. Ancestors that are not in the list are
 * appended, so that a walk up may pass through a level the files don't hold.
 */
export function buildAncestry(industries: readonly string[]): {
  readonly codes: readonly string[];
  readonly parent: Int32Array;
} {
  const codes = [...industries];
  const numbers = new Map(codes.map((code, number) => [code, number]));
  const parents: number[] = [];
  for (let number = 0; number < codes.length; number++) {
    const parent = parentIndustry(codes[number]!);
    if (parent === undefined) {
      parents.push(-1);
      continue;
    }
    let parentNumber = numbers.get(parent);
    if (parentNumber === undefined) {
      parentNumber = codes.length;
      numbers.set(parent, parentNumber);
      codes.push(parent);
    }
    parents.push(parentNumber);
  }
  return { codes, parent: Int32Array.from(parents) };
}

/** For each industry of a list, the number of the nearest industry above it that the list holds, −1 where none is. */
export function parentNumbers(industries: readonly string[]): Int32Array {
  const numbers = new Map(industries.map((code, number) => [code, number]));
  return Int32Array.from(industries, (code) => {
    let parent = parentIndustry(code);
    while (parent !== undefined && !numbers.has(parent)) parent = parentIndustry(parent);
    return parent === undefined ? -1 : numbers.get(parent)!;
  });
}
