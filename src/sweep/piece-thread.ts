// What the second thread of a sweep over one table runs: it takes pieces of areas from the list that both threads share.
import { parentPort, workerData } from "node:worker_threads";
import { Reasons } from "../core/quantity-columns.js";
import { packArea } from "./area-columns.js";
import { AreaPieces } from "./area-pieces.js";
import { RELEASED, takePiece, type PieceMessage, type SharedTask, type ThreadStart } from "./piece-messages.js";
import { naicsInputs } from "./read/naics-inputs.js";

const { state, texts } = workerData as ThreadStart;

// Read while the main thread makes the table.
const naics = naicsInputs();

parentPort!.once("message", (task: SharedTask) => {
  computePieces(task);
  parentPort!.close();
});

function computePieces(task: SharedTask): void {
  const { inputs, measures } = task;
  const reasons = new Reasons();
  const pieces = new AreaPieces({ ...inputs, ...naics }, task, reasons);
  const industries = pieces.industries.length;
  for (let computed = 0; ; computed++) {
    const bytes = roomForText(computed);
    const index = takePiece(state);
    if (index >= pieces.count) return;
    const { areas, text } = pieces.compute(index, bytes);
    const packed = areas.map((area) => {
      if ("reason" in area) return area;
      const { length } = area.columns;
      return { length, numbers: 0, bytes: packArea(area.columns, measures) };
    });
    if (pieces.industries.length > industries) throw new Error("unreachable: an area has an industry that no area has");
    const message: PieceMessage = {
      index,
      areas: packed,
      reasons: reasons.texts,
      text: text.buffer === bytes.buffer ? { place: computed % texts.length, length: text.length } : text,
    };
    parentPort!.postMessage(
      message,
      packed.flatMap((area) => ("reason" in area ? [] : [area.bytes.buffer as ArrayBuffer])),
    );
  }
}

/** The next memory for text, when the main thread is done with what it held. */
function roomForText(computed: number): Uint8Array {
  const load = (): number => Atomics.load(state, RELEASED);
  for (let released = load(); computed - released >= texts.length; released = load()) {
    Atomics.wait(state, RELEASED, released);
  }
  return new Uint8Array(texts[computed % texts.length]!);
}
