import { join } from "node:path";
import { dataFolder } from "../files/shipped-table.js";

/** The files of the built-in region; see data/README.md for what each is made of. */
export function demoFiles(): readonly string[] {
  const names = ["columbus-2020.csv", "columbus-2023.csv", "us-2020.csv", "us-2023.csv"];
  return names.map((name) => join(dataFolder(), "demo", name));
}
