import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";
import { describe, expect, it } from "vitest";
import { power } from "../../src/core/power.js";
import { ROOT } from "../cli/run-cli.js";

describe("power", () => {
  it("is a root, a product, or the number itself", () => {
    // 1.1³ = 1.331; ⁴√16 = 2; 5⁻² = 1 ÷ 25.
    expect(power(1.331, 1 / 3)).toBeCloseTo(1.1, 12);
    expect(power(16, 0.25)).toBeCloseTo(2, 12);
    expect(power(5, -2)).toBeCloseTo(1 / 25, 12);
    expect(power(0.7, 1)).toBe(0.7);
    expect(power(0, 0.5)).toBe(0);
    expect(power(0, 0)).toBe(1);
  });

  // Most files hold no power outside of `/**`, and need no parsing.
  const mayHoldPower = (text: string): boolean => /(?<!\/)\*\*|\*\/\*\*|Math\s*\.\s*pow/.test(text);

  // `**` is not the same to the last digit in every version of Node; squares, and powers of two, are.
  it("stands wherever a result could differ between versions of Node", () => {
    const found = readdirSync(join(ROOT, "src"), { recursive: true, encoding: "utf8" })
      .filter((name) => name.endsWith(".ts"))
      .flatMap((name) => {
        const text = readFileSync(join(ROOT, "src", name), "utf8");
        if (!mayHoldPower(text)) return [];
        const source = ts.createSourceFile(name, text, ts.ScriptTarget.ES2022, true);
        const uses: string[] = [];
        const visit = (node: ts.Node): void => {
          const isPower =
            ts.isBinaryExpression(node) &&
            node.operatorToken.kind === ts.SyntaxKind.AsteriskAsteriskToken &&
            node.right.getText() !== "2" &&
            node.left.getText() !== "2";
          const isCall = ts.isPropertyAccessExpression(node) && node.getText() === "Math.pow";
          if (isPower || isCall) uses.push(`${name}: ${node.getText()}`);
          ts.forEachChild(node, visit);
        };
        visit(source);
        return uses;
      });
    expect(found).toEqual([]);
  });
});
