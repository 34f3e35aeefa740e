import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";
import { describe, expect, it } from "vitest";
import { ROOT } from "./cli/run-cli.js";

// The two edges touch files, the clock and the console; all between is pure.

const EDGES = [/^cli\//, /^ingest\//, /^store\//, /^render\/write\.ts$/, /^page\/main\.ts$/];
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
    expect(outsideOf("cli/io.ts").some((use) => use.endsWith(": process"))).toBe(true);
    expect(outsideOf("render/write.ts").some((use) => use.endsWith(": node:fs"))).toBe(true);
  });
});

describe("layers", () => {
  const importsOf = (name: string): readonly string[] => {
    const text = readFileSync(join(ROOT, "src", name), "utf8");
    return [...text.matchAll(/^import (?!type)[^;]*? from "(\.[^"]+)";/gms)].map(([, path]) =>
      join(name, "..", path!).replaceAll("\\", "/").replace(/\.js$/, ".ts"),
    );
  };

  it("keep the command line, the readers and the renderers out of what computes", () => {
    const pure = files.filter((name) => !/^(cli|ingest|store|render|page)\//.test(name) && !/^(index)\.ts$/.test(name));
    const wrong = pure.flatMap((name) =>
      importsOf(name)
        // Words in a report are made with the numbers that a table shows.
        .filter((path) => /^(cli|ingest|store|render)\//.test(path) && path !== "render/number-format.ts")
        .map((path) => `${name} imports ${path}`),
    );
    expect(wrong).toEqual([]);
  });

  it("keep measures out of renderers", () => {
    const wrong = files
      .filter((name) => name.startsWith("render/"))
      .flatMap((name) =>
        importsOf(name)
          .filter((path) => path.startsWith("measures/"))
          .map((path) => `${name}: ${path}`),
      );
    expect(wrong).toEqual([]);
  });

  it("keep rounding in one file", () => {
    const rounding = /\.toFixed\(|\.toPrecision\(|Intl\.NumberFormat|toLocaleString/;
    // The ranking compares scores at twelve digits, so that ties do not hang on the order of additions.
    const allowed = ["render/number-format.ts", "ranking/rank.ts"];
    const wrong = files.filter(
      (name) => !allowed.includes(name) && rounding.test(readFileSync(join(ROOT, "src", name), "utf8")),
    );
    expect(wrong).toEqual([]);
  });
});
