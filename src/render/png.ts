import { pictureThread, readPictureFiles } from "./picture-files.js";
import type { ChartKind } from "../report/chart.js";
import type { Report } from "../report/report.js";
import type { PictureDrawer } from "./png-drawing.js";
import { renderSvg } from "./svg.js";

/** The chart of a report as PNG; see renderSvg. */
export async function renderPng(report: Report, kind?: ChartKind): Promise<Uint8Array> {
  const svg = renderSvg(report, kind);
  const { draw } = await startDrawing();
  return draw(svg);
}

interface Drawing {
  draw(svg: string): Uint8Array | Promise<Uint8Array>;
}

let started: Promise<Drawing> | undefined;

/**
 * Starts what draws pictures, if nobody has, so that it is ready when the first is wanted: a thread of its own, since
 * drawing takes as long as ranking, or this one where a thread has no code to load.
 */
export async function startDrawing(): Promise<Drawing> {
  started ??= (async () => {
    const path = pictureThread();
    return path === undefined ? drawHere() : drawInThread(path);
  })();
  return started;
}

async function drawHere(): Promise<PictureDrawer> {
  const { startDrawer } = await import("./png-drawing.js");
  return startDrawer(await readPictureFiles());
}

/** What goes to the thread and comes back. */
export interface PictureTask {
  readonly id: number;
  readonly svg: string;
}
export interface DrawnPicture {
  readonly id: number;
  readonly png: Uint8Array;
}

interface Waiting {
  resolve(png: Uint8Array): void;
  reject(error: Error): void;
}

/** A thread that keeps the program alive only while a picture is waited for. */
async function drawInThread(path: string): Promise<Drawing> {
  const { Worker } = await import("node:worker_threads");
  const worker = new Worker(path);
  const waiting = new Map<number, Waiting>();
  worker.on("message", ({ id, png }: DrawnPicture) => {
    waiting.get(id)?.resolve(png);
    waiting.delete(id);
    if (waiting.size === 0) worker.unref();
  });
  worker.on("error", (error) => {
    started = undefined;
    for (const { reject } of waiting.values()) reject(error);
  });
  // After the listeners, which hold the program again.
  worker.unref();
  let next = 0;
  return {
    draw: (svg) =>
      new Promise((resolve, reject) => {
        const task: PictureTask = { id: next++, svg };
        waiting.set(task.id, { resolve, reject });
        worker.ref();
        worker.postMessage(task);
      }),
  };
}
