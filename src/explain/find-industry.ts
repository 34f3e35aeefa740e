import { InputError, UsageError } from "../core/errors.js";
import { nearest } from "../core/suggest.js";
import type { Level } from "../core/industry-table.js";
import { covers } from "../naics/levels.js";
import { nearestCodes, type RankCandidate } from "../ranking/criteria.js";

/**
 * The industry of a table that a user names: by its code, by a cluster's name, or by words of its title.
 *
 * @param meaningOf what a code that is not an industry of the table stands for, as a sentence goes on after it
 * @throws {UsageError} NAICS_AMBIGUOUS where several titles have the words
 * @throws {InputError} NAICS_UNKNOWN, with the level at which a code would be one, and what holds it here
 */
export function findIndustry(
  measured: readonly RankCandidate[],
  text: string,
  level: Level,
  meaningOf?: (code: string) => string,
): RankCandidate {
  const typed = text.trim();
  const exact = measured.find(({ naics, title }) => naics === typed || title.toLowerCase() === typed.toLowerCase());
  if (exact) return exact;
  if (/\d/.test(typed)) throw unknownCode(measured, typed, level, meaningOf);
  const words = splitTitle(typed);
  const titled = measured.filter(({ title }) => {
    const own = splitTitle(title);
    return words.every((word) => own.includes(word));
  });
  const [only, another] = titled;
  if (only && !another) return only;
  if (only) {
    throw new UsageError(`${titled.length} industries have "${typed}" in their title`, {
      code: "NAICS_AMBIGUOUS",
      found: typed,
      hint: `write the code of one: ${titled.slice(0, SHOWN).map(codeAndTitle).join("; ")}${titled.length > SHOWN ? " …" : ""}`,
    });
  }
  const known = new Map(
    measured.flatMap((one) => splitTitle(one.title).map((word): [string, RankCandidate] => [word, one])),
  );
  const near = words.flatMap((word) => nearest(word, known.keys(), 2));
  const guesses = [
    ...new Set(near.flatMap((word) => measured.filter(({ title }) => splitTitle(title).includes(word)))),
  ];
  throw new InputError(`no industry of this table is called "${typed}"`, {
    code: "NAICS_UNKNOWN",
    found: typed,
    hint:
      guesses.length > 0
        ? `did you mean ${guesses.slice(0, SHOWN).map(codeAndTitle).join("; ")}?`
        : "`sector-rank industries` lists codes and titles; another --level has other industries",
  });
}

const SHOWN = 4;

const codeAndTitle = ({ naics, title }: RankCandidate): string => `${naics} ${title}`;

/** Words without case and plural, and none that every title may have. */
function splitTitle(text: string): readonly string[] {
  return text
    .toLowerCase()
    .split(/[^a-z]+/)
    .filter((word) => word.length > 2 && word !== "and")
    .map((word) => word.replace(/(?<=..)s$/, ""));
}

function unknownCode(
  measured: readonly RankCandidate[],
  code: string,
  level: Level,
  meaningOf: ((code: string) => string) | undefined,
): InputError {
  const above = measured.find((candidate) => candidate.naics !== code && isAbove(candidate.naics, code));
  const below = measured.filter((candidate) => covers(code, candidate));
  const own = levelOfCode(code);
  const elsewhere = own !== undefined && own !== level ? `--level ${own} has it as an industry` : undefined;
  const here =
    above !== undefined
      ? `here it is a part of ${codeAndTitle(above)}`
      : below.length > 0
        ? `here it is ${below.slice(0, SHOWN).map(codeAndTitle).join("; ")}${below.length > SHOWN ? " …" : ""}`
        : undefined;
  const nearby = nearestCodes(code, measured);
  const found = [elsewhere, here].filter((part) => part !== undefined).join("; ");
  const isHere = above !== undefined || below.length > 0;
  return new InputError(`${code} is not an industry of this table, which has ${describeLevel(level)}`, {
    code: "NAICS_UNKNOWN",
    found: meaningOf && !isHere && /^\d{2,6}$/.test(code) ? `${code}, ${meaningOf(code)}` : code,
    hint: isHere
      ? found
      : nearby.length > 0
        ? `nearest in the table: ${nearby.join("; ")}`
        : "see `sector-rank industries`, and --level",
  });
}

function isAbove(wide: string, code: string): boolean {
  const [from, to] = wide.split("-");
  if (to === undefined) return code.startsWith(wide);
  const sector = code.slice(0, 2);
  return sector >= from! && sector <= to;
}

function levelOfCode(code: string): string | undefined {
  if (/^\d\d(-\d\d)?$/.test(code)) return "sector";
  return /^\d{3,6}$/.test(code) ? String(code.length) : undefined;
}

function describeLevel(level: Level): string {
  if (level === "sector") return "sectors";
  return level === "supersector" ? "supersectors" : `codes of ${level} digits`;
}
