import { OCCUPATION_SCHEMAS } from "./occupations-schema.js";
import { PATHWAYS_SCHEMA } from "./pathways-schema.js";
import { RELATEDNESS_SCHEMA } from "./relatedness-schema.js";
import { BACKTEST_SCHEMA } from "./backtest-schema.js";
import { CLUSTERS_SCHEMA } from "./clusters-schema.js";
import { METRICS_SCHEMA } from "./metrics-schema.js";
import { CREDENTIALS_SCHEMA } from "./credentials-schema.js";
import { COMMUTE_SCHEMA } from "./commute-schema.js";
import { SUPPLY_SCHEMA } from "./supply-schema.js";
import { profileSchema } from "./profile-schema.js";
import { type JsonSchema, list, ref } from "./schema-parts.js";
import { DEFINITIONS } from "./schema-definitions.js";
import { FILE_SCHEMAS } from "./schema-files.js";
import { FURTHER_SCHEMAS } from "./schema-further.js";
import { WORKSHEET_SCHEMAS } from "./schema-worksheet.js";
import { RANKING_SCHEMAS } from "./schema-ranking.js";

/** The JSON of each command, without `schema`, `notes` and `provenance`. */
const COMMANDS: Readonly<Record<string, JsonSchema>> = {
  ...OCCUPATION_SCHEMAS,
  ...RANKING_SCHEMAS,
  ...FURTHER_SCHEMAS,
  ...FILE_SCHEMAS,
  ...WORKSHEET_SCHEMAS,
  backtest: BACKTEST_SCHEMA,
  clusters: CLUSTERS_SCHEMA,
  relatedness: RELATEDNESS_SCHEMA,
  pathways: PATHWAYS_SCHEMA,
  credentials: CREDENTIALS_SCHEMA,
  commute: COMMUTE_SCHEMA,
  metrics: METRICS_SCHEMA,
  supply: SUPPLY_SCHEMA,
  profile: profileSchema(RANKING_SCHEMAS["rank"]!),
};

/** JSON Schemas of what `--json` prints, by command. */
export function jsonSchemas(): Readonly<Record<string, JsonSchema>> {
  return Object.fromEntries(
    Object.entries(COMMANDS).map(([command, body]) => {
      const { properties, required } = body as { properties: Record<string, unknown>; required: readonly string[] };
      const id = `sector-rank/${command}/1`;
      const whole = { ...properties, notes: list(ref("note")), provenance: ref("provenance") };
      return [
        command,
        {
          $schema: "https://json-schema.org/draft/2020-12/schema",
          title: `sector-rank ${command} --json`,
          type: "object",
          properties: { schema: { const: id }, ...whole },
          required: ["schema", ...required, "notes", "provenance"],
          additionalProperties: false,
          $defs: collectDefinitions(whole),
        },
      ];
    }),
  );
}

/** The definitions that a schema refers to, directly or through others, in one order. */
function collectDefinitions(schema: unknown): Readonly<Record<string, JsonSchema>> {
  const used = new Set<string>();
  const visit = (part: unknown): void => {
    for (const [, name = ""] of JSON.stringify(part).matchAll(/"\$ref":"#\/\$defs\/(\w+)"/g)) {
      if (used.has(name)) continue;
      used.add(name);
      visit(DEFINITIONS[name]);
    }
  };
  visit(schema);
  return Object.fromEntries(Object.entries(DEFINITIONS).filter(([name]) => used.has(name)));
}
