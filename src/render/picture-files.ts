import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";

/** What drawing a picture from SVG needs: the program that draws, and the fonts it may use. */
export interface PictureFiles {
  readonly program: Uint8Array;
  readonly fonts: readonly Uint8Array[];
}

const PROGRAM = "@resvg/resvg-wasm/index_bg.wasm";
/** Arimo, SIL Open Font License 1.1, whose letters are as wide as Arial's. */
const FONTS = ["400Regular/Arimo_400Regular.ttf", "700Bold/Arimo_700Bold.ttf"];

/** Reads both from the installed packages; fonts of the system are not looked at, so pictures are the same everywhere. */
export async function readPictureFiles(): Promise<PictureFiles> {
  const { resolve } = createRequire(import.meta.url);
  const [program, ...fonts] = await Promise.all(
    [PROGRAM, ...FONTS.map((name) => `@expo-google-fonts/arimo/${name}`)].map((name) => readFile(resolve(name))),
  );
  return { program: program!, fonts };
}

/**
 * The code of the thread that draws, which the package keeps as a file of its own.
 *
 * @returns undefined if there is none that a thread could load, as when TypeScript runs as it is
 */
export function pictureThread(): string | undefined {
  const path = fileURLToPath(new URL("./png-thread.js", import.meta.url));
  return existsSync(path) ? path : undefined;
}
