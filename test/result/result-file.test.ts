import { describe, expect, it } from "vitest";
import { InputError } from "../../src/core/errors.js";
import { jsonRoot } from "../../src/files/json.js";
import { parseResult } from "../../src/result/result-file.js";

function errorOf(run: () => unknown): { readonly message: string } & InputError["details"] {
  try {
    run();
  } catch (error) {
    if (error instanceof InputError) return { message: error.message, ...error.details };
    throw error;
  }
  throw new Error("nothing was thrown");
}

describe("a result that can't be read", () => {
  it.each([
    ["a figure that pandas wrote", '{\n"a": 1,\n"b": NaN}', "NaN, which is not a number in JSON", 3],
    [
      "a file that is cut",
      '{"schema": "sector-rank/rank/1",\n"industries": [',
      "the end of the file before that of the JSON",
      2,
    ],
  ])("for %s names the place", (_, text, found, line) => {
    const error = errorOf(() => parseResult(text, "r.json"));
    expect(error).toMatchObject({ code: "RESULT_SYNTAX", found, where: { file: "r.json", line } });
  });

  it("for other text says that it is not JSON", () => {
    expect(errorOf(() => parseResult("{'a': 1}", "r.json"))).toMatchObject({
      code: "RESULT_SYNTAX",
      message: "this is not JSON",
    });
  });

  it.each([
    ["of another tool", "{}", "RESULT_SCHEMA", "schema is missing"],
    ["of a list", "[]", "RESULT_SCHEMA", "the file holds no result"],
    ["of a newer form", '{"schema": "sector-rank/rank/9"}', "RESULT_SCHEMA", "schema has a form that a newer"],
    ["without industries", '{"schema": "sector-rank/rank/1"}', "RESULT_VALUE", "industries is missing"],
    [
      "whose industries are not a list",
      '{"schema": "sector-rank/rank/1", "industries": 3}',
      "RESULT_VALUE",
      "industries is not a list",
    ],
    [
      "with a number for a code",
      '{"schema": "sector-rank/industries/1", "industries": [{"naics": 62}]}',
      "RESULT_VALUE",
      "industries[0].naics is not text",
    ],
  ])("%s is refused with the path of the key", (_, text, code, message) => {
    const error = errorOf(() => parseResult(text, "r.json"));
    expect(error.code).toBe(code);
    expect(error.message).toContain(message);
  });
});

describe("values by the path of their keys", () => {
  const codes = { syntax: "RESULT_SYNTAX", value: "RESULT_VALUE", hint: "write it again" } as const;

  it("are those that the object itself has, whatever they are called", () => {
    const root = jsonRoot('{"__proto__": {"x": 1}, "a b": [2]}', "r.json", codes);
    expect(root.at("__proto__").at("x").number()).toBe(1);
    expect(root.at("a b").items()[0]!.number()).toBe(2);
    expect(root.at("toString").isThere).toBe(false);
    expect(errorOf(() => root.at("a b").at("x")).message).toContain('["a b"] is not an object');
  });

  it("are refused where a number is beyond what can be computed with", () => {
    expect(errorOf(() => jsonRoot('{"a": 1e999}', "r.json", codes).at("a").number()).code).toBe("RESULT_VALUE");
  });
});
