import { plainText } from "../../core/plain-text.js";

/** The most characters a cell can hold. */
const LONGEST_TEXT = 32_767;

/** One line without control characters; `_x0041_` would be read as an escaped letter. */
export function safeText(text: string): string {
  return plainText(text)
    .replace(/_(?=x[0-9A-Fa-f]{4}_)/g, "_x005F_")
    .slice(0, LONGEST_TEXT);
}

export function escapeXml(text: string): string {
  return /[&<>]/.test(text) ? text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;") : text;
}
