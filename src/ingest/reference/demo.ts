import { fileURLToPath } from "node:url";

/** The files of the built-in region; see data/README.md for what each is made of. */
export function demoFiles(): readonly string[] {
  return ["columbus-2020.csv", "columbus-2023.csv", "us-2020.csv", "us-2023.csv"].map((name) =>
    fileURLToPath(new URL(`../../../data/demo/${name}`, import.meta.url)),
  );
}
