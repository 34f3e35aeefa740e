import { defineOptions } from "./define-options.js";

/** What schools and colleges teach: IPEDS's files, read together. */
export const trainingFileOptions = defineOptions({
  completions: {
    type: "string",
    value: "FILE",
    repeatable: true,
    path: true,
    prefixed: true,
    help: "completions by program (IPEDS C…_A), a file a year; 2023=FILE where the name has no year; `demo` names the built-in ones; repeatable",
  },
  institutions: {
    type: "string",
    value: "FILE",
    path: true,
    help: "directory of institutions (IPEDS HD), which says in which county each stands",
  },
});
