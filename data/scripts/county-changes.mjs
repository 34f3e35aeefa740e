// Makes data/areas/county-changes.csv: how counties and their equivalents changed since 1990.
//
// The facts are those of the Census Bureau's record of substantial changes to counties and county equivalent entities,
// written down here; changes of unpopulated land and of names alone are left out. The script holds every code against
// the list of QCEW's areas, and every change against the ones before it.
import { join } from "node:path";
import { byText, folders, readRecords, writeCsv } from "./lib.mjs";

const { target } = folders();

/**
 * Date of effect, kind, codes before, codes after, and what happened. The codes before and after cover the same ground,
 * but for kinds `parts` and `boundary` no single code can be followed:
 * - renamed: one area under another code
 * - merged: an area became part of another, which kept its code
 * - split: an area's ground became several areas
 * - parts: new areas were made of parts of others
 * - boundary: ground moved between areas that kept their codes
 */
const CHANGES = [
  ["1990-12-07", "parts", "02240 02290", "02068 02240 02290", "Denali Borough was made of parts of Yukon-Koyukuk and Southeast Fairbanks"],
  ["1990-12-31", "boundary", "51153 51685", "51153 51685", "Manassas Park annexed a part of Prince William County"],
  ["1992-09-22", "split", "02231", "02232 02282", "Skagway-Yakutat-Angoon was split into Skagway-Hoonah-Angoon and Yakutat"],
  ["1993-07-01", "boundary", "51019 51515", "51019 51515", "Bedford city annexed a part of Bedford County"],
  ["1994-01-01", "boundary", "51059 51600", "51059 51600", "Fairfax city annexed parts of Fairfax County"],
  ["1994-07-01", "boundary", "51015 51820", "51015 51820", "Waynesboro annexed a part of Augusta County"],
  ["1995-06-30", "merged", "51083 51780", "51083", "South Boston city became a town in Halifax County"],
  ["1995-12-31", "boundary", "51175 51620", "51175 51620", "Franklin city annexed a part of Southampton County"],
  ["1997-07-01", "boundary", "24031 24033", "24031 24033", "Takoma Park moved from Prince George's County to Montgomery County"],
  ["1997-07-22", "renamed", "12025", "12086", "Dade County was renamed Miami-Dade County"],
  ["2001-07-01", "merged", "51005 51560", "51005", "Clifton Forge city became a town in Alleghany County"],
  ["2001-11-15", "parts", "08001 08013 08059 08123", "08001 08013 08014 08059 08123", "Broomfield County was made of parts of Adams, Boulder, Jefferson and Weld counties"],
  ["2007-06-20", "split", "02232", "02105 02230", "Skagway-Hoonah-Angoon was split into Skagway and Hoonah-Angoon"],
  ["2007-07-01", "boundary", "51199 51700", "51199 51700", "York County and Newport News exchanged ground"],
  ["2008-06-01", "parts", "02130 02201 02280", "02130 02195 02198 02275", "Prince of Wales-Outer Ketchikan and Wrangell-Petersburg became Wrangell, Petersburg, Prince of Wales-Hyder and a part of Ketchikan Gateway"],
  ["2013-01-03", "boundary", "02105 02195 02198", "02105 02195 02198", "Petersburg Borough was made of parts of the Petersburg and Hoonah-Angoon areas"],
  ["2013-07-01", "merged", "51019 51515", "51019", "Bedford city became a town in Bedford County"],
  ["2015-05-01", "renamed", "46113", "46102", "Shannon County was renamed Oglala Lakota County"],
  ["2015-07-01", "renamed", "02270", "02158", "Wade Hampton was renamed Kusilvak"],
  ["2019-01-02", "split", "02261", "02063 02066", "Valdez-Cordova was split into Chugach and Copper River"],
  // The Census Bureau took the planning regions in 2022, QCEW with data of 2024.
  ["2024-01-01", "parts", "09001 09003 09005 09007 09009 09011 09013 09015", "09110 09120 09130 09140 09150 09160 09170 09180 09190", "planning regions took the place of Connecticut's counties"],
]; // prettier-ignore

const known = new Set(readRecords(join(target, "areas/areas.csv")).map(({ code }) => code));
const codes = (text) => text.split(" ");
for (const [date, kind, before, after] of CHANGES) {
  const fault = (why) => {
    throw new Error(`${date} ${before}: ${why}`);
  };
  for (const code of [...codes(before), ...codes(after)]) if (!known.has(code)) fault(`${code} is no area of QCEW`);
  const [from, to] = [codes(before), codes(after)];
  const isNew = (code) => !from.includes(code);
  const isGone = (code) => !to.includes(code);
  if (kind === "renamed" && !(from.length === 1 && to.length === 1 && isNew(to[0]))) fault("no renaming");
  if (kind === "merged" && !(from.some(isGone) && to.length === 1 && !to.some(isNew))) fault("no merger");
  if (kind === "split" && !(from.length === 1 && to.length > 1 && isGone(from[0]))) fault("no split");
  if (kind === "boundary" && before !== after) fault("codes changed");
  if (kind === "parts" && !to.some(isNew)) fault("no new area");
  // An area that is gone can't take part in a later change.
  const later = CHANGES.filter(([other]) => other > date).flatMap((change) => codes(change[2]));
  for (const code of from.filter(isGone)) if (later.includes(code)) fault(`${code} comes again`);
}
const rows = [...CHANGES].sort((a, b) => byText(a[0] + a[2], b[0] + b[2]));
writeCsv(join(target, "areas/county-changes.csv"), ["effective", "kind", "before", "after", "what"], rows);
