// Writes the JSON Schemas of what `--json` prints into schema/, from the tables in the built src/schema/json-schema.ts.
import { mkdirSync, writeFileSync } from "node:fs";
import { jsonSchemas } from "../dist/schema/json-schema.js";

const folder = new URL("../schema/", import.meta.url);
mkdirSync(folder, { recursive: true });
for (const [command, schema] of Object.entries(jsonSchemas())) {
  writeFileSync(new URL(`${command}.schema.json`, folder), `${JSON.stringify(schema, undefined, 2)}\n`);
}
