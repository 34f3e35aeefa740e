/**
 * Just enough of a WebAssembly assembler to write functions in an expression style.
 *
 * Why at all: finding rows and reading their cells is work for every byte of half a gigabyte. JavaScript
 * has no vector instructions, and takes as long to warm up as this takes to finish. The functions are
 * written here rather than compiled from another language so that the package needs no second toolchain
 * and ships no binary.
 */

/** Instructions that leave one value, or none, on the stack. */
export type Code = readonly number[];

export const I32 = 0x7f;
export const I64 = 0x7e;
export const F64 = 0x7c;
export const V128 = 0x7b;
export type ValueType = typeof I32 | typeof I64 | typeof F64 | typeof V128;

/** A local variable or a parameter. */
export interface Local {
  readonly index: number;
  readonly type: ValueType;
}

/** Signed LEB128, the form of whole constants. */
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

/** One after the other. Spreading would make an object of every byte, tens of thousands a start. */
const joined = (...parts: readonly Code[]): Code => ([] as number[]).concat(...(parts as number[][]));

const operator =
  (...opcode: number[]) =>
  (...operands: Code[]): Code =>
    joined(...operands, opcode);

export const get = (local: Local): Code => joined([0x20], unsigned(local.index));
export const set = (local: Local, value: Code): Code => joined(value, [0x21], unsigned(local.index));

// Whole numbers of 32 bits: addresses, codes, truth (1 or 0).
export const i32 = (value: number): Code => joined([0x41], signed(BigInt(value)));
export const not32 = operator(0x45);
export const equal32 = operator(0x46);
export const differs32 = operator(0x47);
/** Below, both taken as unsigned: what is below zero is larger than all else. */
export const countTrailingZeros32 = operator(0x68);
export const countOnes32 = operator(0x69);
export const below32 = operator(0x49);
export const above32 = operator(0x4b);
export const add32 = operator(0x6a);
export const sub32 = operator(0x6b);
export const times32 = operator(0x6c);
export const and32 = operator(0x71);
export const or32 = operator(0x72);
export const xor32 = operator(0x73);
export const shiftLeft32 = operator(0x74);
export const shiftRight32 = operator(0x76);

// Whole numbers of 64 bits: masks of 64 bytes, figures of up to 18 digits.
export const i64 = (value: bigint): Code => [0x42, ...signed(value)];
export const add = operator(0x7c);
export const sub = operator(0x7d);
export const times = operator(0x7e);
export const and = operator(0x83);
export const or = operator(0x84);
export const xor = operator(0x85);
export const shiftLeft = operator(0x86);
export const shiftRight = operator(0x88);
/** The highest bit, spread over all 64. */
export const spreadSign = (value: Code): Code => operator(0x87)(value, i64(63n));
export const not = (value: Code): Code => xor(value, i64(-1n));
export const differs = operator(0x52);
export const countTrailingZeros = operator(0x7a);
export const countOnes = operator(0x7b);
export const wrap = operator(0xa7);
export const extend = operator(0xad);

// Numbers as JavaScript has them.
export const f64 = (value: number): Code => [0x44, ...new Uint8Array(Float64Array.of(value).buffer)];
export const toFloat = operator(0xb9);
export const plus = operator(0xa0);
export const minus = operator(0xa1);
export const dividedBy = operator(0xa3);

// Vectors of sixteen bytes.
export const splat = operator(0xfd, 0x0f);
export const equalBytes = operator(0xfd, 0x23);
/** Byte by byte, taken as unsigned. */
export const belowBytes = operator(0xfd, 0x26);
export const subBytes = operator(0xfd, 0x71);
export const orBytes = operator(0xfd, 0x50);
/** The first without what is in the second. */
export const exceptBytes = operator(0xfd, 0x4f);
/** One bit a byte, from the highest bit of each. */
export const bitmask = operator(0xfd, 0x64);

// Memory. Alignment is not declared: an aligned access is no slower for that.
const load =
  (...opcode: number[]) =>
  (address: Code, offset = 0): Code =>
    joined(address, opcode, [0], unsigned(offset));
const store =
  (opcode: number) =>
  (address: Code, value: Code, offset = 0): Code =>
    joined(address, value, [opcode, 0], unsigned(offset));

export const loadByte = load(0x2d);
export const load32 = load(0x28);
export const loadFloat = load(0x2b);
export const loadVector = load(0xfd, 0);
export const storeByte = store(0x3a);
export const store16 = store(0x3b);
export const store32 = store(0x36);
export const storeFloat = store(0x39);

const EMPTY = 0x40;
export const when = (condition: Code, ...then: Code[]): Code => joined(condition, [0x04, EMPTY], ...then, [0x0b]);
export const either = (condition: Code, then: readonly Code[], otherwise: readonly Code[]): Code =>
  joined(condition, [0x04, EMPTY], ...then, [0x05], ...otherwise, [0x0b]);
/** Repeats as long as the condition holds before the body. */
export const repeatWhile = (condition: Code, ...body: Code[]): Code =>
  joined([0x02, EMPTY, 0x03, EMPTY], condition, [0x45, 0x0d, 1], ...body, [0x0c, 0, 0x0b, 0x0b]);
export const giveBack = (value: Code): Code => joined(value, [0x0f]);

/** The parameters and locals of a function, declared one by one, parameters first. */
export class Locals {
  readonly parameters: ValueType[] = [];
  readonly variables: ValueType[] = [];

  parameter(type: ValueType): Local {
    this.parameters.push(type);
    return { index: this.parameters.length - 1, type };
  }

  variable(type: ValueType): Local {
    this.variables.push(type);
    return { index: this.parameters.length + this.variables.length - 1, type };
  }
}

export interface FunctionCode {
  readonly locals: Locals;
  /** Leaves one i32. */
  readonly body: readonly Code[];
}

/** A module that imports a memory as `env.memory` and exports functions by their names. */
export function encodeModule(functions: Readonly<Record<string, FunctionCode>>): Uint8Array {
  const entries = Object.entries(functions);
  const name = (text: string): Code => [text.length, ...Buffer.from(text)];
  const section = (id: number, content: Code): Code => joined([id], unsigned(content.length), content);
  const list = (items: readonly Code[]): Code => joined(unsigned(items.length), ...items);
  const encodeBody = ({ locals, body }: FunctionCode): Code => {
    const code = joined(list(locals.variables.map((type) => [1, type])), ...body, [0x0b]);
    return joined(unsigned(code.length), code);
  };
  const types = entries.map(([, { locals }]) =>
    joined([0x60], list(locals.parameters.map((type) => [type])), [1, I32]),
  );
  const module = joined(
    [0, 0x61, 0x73, 0x6d, 1, 0, 0, 0],
    section(1, list(types)),
    section(2, list([joined(name("env"), name("memory"), [2, 0, 1])])),
    section(3, list(entries.map((_, index) => [index]))),
    section(7, list(entries.map(([text], index) => joined(name(text), [0, index])))),
    section(10, list(entries.map(([, code]) => encodeBody(code)))),
  );
  return new Uint8Array(module);
}
