// The thread that draws pictures. Before the first one arrives it draws a sheet with all that charts are made of:
// most of the time of a first picture goes into translating the drawing program, and until then nobody waits.
import { parentPort } from "node:worker_threads";
import { readPictureFiles } from "./picture-files.js";
import { startDrawer } from "./png-drawing.js";
import type { DrawnPicture, PictureTask } from "./png.js";

const port = parentPort!;
const drawer = await startDrawer(await readPictureFiles());
drawer.draw(sampleSheet());

port.on("message", ({ id, svg }: PictureTask) => {
  const png = drawer.draw(svg);
  const drawn: DrawnPicture = { id, png };
  port.postMessage(drawn, [png.buffer as ArrayBuffer]);
});

function sampleSheet(): string {
  const shapes = Array.from({ length: 12 }, (_, index) => {
    const [x, y] = [(index % 10) * 128 + 64, Math.floor(index / 10) * 120 + 60];
    return (
      `<rect x="${x - 60}" y="${y - 50}" width="120" height="100" fill="#eef5fb"/>` +
      `<line x1="${x - 60}" y1="${y}" x2="${x + 60}" y2="${y + 9}" stroke="#d8dee4"/>` +
      `<path d="M${x - 40} ${y}L${x} ${y - 30}L${x + 40} ${y}" fill="none" stroke="#0065a3" stroke-width="2.5"/>` +
      `<circle cx="${x}" cy="${y}" r="${4 + index / 2}" fill="#0065a3" fill-opacity="0.22" stroke="#0065a3" stroke-opacity="0.7" stroke-dasharray="4 3"/>` +
      `<text x="${x}" y="${y}" font-size="14" text-anchor="middle" font-weight="bold" stroke="#fff" stroke-width="3" paint-order="stroke">Growth ${index}</text>` +
      `<text x="${x}" y="${y + 20}" font-size="12">Location quotient</text>`
    );
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" width="1280" height="240" font-family="Arimo">${shapes.join("")}</svg>`;
}
