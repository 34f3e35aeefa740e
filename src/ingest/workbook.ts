import { InputError } from "../errors.js";
import type { TextReceiver } from "./content.js";
import type { InputFile } from "./files.js";

export async function readWorkbook(
  file: InputFile,
  receiver: TextReceiver,
  onBytes: (count: number) => void,
): Promise<void> {
  await Promise.resolve();
  void receiver;
  void onBytes;
  throw new InputError("workbook", { code: "XLSX_DAMAGED", where: { file: file.path } });
}
