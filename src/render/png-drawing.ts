import { initWasm, Resvg } from "@resvg/resvg-wasm";
import type { PictureFiles } from "./picture-files.js";

/** Twice a slide's pixels, so that a projector or a printed page shows clean letters. */
const SCALE = 2;

/** Draws SVG as PNG. */
export interface PictureDrawer {
  draw(svg: string): Uint8Array;
}

/** Sets the drawing program up, which takes place once in a thread. */
export async function startDrawer({ program, fonts }: PictureFiles): Promise<PictureDrawer> {
  await initWasm(program);
  return { draw: (svg) => drawPng(svg, fonts) };
}

function drawPng(svg: string, fonts: readonly Uint8Array[]): Uint8Array {
  const drawing = new Resvg(svg, {
    fitTo: { mode: "zoom", value: SCALE },
    font: {
      fontBuffers: [...fonts],
      loadSystemFonts: false,
      defaultFontFamily: "Arimo",
      sansSerifFamily: "Arimo",
    },
  });
  try {
    const image = drawing.render();
    try {
      return image.asPng();
    } finally {
      image.free();
    }
  } finally {
    drawing.free();
  }
}
