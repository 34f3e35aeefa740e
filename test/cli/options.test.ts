import { describe, expect, expectTypeOf, it } from "vitest";
import { defineCommand } from "../../src/command/command.js";
import type { NamedRegion, OptionDefinition, OptionValues, Weights } from "../../src/command/option-types.js";
import type { Origin } from "../../src/command/kinds/kind.js";
import { findKind } from "../../src/command/kinds/kinds.js";
import { defineOptions } from "../../src/command/define-options.js";
import { sharedOptions } from "../../src/command/options.js";

const parseOptionText = (option: OptionDefinition, text: string, origin: Origin): unknown =>
  findKind(option).readText!(option, text, origin);

describe("the types of option values", () => {
  it("follow from the table", () => {
    const options = defineOptions({
      name: { type: "string", value: "N", help: "" },
      named: { type: "string", value: "N", default: "x", help: "" },
      many: { type: "string", value: "N", repeatable: true, help: "" },
      count: { type: "integer", value: "N", help: "" },
      limit: { type: "number", value: "N", default: 1, help: "" },
      flag: { type: "boolean", help: "" },
      which: { type: "choice", choices: ["a", "b"], help: "" },
      chosen: { type: "choice", choices: ["a", "b"], default: "a", help: "" },
      list: { type: "list", value: "L", help: "" },
      weights: { type: "weights", value: "W", help: "" },
      limits: { type: "numbers", value: "L", keys: { "few-x": { default: 1, help: "" } }, help: "" },
      regions: { type: "regions", help: "" },
    });
    type Values = OptionValues<typeof options>;
    expectTypeOf<Values["name"]>().toEqualTypeOf<string | undefined>();
    expectTypeOf<Values["named"]>().toEqualTypeOf<string>();
    expectTypeOf<Values["many"]>().toEqualTypeOf<readonly string[]>();
    expectTypeOf<Values["count"]>().toEqualTypeOf<number | undefined>();
    expectTypeOf<Values["limit"]>().toEqualTypeOf<number>();
    expectTypeOf<Values["flag"]>().toEqualTypeOf<boolean>();
    expectTypeOf<Values["which"]>().toEqualTypeOf<"a" | "b" | undefined>();
    expectTypeOf<Values["chosen"]>().toEqualTypeOf<"a" | "b">();
    expectTypeOf<Values["list"]>().toEqualTypeOf<readonly string[]>();
    expectTypeOf<Values["weights"]>().toEqualTypeOf<Weights | undefined>();
    expectTypeOf<Values["limits"]>().toEqualTypeOf<{ readonly "few-x": number }>();
    expectTypeOf<Values["regions"]>().toEqualTypeOf<Readonly<Record<string, NamedRegion>>>();
    defineCommand({
      name: "x",
      options,
      arguments: { first: { help: "", required: true }, rest: { help: "", variadic: true } },
      examples: [],
      run: (values) => {
        expectTypeOf(values.first).toEqualTypeOf<string>();
        expectTypeOf(values.rest).toEqualTypeOf<readonly string[]>();
        return Promise.resolve(0 as const);
      },
    });
  });
});

describe("values on the command line", () => {
  const origin = { label: "--x" };

  it("are numbers in the usual notations", () => {
    const parse = (text: string): unknown => parseOptionText({ type: "number", value: "N", help: "" }, text, origin);
    expect(["1", "-1.5", "+2", ".5", "1e3", " 7 "].map(parse)).toEqual([1, -1.5, 2, 0.5, 1000, 7]);
    for (const text of ["", " ", "1,5", "0x10", "Infinity", "NaN", "1e999", "5%", "١"]) {
      expect(() => parse(text)).toThrow("--x takes a number");
    }
  });

  it("are weights with or without number and direction", () => {
    const parse = (text: string): unknown => parseOptionText({ type: "weights", value: "W", help: "" }, text, origin);
    expect(parse("employment=2, averagePay=1:lower,lq")).toEqual({
      employment: { weight: 2 },
      averagePay: { weight: 1, direction: "lower" },
      lq: { weight: 1 },
    });
    expect(parse("my factor=0.5")).toEqual({ "my factor": { weight: 0.5 } });
    for (const text of ["", "=2", "lq=", "lq=1=2", "lq=1,"]) expect(() => parse(text)).toThrow("--x");
  });

  it("are composites, whose weight its parts share, and treatments beside directions", () => {
    const parse = (text: string): unknown => parseOptionText({ type: "weights", value: "W", help: "" }, text, origin);
    // 0.4 over 1 and 3 parts of 4.
    expect(parse("momentum = 0.4 * (growth:winsor, competitiveShare=3:lower:log), lq=0.6")).toEqual({
      growth: { weight: 0.1, treatment: "winsor", group: "momentum" },
      competitiveShare: { weight: 0.4 * 0.75, direction: "lower", treatment: "log", group: "momentum" },
      lq: { weight: 0.6 },
    });
    expect(parse("both=(lq,growth)")).toEqual({
      lq: { weight: 0.5, group: "both" },
      growth: { weight: 0.5, group: "both" },
    });
    for (const [text, message] of [
      ["a=2*(lq", "brackets that don't match"],
      ["a=2*lq)", "brackets that don't match"],
      ["a=2*(lq,b=(growth))", "a holds another composite"],
      ["a=two*(lq)", "the weight of a is not a number"],
      ["a=1*(lq),lq=1", "lq appears twice"],
      ["a=1*()", "takes names with weights"],
      ["a=1*(lq=0)", "all weights are zero"],
      ["lq=1:winsor60", "the direction of lq is higher or lower"],
    ] as const) {
      expect(() => parse(text), text).toThrow(message);
    }
  });

  it("can't reach into the prototype of the object that holds them", () => {
    const weights = parseOptionText({ type: "weights", value: "W", help: "" }, "__proto__=2", origin) as Weights;
    expect(Object.keys(weights)).toEqual(["__proto__"]);
    expect(({} as { weight?: number }).weight).toBeUndefined();
  });

  it("are lists without blanks around", () => {
    expect(parseOptionText({ type: "list", value: "L", help: "" }, "336, 31-33 ,622", origin)).toEqual([
      "336",
      "31-33",
      "622",
    ]);
  });
});

describe("the shared options", () => {
  it("have help that is a phrase: lower case where no name starts it, no full stop", () => {
    for (const { help } of Object.values(sharedOptions)) {
      expect(help).not.toMatch(/\.$/);
      expect(help).toMatch(/^(?:[a-z]|NAICS|QCEW|CSV|YAML)/);
    }
  });

  it("have the defaults that users are promised", () => {
    const defaults = Object.fromEntries(
      Object.entries(sharedOptions).flatMap(([key, option]) => ("default" in option ? [[key, option.default]] : [])),
    );
    expect(defaults).toEqual({
      reference: "US000",
      level: "3",
      ownership: "private",
      lqBase: "total-covered",
      suppressed: "estimate",
      bridge: "split",
      profile: "start",
      method: "mean-rank",
      missing: "reweight",
      top: 10,
      format: "table",
      layout: "start",
      color: "auto",
    });
  });
});
