import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";
import { describe, expect, it } from "vitest";
import { ROOT } from "./cli/run-cli.js";

// The two edges touch files, the clock and the console; all between is pure.

const EDGES = [
  /^(cli|command|output|files)\//,
  /(^|\/)(read|read-[a-z-]+|store)\//,
  /^(.*\/)?read-[a-z-]+\.ts$/,
  /(^|[/-])command\.ts$/,
  /^page\/main\.ts$/,
  ...[
    "qcew/rows-of-years",
    "estimate/cell-inputs",
    "result/result-file",
    "region/read/clusters",
    "demo/demo-files",
  ].map((file) => new RegExp(`^${file}\\.ts$`)),
  /^render\/(page-program|picture-files)\.ts$/,
  /^fetch\/(adopt|check-content|check-releases|download|fetch-files|folder|keep-members|part|table-starts|web)\.ts$/,
  /^sweep\/(run-sweep|second-thread|sweep-thread|sweep-threads|write-sweep)\.ts$/,
  /^occupations\/(chosen-industries|occupation-tables|occupations-run)\.ts$/,
];
const GLOBALS = new Set(["process", "console", "Date", "fetch", "setTimeout", "setInterval", "performance", "crypto"]);
/** Modules of Node that compute, here or in a second thread, and touch nothing outside. */
const HARMLESS = new Set(["node:crypto", "node:path", "node:url", "node:util", "node:buffer", "node:worker_threads"]);

const files = readdirSync(join(ROOT, "src"), { recursive: true, encoding: "utf8" })
  .map((name) => name.replaceAll("\\", "/"))
  .filter((name) => name.endsWith(".ts"));

/** What a file uses of the outside world: modules of Node, globals, `Math.random`, as `line: what`. */
function outsideOf(name: string): readonly string[] {
  const source = ts.createSourceFile(name, readFileSync(join(ROOT, "src", name), "utf8"), ts.ScriptTarget.ES2022, true);
  const found: string[] = [];
  const add = (node: ts.Node, what: string): void => {
    found.push(`${name}:${source.getLineAndCharacterOfPosition(node.getStart()).line + 1}: ${what}`);
  };
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node) && ts.isStringLiteral(node.moduleSpecifier)) {
      const isTypeOnly = node.importClause?.isTypeOnly === true;
      if (!isTypeOnly && isOutside(node.moduleSpecifier.text)) add(node, node.moduleSpecifier.text);
      return;
    }
    if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) {
      const [module] = node.arguments;
      if (module && ts.isStringLiteral(module) && isOutside(module.text)) add(node, module.text);
    }
    if (ts.isPropertyAccessExpression(node)) {
      if (node.getText() === "Math.random") add(node, "Math.random");
      visit(node.expression);
      return;
    }
    if (ts.isIdentifier(node) && GLOBALS.has(node.text) && isUse(node)) add(node, node.text);
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

function isOutside(module: string): boolean {
  return module.startsWith("node:") && !HARMLESS.has(module);
}

/** A name that is read, not one that is declared, a key, or part of a type. */
function isUse(node: ts.Identifier): boolean {
  const { parent } = node;
  if (ts.isTypeNode(parent) || ts.isTypeElement(parent)) return false;
  const isName =
    (ts.isVariableDeclaration(parent) ||
      ts.isParameter(parent) ||
      ts.isPropertyAssignment(parent) ||
      ts.isMethodDeclaration(parent) ||
      ts.isBindingElement(parent) ||
      ts.isFunctionDeclaration(parent)) &&
    parent.name === node;
  return !isName;
}

describe("files, process, console, clock and chance", () => {
  it("are used only at the edges", () => {
    const inside = files.filter((name) => !EDGES.some((edge) => edge.test(name)));
    expect(inside.flatMap(outsideOf)).toEqual([]);
  });

  it("are found where they are used", () => {
    expect(outsideOf("output/io.ts").some((use) => use.endsWith(": process"))).toBe(true);
    expect(outsideOf("output/write.ts").some((use) => use.endsWith(": node:fs"))).toBe(true);
  });
});

