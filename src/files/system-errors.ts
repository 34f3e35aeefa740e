import { sep } from "node:path";
import { InputError, UsageError } from "../core/errors.js";

/** What the system says of a path or a stream that it refuses. */
const REASONS: Readonly<Record<string, string>> = {
  EROFS: "a disk that is read-only",
  ENOSPC: "a full disk",
  EDQUOT: "a full quota of disk space",
  EFBIG: "a file larger than the disk or the system allows",
  EIO: "an error of the disk",
  EBUSY: "another program has it open",
  EEXIST: "a file of that name, which is not a folder",
  ENOTDIR: "a file on the way, which is not a folder",
  ELOOP: "a link that leads back to itself",
  ENAMETOOLONG: "a name that is too long",
  EMFILE: "too many open files",
};

const isForbidden = (code: string): boolean => code === "EACCES" || code === "EPERM";

/** What can't be written, and why, as an error that the user can act on. */
export function outWriteError(what: string, error: unknown): UsageError {
  const { code = "", message } = error as NodeJS.ErrnoException;
  return new UsageError(`${what} can't be written`, {
    code: "OUT_WRITE",
    found: isForbidden(code) ? "no permission to write there" : (REASONS[code] ?? message),
    hint: "check the folder's permissions and the disk's space, or write elsewhere",
  });
}

/** What to try if a path does not exist: Windows writes paths with backslashes, of which YAML makes other characters. */
function missingHint(path: string): string {
  // eslint-disable-next-line no-control-regex -- they are what is looked for
  if (/[\u0000-\u001f]/.test(path)) {
    return "write paths with / or in single quotes: in double quotes \\n is a line break and \\t a tab";
  }
  if (path.includes("\\") && sep === "/") return `write ${path.replaceAll("\\", "/")}: folders are separated by / here`;
  return "check the name, and the folder that you are in";
}

/** The error for a path that the system refuses to open. */
export function unreadable(path: string, error: unknown): InputError {
  const code = (error as NodeJS.ErrnoException).code ?? String(error);
  if (code === "ENOENT" || code === "ENOTDIR") {
    return new InputError("no such file or folder", {
      code: "FILE_NOT_FOUND",
      where: { file: path },
      hint: missingHint(path),
    });
  }
  if (code === "EISDIR") {
    return new InputError("the file can't be read", {
      code: "FILE_UNREADABLE",
      where: { file: path },
      found: "a folder",
      hint: "name a file",
    });
  }
  return new InputError("the file can't be opened", {
    code: "FILE_UNREADABLE",
    where: { file: path },
    found: REASONS[code] ?? code,
    hint: isForbidden(code) ? "ask for permission to read it" : "check the disk and the name",
  });
}

/** Calls of the system that write. */
const WRITING = new Set(["mkdir", "mkdtemp", "rename", "link", "unlink", "rm", "rmdir", "write", "fsync", "ftruncate"]);

/**
 * An error of the system that has no words of its own yet: a refusal to read or write is not a mistake of this program.
 *
 * @returns nothing for any other error
 */
export function systemRefusal(error: unknown): InputError | UsageError | undefined {
  if (!(error instanceof Error)) return undefined;
  const { code, syscall, path } = error as NodeJS.ErrnoException;
  if (code === undefined || syscall === undefined || !/^E[A-Z]+$/.test(code)) return undefined;
  // What is written to or read from an open file has no path: a disk that is full meanwhile, a drive pulled out.
  if (WRITING.has(syscall)) return outWriteError(path ?? "a file", error);
  return path === undefined && syscall !== "read" ? undefined : unreadable(path ?? "an input", error);
}

/** Whether the system refused to write. */
export function isRefusedWrite(error: unknown): boolean {
  return error instanceof Error && WRITING.has((error as NodeJS.ErrnoException).syscall ?? "");
}
