import { initWasm, Resvg } from "@resvg/resvg-wasm";
import { readPictureFiles, type PictureFiles } from "../ingest/picture-files.js";
import type { ChartKind } from "../report/chart.js";
import type { Report } from "../report/report.js";
import { renderSvg } from "./svg.js";

/** Twice a slide's pixels, so that a projector or a printed page shows clean letters. */
const SCALE = 2;

let files: Promise<PictureFiles> | undefined;

/** The chart of a report as PNG; see renderSvg. */
export async function renderPng(report: Report, kind?: ChartKind): Promise<Uint8Array> {
  return pngOf(renderSvg(report, kind));
}

async function pngOf(svg: string): Promise<Uint8Array> {
  files ??= readPictureFiles().then(async (read) => {
    await initWasm(read.program);
    return read;
  });
  const { fonts } = await files;
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
