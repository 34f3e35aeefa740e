// What the best combination of all that the files say of withheld cells would reach, were it learned with the truth known:
// `npm run build && npm run bench:suppression -- limit`. Boosted trees correct the estimate of each sum from the facts of
// `suppression-facts.mjs`; each state is judged by trees that have learned from all others, and once by trees that saw it.
import { fitFactors } from "./boosted-trees.mjs";
import { percent, renderTable } from "./suppression-score.mjs";
import { FACTS } from "./suppression-facts.mjs";
import { gatherWithheld } from "./suppression-sums.mjs";
import { HELD_OUT } from "./suppression-truth.mjs";

const LEVELS = { 5: "3-digit", 6: "4-digit" };
/** States are judged in so many groups, each by what the other groups show. */
const FOLDS = 4;
const LEAST = 0.05;
const GUESS = FACTS.indexOf("estimate ÷ guess before totals");
const RATE = FACTS.indexOf("guess before totals ÷ establishments at the nation's size");
/** All but the level and what balancing has made of the guess. */
const GROUPS = [
  ["sector and level", ["level", "sector"]],
  [
    "the estimate and how far totals moved it",
    ["estimate", "cells", FACTS[GUESS], FACTS[RATE], "share of the largest cell"],
  ],
  ["establishments and size", ["establishments", "establishments a cell", "jobs an establishment elsewhere"]],
  ["errors and bounds", FACTS.filter((fact) => /error|bounds|least/.test(fact))],
  ["the area: size, jobs, pay, its parent and siblings", FACTS.filter((fact) => /area|parent|siblings/.test(fact))],
  ["the industry in the state: size, pay, withheld part", FACTS.filter((fact) => /the state/.test(fact))],
];

export async function benchLimit() {
  const sums = await gatherWithheld();
  for (const name of new Set(sums.map(({ protocol }) => protocol))) {
    const ones = sums.filter(({ protocol, level, isTree }) => protocol === name && LEVELS[level] && !isTree);
    if (ones.length === 0) continue;
    console.log(`\n## ${name}: ${ones.length} sums of 3 and 4 digits\n`);
    const estimates = ones.map(({ employment }) => Math.max(employment.value, LEAST));
    const guesses = ones.map(({ facts }, k) => estimates[k] / Math.exp(facts[GUESS]));
    const sizes = ones.map(({ facts }, k) => guesses[k] / Math.exp(facts[RATE]));
    const all = FACTS.map((_, fact) => fact);
    const rows = [
      ["establishments × the nation's size", ...scoresOf(ones, sizes)],
      ["guesses before totals", ...scoresOf(ones, guesses)],
      ["estimates", ...scoresOf(ones, estimates)],
      ["with all facts, learned from other states", ...scoresOf(ones, corrected(ones, estimates, all, true))],
      ["with all facts, learned from the same sums", ...scoresOf(ones, corrected(ones, estimates, all, false))],
    ];
    for (const [title, facts] of GROUPS) {
      const columns = facts.map((fact) => FACTS.indexOf(fact));
      rows.push([
        `with ${title} alone, learned from other states`,
        ...scoresOf(ones, corrected(ones, estimates, columns, true)),
      ]);
    }
    console.log(renderTable(["", "3-digit", "4-digit", "bias", "held-out states, 3-digit", "4-digit"], rows));
  }
}

function corrected(ones, estimates, columns, isApart) {
  const rows = ones.map(({ facts }) => columns.map((column) => facts[column]));
  const found = new Float64Array(ones.length);
  const states = [...new Set(ones.map(({ state }) => state))].sort();
  const foldOf = new Map(states.map((state, k) => [state, isApart ? k % FOLDS : 0]));
  for (const fold of new Set(foldOf.values())) {
    const judged = [...ones.keys()].filter((k) => foldOf.get(ones[k].state) === fold);
    const learned = isApart ? [...ones.keys()].filter((k) => foldOf.get(ones[k].state) !== fold) : judged;
    const factorOf = fitFactors(
      learned.map((k) => rows[k]),
      { base: learned.map((k) => estimates[k]), target: learned.map((k) => ones[k].employment.truth) },
    );
    for (const k of judged) found[k] = estimates[k] * factorOf(rows[k]);
  }
  return found;
}

/** Error ÷ withheld jobs at 3 and 4 digits, bias of both, and the errors in the states held out. */
function scoresOf(ones, values) {
  const errorOf = (keep) => {
    let [error, bias, jobs] = [0, 0, 0];
    ones.forEach((one, k) => {
      if (!keep(one)) return;
      const { truth } = one.employment;
      error += Math.abs(values[k] - truth);
      bias += values[k] - truth;
      jobs += truth;
    });
    return { error: percent(error / jobs), bias: percent(bias / jobs) };
  };
  const isHeldOut = ({ state }) => HELD_OUT.includes(state);
  return [
    errorOf(({ level }) => level === 5).error,
    errorOf(({ level }) => level === 6).error,
    errorOf(() => true).bias,
    errorOf((one) => one.level === 5 && isHeldOut(one)).error,
    errorOf((one) => one.level === 6 && isHeldOut(one)).error,
  ];
}
