import type { SocCode, SocVersion } from "../staffing/records.js";

/** What the lists of occupations say of codes. */
export interface SocLists {
  /** Codes of SOC 2018. */
  readonly codes2018: ReadonlySet<string>;
  /** SOC 2010 codes that 2018 changed → what became of them. */
  readonly changed: ReadonlyMap<string, readonly SocCode[]>;
  /** Codes that BLS uses for several of SOC 2018 together since 2021 (31-1120, 51-2028) → these. */
  readonly combined: ReadonlyMap<SocCode, readonly SocCode[]>;
  /** Codes that only OEWS 2019 and 2020 used → those of SOC 2018 that they stand for. */
  readonly hybrid: ReadonlyMap<string, readonly SocCode[]>;
}

/** Which list of codes a file follows, and the codes that show it. */
export interface SocEvidence {
  readonly version: SocVersion;
  /** Codes that only this version has. */
  readonly decisive: readonly string[];
  /** Codes that the version can't have: then lists are mixed. */
  readonly against: readonly string[];
}

/** The year's list, where the codes fit any. */
function versionOfYear(year: number | undefined): SocVersion {
  if (year === undefined || year >= 2021) return "2018";
  return year >= 2019 ? "hybrid" : "2010";
}

/** The lists of occupations of 2010, 2018 and between. */
export class Soc {
  readonly #lists: SocLists;
  readonly #only2018: ReadonlySet<string>;

  constructor(lists: SocLists) {
    this.#lists = lists;
    const since2010 = new Set([...lists.changed.values()].flat());
    const in2010 = (code: string): boolean => lists.changed.has(code) || !since2010.has(code as SocCode);
    this.#only2018 = new Set([...lists.codes2018].filter((code) => !in2010(code)));
  }

  /** Which list the detailed codes of one file are of. */
  evidenceOf(codes: Iterable<string>, year?: number): SocEvidence {
    const { changed, codes2018, hybrid, combined } = this.#lists;
    const of2010: string[] = [];
    const of2018: string[] = [];
    const ofHybrid: string[] = [];
    for (const code of codes) {
      if (hybrid.has(code)) ofHybrid.push(code);
      else if (this.#only2018.has(code)) of2018.push(code);
      else if (changed.has(code) && !codes2018.has(code) && !combined.has(code as SocCode)) of2010.push(code);
    }
    if (ofHybrid.length > 0) return { version: "hybrid", decisive: ofHybrid, against: [] };
    if (of2010.length === 0 && of2018.length === 0) return { version: versionOfYear(year), decisive: [], against: [] };
    return of2010.length > of2018.length
      ? { version: "2010", decisive: of2010, against: of2018 }
      : { version: "2018", decisive: of2018, against: of2010 };
  }

  /**
   * The codes of SOC 2018 that a code of any list stands for: itself, what it was split into, or the parts of a
   * combined one. The figures don't separate them where there are several.
   */
  in2018(code: SocCode): readonly SocCode[] {
    const { changed, codes2018, hybrid, combined } = this.#lists;
    if (codes2018.has(code)) return [code];
    return combined.get(code) ?? hybrid.get(code) ?? changed.get(code) ?? [code];
  }
}
