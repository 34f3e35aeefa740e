import { createHash } from "node:crypto";
import { briefCaption, type Brief } from "../report/brief.js";
import { drawBriefBubbles } from "./chart/brief-bubbles.js";
import { escapeMarkup } from "./chart/svg.js";

const STYLE = `
@page{margin:12mm 13mm}
*{box-sizing:border-box}
body{margin:0 auto;max-width:52rem;padding:1.5rem 1.25rem;background:#fff;color:#1b1f24;font:.95rem/1.4 Arial,Helvetica,"Liberation Sans",sans-serif}
h1{font-size:1.5rem;margin:0 0 .3rem}h2{font-size:1rem;margin:.7rem 0 .2rem}
p{margin:.2rem 0}.answer{font-size:1.05rem}
table{border-collapse:collapse;width:100%;font-variant-numeric:tabular-nums;font-size:.9rem}
caption{text-align:left;font-weight:700;padding:.5rem 0 .2rem;font-size:1rem}
th,td{padding:.18rem .4rem;border-bottom:1px solid #d0d7de;text-align:left;vertical-align:top}th.n,td.n{text-align:right;white-space:nowrap}
tbody th{font-weight:400}
figure{margin:.4rem 0;overflow-x:auto}svg{width:100%;min-width:38rem;height:auto;display:block}
.small,figcaption{color:#57606a;font-size:.8rem}ul{margin:.1rem 0;padding-left:1.1rem}li{margin:.1rem 0}
.scroll{overflow-x:auto}
@media print{html{font-size:9.6pt}body{max-width:none;padding:0;-webkit-print-color-adjust:exact;print-color-adjust:exact;line-height:1.28}h2{margin:.45rem 0 .1rem}th,td{padding:.06rem .35rem}figure{width:88%;margin:.2rem auto}svg{min-width:0}.scroll{overflow:visible}}
`;

/** A brief as a page that needs nothing else; printed it takes one page of Letter or A4. */
export function renderBriefHtml({ title, answer, table, chart, lists, tool }: Brief): string {
  const style = createHash("sha256").update(STYLE, "utf8").digest("base64");
  const cell = (text: string, index: number): string => {
    const { id, isNumber } = table.columns[index]!;
    return id === "title"
      ? `<th scope="row">${escapeMarkup(text)}`
      : `<td${isNumber ? ' class="n"' : ""}>${escapeMarkup(text)}`;
  };
  const head = table.columns.map(
    ({ label, isNumber }) => `<th scope="col"${isNumber ? ' class="n"' : ""}>${escapeMarkup(label)}`,
  );
  const parts = [
    `<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">`,
    `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'sha256-${style}'; img-src data:; base-uri 'none'; form-action 'none'">`,
    `<meta name="viewport" content="width=device-width, initial-scale=1">`,
    `<meta name="generator" content="${escapeMarkup(tool)}">`,
    `<link rel="icon" href="data:,">`,
    `<title>${escapeMarkup(title)}</title>\n<style>${STYLE}</style>\n</head>\n<body>`,
    `<h1>${escapeMarkup(title)}</h1>`,
    `<p class="answer">${escapeMarkup(answer)}</p>`,
    `<div class="scroll"><table><caption>${escapeMarkup(table.title)}</caption><thead><tr>${head.join("")}</thead><tbody>`,
    ...table.rows.map((row) => `<tr>${row.map(cell).join("")}`),
    `</tbody></table></div>`,
    table.legend === "" ? "" : `<p class="small">${escapeMarkup(`${table.legend}.`)}</p>`,
    chart
      ? `<figure>${drawBriefBubbles(chart, table.rows.length)}<figcaption>${escapeMarkup(briefCaption(chart))}</figcaption></figure>`
      : "",
    ...lists.map(
      ({ heading, lines, isSmall }) =>
        `<section${isSmall ? ' class="small"' : ""}><h2>${escapeMarkup(heading)}</h2><ul>${lines.map((line) => `<li>${escapeMarkup(line)}`).join("\n")}</ul></section>`,
    ),
    "</body>\n</html>\n",
  ];
  return parts.filter((part) => part !== "").join("\n");
}
