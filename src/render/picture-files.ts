import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { threadCode } from "../files/thread-code.js";

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

/** The code of the thread that draws among the modules. */
export const PICTURE_THREAD = "render/png-thread.js";

/** The file of that code; undefined if there is none that a thread could load. */
export function pictureThread(): string | undefined {
  return threadCode(PICTURE_THREAD, import.meta.url);
}
