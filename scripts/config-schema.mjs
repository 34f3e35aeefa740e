// Writes schema/config.schema.json from the built option tables: `npm run build && node scripts/config-schema.mjs`.
import { mkdirSync, writeFileSync } from "node:fs";
import { COMMANDS } from "../dist/cli/commands.js";
import { buildConfigSchema } from "../dist/cli/config-schema.js";
import { configuredCommands } from "../dist/cli/config-keys.js";

const folder = new URL("../schema/", import.meta.url);
mkdirSync(folder, { recursive: true });
const commands = await Promise.all(configuredCommands().map((name) => COMMANDS[name].load()));
writeFileSync(new URL("config.schema.json", folder), `${JSON.stringify(buildConfigSchema(commands), undefined, 2)}\n`);
