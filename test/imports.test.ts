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
  /^sweep\/(run-sweep|sweep-thread|sweep-threads|write-sweep)\.ts$/,
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

/** Imports that still lead upwards. The list only ever gets shorter. */
const STILL_UPWARDS: readonly string[] = [
  "command/resolve-options.ts imports cli/config.ts",
  "core/number-format.ts imports report/report.ts",
  "measures/measure.ts imports report/report.ts",
  "naics/read-naics.ts imports occupations/staffing/match.ts",
  "qcew/year-before.ts imports region/periods.ts",
  "render/html.ts imports occupations/main-occupations.ts",
  "render/html.ts imports occupations/read/main-occupations.ts",
  "render/xlsx/render-xlsx.ts imports occupations/read/main-occupations.ts",
  "report/page-data.ts imports occupations/main-occupations.ts",
  "report/rank-report.ts imports sensitivity/sensitivity.ts",
  "report/rank-report.ts imports sweep/standings.ts",
  "workbook/occupations-sheet.ts imports occupations/main-occupations.ts",
  "workbook/occupations-sheet.ts imports occupations/occupations-report.ts",
  "workbook/ranking-workbook.ts imports occupations/main-occupations.ts",
  "workbook/workbook.ts imports occupations/main-occupations.ts",
];

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
    expect(files.flatMap((name) => upwardImports(name, importsOf(name))).sort()).toEqual([...STILL_UPWARDS].sort());
  });

  it("finds an import upwards where there is one", () => {
    expect(upwardImports("core/datum.ts", ["core/codes.ts", "report/report.ts"])).toEqual([
      "core/datum.ts imports report/report.ts",
    ]);
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
