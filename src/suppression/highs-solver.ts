import type { LinearSolver } from "./linear-program.js";

const OPTIMAL = 7;
/** Primal simplex: a corner stays feasible when the objective changes, so that the next solve starts there. */
const PRIMAL = 4;
const DUAL = 1;

let loaded: Promise<LinearSolver> | undefined;

/** Loads HiGHS, three megabytes of WebAssembly that only exact bounds need. */
export function loadHighsSolver(): Promise<LinearSolver> {
  return (loaded ??= load());
}

async function load(): Promise<LinearSolver> {
  const module = await import("highs");
  // Its types describe the CommonJS build, in which the function is one step further in.
  const loadHighs = module.default as unknown as typeof module.default.default;
  const highs = await loadHighs();
  const finite = (values: Float64Array): Float64Array =>
    values.map((value) => (Number.isFinite(value) ? value : Math.sign(value) * highs.infinity));
  return {
    open(program) {
      const numCols = program.columnLow.length;
      const numRows = program.rowLow.length;
      const model = highs.createModel({
        numCols,
        numRows,
        colCost: new Float64Array(numCols),
        colLower: program.columnLow,
        colUpper: finite(program.columnHigh),
        rowLower: finite(program.rowLow),
        rowUpper: finite(program.rowHigh),
        matrix: {
          format: "csr",
          numRows,
          numCols,
          starts: program.starts,
          indices: program.indices,
          values: program.coefficients,
        },
      });
      model.options.set({ output_flag: false, presolve: "off", solver: "simplex", simplex_strategy: DUAL });
      const everyColumn = { kind: "range", from: 0, to: numCols - 1 } as const;
      return {
        minimise(costs) {
          model.changeColsCost(everyColumn, costs);
          const { modelStatus } = model.run();
          model.options.set({ simplex_strategy: PRIMAL });
          if (modelStatus !== OPTIMAL) return undefined;
          const { colValue, rowDual } = model.getSolution();
          return { columns: colValue, multipliers: rowDual };
        },
        close: () => {
          model.dispose();
        },
      };
    },
  };
}
