/** NAICS sectors in a word or two, for narrow columns; 99 is OEWS's government. */
const SECTORS: Readonly<Record<string, string>> = {
  "11": "farming",
  "21": "mining",
  "22": "utilities",
  "23": "construction",
  "31-33": "manufacturing",
  "42": "wholesale trade",
  "44-45": "retail trade",
  "48-49": "transportation",
  "51": "information",
  "52": "finance",
  "53": "real estate",
  "54": "professional services",
  "55": "management of companies",
  "56": "administrative services",
  "61": "education",
  "62": "health care",
  "71": "arts and recreation",
  "72": "hotels and restaurants",
  "81": "other services",
  "92": "government",
  "99": "government",
};

export function sectorName(code: string): string | undefined {
  return SECTORS[code];
}
