// Minimises a smooth function by limited-memory BFGS (Nocedal 1980) with a backtracking line search.

/** @param objective of a Float64Array: { value, gradient } */
export function minimise(objective, start, { rounds = 150, memory = 10 } = {}) {
  let x = start.slice();
  let { value, gradient } = objective(x);
  const steps = [];
  for (let round = 0; round < rounds; round++) {
    const direction = descent(gradient, steps);
    const slope = dot(direction, gradient);
    let share = steps.length === 0 ? 1 / Math.max(Math.sqrt(dot(gradient, gradient)), 1e-12) : 1;
    let next;
    for (let tries = 0; tries < 30; tries++, share /= 2) {
      const to = x.map((at, k) => at + share * direction[k]);
      const found = objective(to);
      if (found.value <= value + 1e-4 * share * slope) {
        next = { x: to, ...found };
        break;
      }
    }
    if (!next) break;
    const move = next.x.map((to, k) => to - x[k]);
    const change = next.gradient.map((to, k) => to - gradient[k]);
    if (dot(move, change) > 1e-12) steps.push({ move, change, rho: 1 / dot(move, change) });
    if (steps.length > memory) steps.shift();
    const gain = value - next.value;
    ({ x, value, gradient } = next);
    if (gain < 1e-7 * Math.abs(value)) break;
  }
  return { x, value };
}

function descent(gradient, steps) {
  const found = gradient.map((slope) => -slope);
  const weights = [];
  for (const { move, change, rho } of [...steps].reverse()) {
    const weight = rho * dot(move, found);
    weights.push(weight);
    change.forEach((by, k) => (found[k] -= weight * by));
  }
  const last = steps.at(-1);
  if (last) {
    const scale = dot(last.move, last.change) / dot(last.change, last.change);
    found.forEach((by, k) => (found[k] = scale * by));
  }
  steps.forEach(({ move, change, rho }, k) => {
    const weight = weights[steps.length - 1 - k] - rho * dot(change, found);
    move.forEach((by, i) => (found[i] += weight * by));
  });
  return found;
}

function dot(a, b) {
  let sum = 0;
  for (let k = 0; k < a.length; k++) sum += a[k] * b[k];
  return sum;
}
