// Bundles the program of live pages, with the ranking code that the command line runs, into one classic script.
import { fileURLToPath } from "node:url";
import { rolldown } from "rolldown";

/** Its modules one by one: what the page does not use of them can then be left out. */
const statistics = fileURLToPath(new URL("../index.js", import.meta.resolve("simple-statistics")));

/** @param {string} entry src/page/main.ts, or what the compiler made of it */
export async function pageProgram(entry) {
  const bundle = await rolldown({
    input: { page: entry },
    platform: "browser",
    resolve: { extensionAlias: { ".js": [".ts", ".js"] }, alias: { "simple-statistics": statistics } },
    plugins: [{ name: "columns-without-descriptions", transform: withoutDescriptions }],
    // What a module computes when it is loaded is only ever for what it exports.
    treeshake: { moduleSideEffects: (id) => /[\\/]page[\\/]main\.[jt]s$/.test(id) },
  });
  const { output } = await bundle.generate({ format: "iife", minify: true, comments: false });
  await bundle.close();
  // Inside a page nothing may read as the end of the script, or as the start of a comment.
  return output[0].code.replaceAll("</script", "<\\/script").replaceAll("<!--", "<\\!--").trim();
}

/** Columns as they are without the words that only the documentation of files shows. */
function withoutDescriptions(code, id) {
  if (!/[\\/]report[\\/][\w-]+\.[jt]s$/.test(id)) return undefined;
  return { code: code.replaceAll(/\bdescription:\s*(?:"(?:[^"\\]|\\.)*"|`[^`$]*`),/g, ""), map: null };
}
