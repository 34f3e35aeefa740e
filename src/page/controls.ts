import { RANKING_METHODS } from "../ranking/methods.js";
import { MISSING_RULES } from "../ranking/rank.js";
import { escapeMarkup } from "../render/chart/svg.js";
import { formatNumber } from "../core/number-format.js";
import { FILTERS, type Setting } from "./setting.js";

// The form of a live page: made once, filled from a setting, read back into one.

export interface ControlFactor {
  readonly id: string;
  readonly label: string;
  /** Whether it is a factor of the page's own ranking, and so shown at once. */
  readonly stated: boolean;
}

const MISSING_WORDS = {
  reweight: "ranked on its other factors",
  worst: "counted worst on it",
  exclude: "not ranked",
} as const;

export function controlsHtml(factors: readonly ControlFactor[], stated: Setting): string {
  const largest = Math.max(...Object.values(stated.weights).map(({ weight }) => weight));
  // Weights that are parts of 1, that are about 1, or that are percentages.
  const most = largest < 1 ? 1 : Math.ceil(Math.max(5, 2 * largest));
  const sliders = (wanted: boolean): string =>
    factors
      .filter((factor) => factor.stated === wanted)
      .map((factor) => sliderHtml(factor, factors.indexOf(factor), most))
      .join("");
  const options = (entries: readonly (readonly [value: string, text: string])[]): string =>
    entries.map(([value, text]) => `<option value="${value}">${escapeMarkup(text)}`).join("");
  return [
    `<details id="sliders"><summary><h2>Change the weights</h2></summary><form id="controls" aria-label="Weights and filters">`,
    sliders(true),
    `<details><summary>More factors</summary>${sliders(false)}</details>`,
    `<details><summary>Method and filters</summary>`,
    `<label class="field">Method <select name="method">${options(RANKING_METHODS.map(({ id, label }) => [id, label]))}</select></label>`,
    `<label class="field">An industry without a figure is <select name="missing">${options(MISSING_RULES.map((rule) => [rule, MISSING_WORDS[rule]]))}</select></label>`,
    ...FILTERS.map(
      ([key, label]) =>
        `<label class="field">${label} <input type="number" min="0" step="any" inputmode="decimal" name="${key}"></label>`,
    ),
    `</details><div class="buttons">`,
    `<button type="button" id="reset">Reset</button><button type="button" id="copy-link">Copy link</button><button type="button" id="copy-csv">Copy as CSV</button><button type="button" id="copy-command">Copy command line</button>`,
    `</div></form><p id="message"></p><textarea id="copied" hidden readonly aria-label="Text to copy"></textarea></details>`,
  ].join("");
}

function sliderHtml({ id, label }: ControlFactor, index: number, most: number): string {
  const name = escapeMarkup(label);
  return [
    `<div class="slider"><label for="w${String(index)}">${name}</label><output for="w${String(index)}" id="o${String(index)}"></output>`,
    `<input type="range" id="w${String(index)}" min="0" max="${String(most)}" step="${String(most > 20 ? 1 : most > 1 ? 0.25 : 0.05)}" data-factor="${escapeMarkup(id)}">`,
    `<label class="turn"><input type="checkbox" data-turn="${escapeMarkup(id)}"> low is good<span class="hidden"> for ${name}</span></label></div>`,
  ].join("");
}

/** Shows a setting in the form. */
export function fillControls(form: HTMLFormElement, setting: Setting): void {
  for (const input of form.querySelectorAll<HTMLInputElement>("input[data-factor]")) {
    input.value = String(setting.weights[input.dataset["factor"]!]?.weight ?? 0);
  }
  for (const input of form.querySelectorAll<HTMLInputElement>("input[data-turn]")) {
    input.checked = setting.weights[input.dataset["turn"]!]?.direction === "lower";
  }
  for (const name of ["method", "missing"] as const) {
    (form.elements.namedItem(name) as HTMLSelectElement).value = setting[name];
  }
  for (const [key] of FILTERS) {
    (form.elements.namedItem(key) as HTMLInputElement).value =
      setting.least[key] === undefined ? "" : String(setting.least[key]);
  }
  showShares(form, setting);
}

/** Each slider's weight and its part of all weights. */
export function showShares(form: HTMLFormElement, { weights }: Setting): void {
  const sum = Object.values(weights).reduce((total, { weight }) => total + weight, 0);
  for (const input of form.querySelectorAll<HTMLInputElement>("input[data-factor]")) {
    const weight = weights[input.dataset["factor"]!]?.weight ?? 0;
    const share = sum === 0 ? 0 : weight / sum;
    const text = weight === 0 ? "off" : `${formatNumber(weight, undefined)} = ${formatNumber(share, "fraction")}`;
    form.querySelector(`#o${input.id.slice(1)}`)!.textContent = text;
    input.setAttribute("aria-valuetext", text);
  }
}

/** A setting with what one control now says. */
export function changedBy(input: HTMLInputElement | HTMLSelectElement, setting: Setting): Setting {
  const { factor, turn } = input.dataset;
  if (factor !== undefined) {
    const { direction } = setting.weights[factor]!;
    return { ...setting, weights: { ...setting.weights, [factor]: { weight: Number(input.value), direction } } };
  }
  if (turn !== undefined) {
    const direction = (input as HTMLInputElement).checked ? "lower" : "higher";
    return {
      ...setting,
      weights: { ...setting.weights, [turn]: { weight: setting.weights[turn]!.weight, direction } },
    };
  }
  if (input.name === "method" || input.name === "missing") return { ...setting, [input.name]: input.value };
  const value = input.value === "" ? NaN : Number(input.value);
  const others = Object.entries(setting.least).filter(([key]) => key !== input.name);
  return { ...setting, least: Object.fromEntries(value >= 0 ? [...others, [input.name, value]] : others) };
}
