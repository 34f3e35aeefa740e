/**
 * Solves a small symmetric positive matrix for several right sides; rows that add nothing to those before
 * them (a total that repeats others) are left out.
 *
 * @param matrix row by row, size × size; destroyed
 * @returns of each right side b the product bᵀ M⁻¹ b, and between the first and itself nothing else
 */
export function quadraticForms(matrix: Float64Array, size: number, rightSides: readonly Float64Array[]): Float64Array {
  const used = new Uint8Array(size);
  for (let i = 0; i < size; i++) {
    const diagonal = matrix[i * size + i]!;
    for (let j = 0; j <= i; j++) {
      if (j < i && used[j] === 0) continue;
      let sum = matrix[i * size + j]!;
      for (let k = 0; k < j; k++) if (used[k] === 1) sum -= matrix[i * size + k]! * matrix[j * size + k]!;
      if (j < i) matrix[i * size + j] = sum / matrix[j * size + j]!;
      else if (sum > 1e-9 * diagonal) {
        matrix[i * size + i] = Math.sqrt(sum);
        used[i] = 1;
      }
    }
  }
  const forms = new Float64Array(rightSides.length);
  const half = new Float64Array(size);
  rightSides.forEach((rightSide, r) => {
    let form = 0;
    for (let i = 0; i < size; i++) {
      if (used[i] === 0) continue;
      let sum = rightSide[i]!;
      for (let k = 0; k < i; k++) if (used[k] === 1) sum -= matrix[i * size + k]! * half[k]!;
      half[i] = sum / matrix[i * size + i]!;
      form += half[i]! ** 2;
    }
    forms[r] = form;
  });
  return forms;
}