interface Room {
  readonly room: string;
  readonly holds: string;
}

const ROOMS: readonly string[] = (JSON.parse(readFileSync(join(ROOT, "src/rooms.json"), "utf8")) as Room[]).map(
  ({ room }) => room,
);

/** What a file imports, as files below `src/`. */
function importsOf(name: string, which: "values" | "all" = "all"): readonly string[] {
  const text = readFileSync(join(ROOT, "src", name), "utf8");
  const statements =
    which === "all"
      ? /(?:^|\n)(?:import|export)\b[^;]*? from "(\.[^"]+)"|\bimport\("(\.[^"]+)"\)/g
      : /(?:^|\n)import (?!type)[^;]*? from "(\.[^"]+)"/g;
  const paths = [...text.matchAll(statements)];
  return paths.map(([, from, dynamic]) =>
    join(name, "..", (from ?? dynamic)!)
      .replaceAll("\\", "/")
      .replace(/\.js$/, ".ts"),
  );
}

/** The room of a file; its height in the ladder is its place in the list, from low to high. */
const roomOf = (name: string): string => (name.includes("/") ? name.slice(0, name.indexOf("/")) : name);

/** Imports of a room above the file's own, as `file imports file`. */
function upwardImports(name: string, imports: readonly string[]): readonly string[] {
  const height = ROOMS.indexOf(roomOf(name));
  return imports.filter((path) => ROOMS.indexOf(roomOf(path)) > height).map((path) => `${name} imports ${path}`);
}

describe("the ladder of rooms", () => {
  it("has a place for every file", () => {
    expect(files.filter((name) => !ROOMS.includes(roomOf(name)))).toEqual([]);
    expect(ROOMS.filter((room) => !files.some((name) => roomOf(name) === room))).toEqual([]);
  });

  it("is only climbed downwards, types included", () => {
    expect(files.flatMap((name) => upwardImports(name, importsOf(name)))).toEqual([]);
  });

  it("finds an import upwards where there is one", () => {
    expect(upwardImports("core/datum.ts", ["core/codes.ts", "report/report.ts"])).toEqual([
      "core/datum.ts imports report/report.ts",
    ]);
  });
});

/** Sets of files that import each other in a circle, types included; a file that imports itself is none. */
function circles(graph: ReadonlyMap<string, readonly string[]>): readonly (readonly string[])[] {
  // Tarjan's components: a file whose lowest reachable place is its own closes a set.
  const places = new Map<string, number>();
  const lowest = new Map<string, number>();
  const open: string[] = [];
  const found: string[][] = [];
  const visit = (file: string): void => {
    places.set(file, places.size);
    lowest.set(file, places.get(file)!);
    open.push(file);
    for (const imported of graph.get(file) ?? []) {
      if (!places.has(imported)) visit(imported);
      if (open.includes(imported)) lowest.set(file, Math.min(lowest.get(file)!, lowest.get(imported)!));
    }
    if (lowest.get(file) !== places.get(file)) return;
    const closed = open.splice(open.indexOf(file));
    if (closed.length > 1) found.push(closed.sort());
  };
  for (const file of graph.keys()) if (!places.has(file)) visit(file);
  return found;
}

describe("circles of files", () => {
  it("are none", () => {
    expect(circles(new Map(files.map((name) => [name, importsOf(name)])))).toEqual([]);
  });

  it("are found where they are planted", () => {
    const graph = new Map([
      ["a.ts", ["b.ts"]],
      ["b.ts", ["c.ts"]],
      ["c.ts", ["b.ts"]],
    ]);
    expect(circles(graph)).toEqual([["b.ts", "c.ts"]]);
  });
});

