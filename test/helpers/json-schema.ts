import { Ajv2020, type ValidateFunction } from "ajv/dist/2020.js";

// Compiling a schema takes longer than most of the runs whose output it checks; faster code for it would take twice as long.
const ajv = new Ajv2020({ strict: false, code: { optimize: false } });
const compiled = new Map<string, ValidateFunction>();

/** The check of a JSON Schema, compiled once for all tests of a worker. It keeps the errors of its last call. */
export function validator(schema: object): ValidateFunction {
  const text = JSON.stringify(schema);
  let validate = compiled.get(text);
  if (!validate) compiled.set(text, (validate = ajv.compile(schema)));
  return validate;
}
