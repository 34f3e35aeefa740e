import { plainText } from "../../core/plain-text.js";

export type Attributes = Readonly<Record<string, string | number | undefined>>;

/** An element with its attributes in the order given; coordinates to a tenth. */
export function tag(name: string, attributes: Attributes, ...children: readonly string[]): string {
  const written = Object.entries(attributes)
    .filter(([, value]) => value !== undefined)
    .map(
      ([key, value]) =>
        ` ${key}=${typeof value === "number" ? `"${coordinate(value)}"` : quotedAttribute(String(value))}`,
    )
    .join("");
  return children.length === 0 ? `<${name}${written}/>` : `<${name}${written}>${children.join("")}</${name}>`;
}

/** Data as JSON is full of double quotes, each of which would take six letters between such. */
function quotedAttribute(text: string): string {
  const escaped = escapeMarkup(text);
  return text.includes('"') && !text.includes("'") ? `'${escaped.replaceAll("&quot;", '"')}'` : `"${escaped}"`;
}

/** A tenth of a pixel is finer than anyone sees, and keeps files small and the same on every machine. */
export function coordinate(value: number): string {
  return String(Math.round(value * 10) / 10 + 0);
}

/** Text as content or attribute of HTML and SVG: nothing in it can end an element, an attribute or a script. */
export function escapeMarkup(text: string): string {
  return plainText(text)
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;")
    .replaceAll("'", "&#39;");
}

/** One line of text. */
export function textAt(x: number, y: number, text: string, attributes: Attributes = {}): string {
  return tag("text", { x, y, ...attributes }, escapeMarkup(text));
}