const EXPORTS =
  /^export (?:async |abstract |declare )*(?:function\*?|class|interface|type|const|let|enum) ([A-Za-z_$][\w$]*)/gm;

/** Exported names that are defined in more than one file, as `name: file, file`. */
function namesDefinedTwice(texts: Readonly<Record<string, string>>): readonly string[] {
  const places = new Map<string, Set<string>>();
  for (const [file, text] of Object.entries(texts)) {
    for (const [, name] of text.matchAll(EXPORTS)) places.set(name!, (places.get(name!) ?? new Set()).add(file));
  }
  return [...places]
    .filter(([, within]) => within.size > 1)
    .map(([name, within]) => `${name}: ${[...within].sort().join(", ")}`)
    .sort();
}

describe("an exported name", () => {
  it("means one thing", () => {
    const texts = Object.fromEntries(files.map((name) => [name, readFileSync(join(ROOT, "src", name), "utf8")]));
    expect(namesDefinedTwice(texts)).toEqual([]);
  });

  it("is found where it is defined twice", () => {
    const texts = { "a.ts": "export type Unit = 1;", "b.ts": "export interface Unit {}\nexport const other = 1;" };
    expect(namesDefinedTwice(texts)).toEqual(["Unit: a.ts, b.ts"]);
  });
});

/** Names in `…Of` or `…Words` that say what is done, and why. */
const SAID_SO: Readonly<Record<string, string>> = {
  titlesOf: "a list of codes has it beside codesOf: two lookups of one list",
};

/** A function that is declared, or an arrow function that is named. */
const FUNCTIONS =
  /^ *(?:export )?(?:(?:async )?function\*? (\w+)|const (\w+)(?:: [^=\n]+)? = (?:async )?(?:<[^\n]*>)?\((?:[^\n]*=>|(?=\n)))/gm;

/** Functions whose name is a habit (`rowsOf`, `rowWords`) and does not say what they do, as `file: name`. */
function unsaidNames(file: string, text: string): readonly string[] {
  return [...text.matchAll(FUNCTIONS)]
    .map(([, declared, named]) => (declared ?? named)!)
    .filter((name) => /(?:Of|Words)$/.test(name) && !Object.hasOwn(SAID_SO, name))
    .map((name) => `${file}: ${name}`);
}

describe("a function's name", () => {
  it("says what is done, or is a term of the field", () => {
    expect(files.flatMap((name) => unsaidNames(name, readFileSync(join(ROOT, "src", name), "utf8")))).toEqual([]);
  });

  it("is found where it says neither", () => {
    const text = [
      "export async function* rowsOf(): Rows {}",
      "  const rowWords = (row: Row): string => row.text;",
      "const rowOf = new Map();",
      "const partOf = (whole / part) * 2;",
      "function offer() {}",
    ];
    expect(unsaidNames("a.ts", text.join("\n"))).toEqual(["a.ts: rowsOf", "a.ts: rowWords"]);
  });
});

describe("layers", () => {
  it("keep measures out of renderers", () => {
    const wrong = files
      // A page's rows look up by which measures it can be ranked.
      .filter((name) => name.startsWith("render/") && name !== "render/rows.ts")
      .flatMap((name) =>
        importsOf(name, "values")
          .filter((path) => path.startsWith("measures/"))
          .map((path) => `${name}: ${path}`),
      );
    expect(wrong).toEqual([]);
  });

  it("keep rounding in one file", () => {
    const rounding = /\.toFixed\(|\.toPrecision\(|Intl\.NumberFormat|toLocaleString/;
    // The ranking compares scores at twelve digits, so that ties do not depend on the order of additions.
    const allowed = ["core/number-format.ts", "ranking/rank.ts"];
    const wrong = files.filter(
      (name) => !allowed.includes(name) && rounding.test(readFileSync(join(ROOT, "src", name), "utf8")),
    );
    expect(wrong).toEqual([]);
  });
});
