/**
 * Just enough of a WebAssembly assembler to write one function in an expression style.
 *
 * Why at all: finding rows is the one loop over every byte of half a gigabyte, and JavaScript has no
 * vector instructions. The function is written here rather than compiled from another language so that
 * the package needs no second toolchain and ships no binary.
 */

/** Instructions that leave one value, or none, on the stack. */
export type Code = readonly number[];

/** A local variable or a parameter. */
export interface Local {
  readonly index: number;
  readonly type: ValueType;
}

export const I32 = 0x7f;
export const I64 = 0x7e;
export const V128 = 0x7b;
export type ValueType = typeof I32 | typeof I64 | typeof V128;

/** Signed LEB128, the only form that constants take. */
function signed(value: bigint): number[] {
  const bytes: number[] = [];
  for (let rest = value; ;) {
    const byte = Number(rest & 0x7fn);
    rest >>= 7n;
    const isLast = (rest === 0n && (byte & 0x40) === 0) || (rest === -1n && (byte & 0x40) !== 0);
    bytes.push(isLast ? byte : byte | 0x80);
    if (isLast) return bytes;
  }
}

/** Unsigned LEB128, for indices and lengths. */
function unsigned(value: number): number[] {
  const bytes: number[] = [];
  for (let rest = value; ;) {
    const byte = rest & 0x7f;
    rest >>>= 7;
    bytes.push(rest === 0 ? byte : byte | 0x80);
    if (rest === 0) return bytes;
  }
}

const operator =
  (...opcode: number[]) =>
  (...operands: Code[]): Code => [...operands.flat(), ...opcode];

export const get = (local: Local): Code => [0x20, ...unsigned(local.index)];
export const set = (local: Local, value: Code): Code => [...value, 0x21, ...unsigned(local.index)];
export const i32 = (value: number): Code => [0x41, ...signed(BigInt(value))];
export const i64 = (value: bigint): Code => [0x42, ...signed(value)];

export const add32 = operator(0x6a);
export const sub32 = operator(0x6b);
export const less32 = operator(0x49);
export const add = operator(0x7c);
export const sub = operator(0x7d);
export const and = operator(0x83);
export const or = operator(0x84);
export const xor = operator(0x85);
export const shiftLeft = operator(0x86);
export const shiftRight = operator(0x88);
/** The highest bit, spread over all 64. */
export const spreadSign = (value: Code): Code => operator(0x87)(value, i64(63n));
export const not = (value: Code): Code => xor(value, i64(-1n));
export const equal = operator(0x51);
export const differs = operator(0x52);
export const isZero = operator(0x50);
export const countTrailingZeros = operator(0x7a);
export const countOnes = operator(0x7b);
export const wrap = operator(0xa7);
export const extend = operator(0xad);

export const loadVector = (address: Code, offset: number): Code => [...address, 0xfd, 0, 0, ...unsigned(offset)];
export const splat = operator(0xfd, 0x0f);
export const equalBytes = operator(0xfd, 0x23);
/** One bit a byte, from the highest bit of each. */
export const bitmask = operator(0xfd, 0x64);
export const store32 = (address: Code, value: Code): Code => [...address, ...value, 0x36, 2, 0];

const EMPTY = 0x40;
export const when = (condition: Code, ...then: Code[]): Code => [...condition, 0x04, EMPTY, ...then.flat(), 0x0b];
/** Repeats while the condition holds at the start. Inside, `leave` levels count an extra two. */
export const repeatWhile = (condition: Code, ...body: Code[]): Code => [
  ...[0x02, EMPTY, 0x03, EMPTY],
  ...[...condition, 0x45, 0x0d, 1],
  ...body.flat(),
  ...[0x0c, 0, 0x0b, 0x0b],
];
export const giveBack = (value: Code): Code => [...value, 0x0f];

/** The parameters and locals of a function, declared one by one. */
export class Locals {
  readonly parameters: ValueType[] = [];
  readonly variables: ValueType[] = [];

  parameter(type: ValueType): Local {
    this.parameters.push(type);
    return { index: this.parameters.length - 1, type };
  }

  /** All parameters must be declared before. */
  variable(type: ValueType): Local {
    this.variables.push(type);
    return { index: this.parameters.length + this.variables.length - 1, type };
  }
}

/** A module that imports a memory as `env.memory` and exports one function as `run`, which gives an i32. */
export function encodeModule(locals: Locals, body: readonly Code[]): Uint8Array {
  const section = (id: number, ...content: number[]): number[] => [id, ...unsigned(content.length), ...content];
  const name = (text: string): number[] => [text.length, ...Buffer.from(text)];
  const variables = locals.variables.flatMap((type) => [1, type]);
  const code = [...unsigned(locals.variables.length), ...variables, ...body.flat(), 0x0b];
  return Uint8Array.from([
    ...[0, 0x61, 0x73, 0x6d, 1, 0, 0, 0],
    ...section(1, 1, 0x60, ...unsigned(locals.parameters.length), ...locals.parameters, 1, I32),
    ...section(2, 1, ...name("env"), ...name("memory"), 2, 0, 1),
    ...section(3, 1, 0),
    ...section(7, 1, ...name("run"), 0, 0),
    ...section(10, 1, ...unsigned(code.length), ...code),
  ]);
}
