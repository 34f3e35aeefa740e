import { describe, expect, it } from "vitest";
import { caution } from "../../src/core/notes.js";
import { renderAbout, renderMarkdown } from "../../src/render/markdown.js";
import { sampleReport } from "./sample-report.js";

const HOSTILE = "a|b\n<script>alert(1)</script> **x** [y](javascript:z) `c` \u001b[31m";

describe("Markdown", () => {
  it("has every column, a legend of the marks used, the notes and the checksums", () => {
    const text = renderMarkdown(sampleReport());
    expect(text).toContain("| Rank | NAICS | Industry | Mean rank | Jobs 2023 |");
    expect(text).toContain("| Share of jobs |");
    expect(text).toContain(
      "| 2.5 | 336 | **Transportation equipment manufacturing** | 5.3 | ~12,345 | ~$83,100 | ~−3.1% |",
    );
    expect(text).toContain("- (s) suppressed by the publisher, not zero");
    expect(text).toContain("## Be careful\n\n- Grew from fewer than 100 jobs, so its growth says little. (518)");
    expect(text).toContain(`SHA-256 ${"a".repeat(64)}`);
  });

  it("lets no text from a file become a cell, a tag, a link or an escape", () => {
    const report = sampleReport();
    const [table] = report.tables;
    const rows = [{ cells: { ...table.rows[0]!.cells, title: HOSTILE } }];
    const text = renderMarkdown(
      sampleReport({ title: HOSTILE, tables: [{ ...table, rows }], notes: [caution("x", HOSTILE)] }),
    );
    expect(text).not.toContain("<script>");
    expect(text).toContain("&lt;script&gt;");
    expect(text).not.toContain("\u001b");
    expect(text).not.toMatch(/[^\\]\[y\]/);
    const cells = text.split("\n").filter((line) => line.startsWith("| 1 |"));
    expect(cells).toHaveLength(1);
    // As many cells as the header has: the pipe of the title does not count as one.
    expect(cells[0]!.match(/(?<!\\)\|/g)).toHaveLength(table.columns.length + 1);
  });

  it("does not start a heading or a list from a paragraph", () => {
    const text = renderMarkdown(
      sampleReport({ sections: [{ heading: "H", paragraphs: ["# one", "- two", "1. three"] }] }),
    );
    expect(text).toContain("\\# one\n\n\\- two\n\n\\1. three");
  });
});

describe("the page about a CSV", () => {
  it("says what the columns and statuses mean, and where the figures come from", () => {
    const text = renderAbout(sampleReport());
    expect(text).toContain("- `growth`: Growth 2020–2023; a fraction, so 0.042 is 4.2%");
    expect(text).toContain("- `employment`: Jobs 2023; Annual average; jobs");
    expect(text).toContain("- `suppressed`: withheld by the publisher");
    expect(text).toContain(`SHA-256 ${"b".repeat(64)}`);
  });
});
