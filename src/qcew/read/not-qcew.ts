import { InputError } from "../../core/errors.js";
import { decodeCell } from "./numbers.js";
import { shorten } from "./problems.js";

const WEB_PAGE = /^<(?:!doctype|html|head|body|\?xml)/i;

/**
 * The error for a file that the user named and that is of no QCEW layout.
 *
 * @param start the file's first bytes
 */
export function notQcewError(file: string, start: Uint8Array): InputError {
  if (start.length === 0) {
    return new InputError("an empty file", { code: "FILE_EMPTY", where: { file }, hint: "download the file again" });
  }
  const hint = "name a QCEW data file: its first line has area_fips, own_code, industry_code and more";
  // Neither line nor content of such a file says anything to a reader.
  if (start.includes(0))
    return new InputError("a file that is not text", { code: "FILE_NOT_TEXT", where: { file }, hint });
  const [firstLine = ""] = decodeCell(start, 0, start.length)
    .trimStart()
    .split(/[\r\n]/, 1);
  const isPage = WEB_PAGE.test(firstLine);
  return new InputError(isPage ? "a web page, not a data file" : "the header matches no QCEW layout", {
    code: "QCEW_LAYOUT_UNKNOWN",
    where: { file, line: 1 },
    found: shorten(firstLine),
    hint: isPage ? "download the file again: an error page was saved under its name" : hint,
  });
}
