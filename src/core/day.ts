// Days as text of the form 2024-03-31, which sorts as time runs.

/** A day that exists, written 2024-03-31 or as Americans do, 3/31/2024. */
export function parseDay(text: string): string | undefined {
  const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ]00:00(?::00(?:\.0+)?)?Z?)?$/.exec(text.trim());
  const american = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/.exec(text.trim());
  const [year, month, day] = iso ? iso.slice(1) : american ? [american[3], american[1], american[2]] : [];
  if (year === undefined || month === undefined || day === undefined) return undefined;
  const [y, m, d] = [Number(year), Number(month), Number(day)];
  if (y < 1900 || y > 2200 || m < 1 || m > 12 || d < 1 || d > daysOfMonth(y, m)) return undefined;
  return `${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`;
}

function daysOfMonth(year: number, month: number): number {
  if (month === 2) return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28;
  return [4, 6, 9, 11].includes(month) ? 30 : 31;
}

/**
 * Days since the first of March of the year 0, in the Gregorian calendar.
 *
 * @param day of the form 2024-03-31
 */
export function dayNumber(day: string): number {
  const [year = 0, month = 1, date = 1] = day.split("-").map(Number);
  // Years that begin with March end with the leap day.
  const shifted = month > 2 ? year : year - 1;
  const months = (month + 9) % 12;
  return (
    365 * shifted +
    Math.floor(shifted / 4) -
    Math.floor(shifted / 100) +
    Math.floor(shifted / 400) +
    Math.floor((153 * months + 2) / 5) +
    date -
    1
  );
}

/** The day so many days after another. */
export function dayAfter(day: string, days: number): string {
  const wanted = dayNumber(day) + days;
  let [year, month, date] = day.split("-").map(Number) as [number, number, number];
  for (let left = wanted - dayNumber(day); left !== 0;) {
    const step = Math.sign(left);
    date += step;
    if (date < 1) {
      month = month === 1 ? 12 : month - 1;
      if (month === 12) year--;
      date = daysOfMonth(year, month);
    } else if (date > daysOfMonth(year, month)) {
      date = 1;
      month = month === 12 ? 1 : month + 1;
      if (month === 1) year++;
    }
    left -= step;
  }
  return `${String(year)}-${String(month).padStart(2, "0")}-${String(date).padStart(2, "0")}`;
}
