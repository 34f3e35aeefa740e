import type { CommandEntry } from "../command/command.js";
import { CONFIGURED_COMMANDS, SETUP } from "./configured-commands.js";

/** Every command, in the order of help: those a config knows, and those that are about configs and shells. */
export const COMMANDS: Readonly<Record<string, CommandEntry>> = {
  ...CONFIGURED_COMMANDS,
  init: {
    summary: "Write a config in which every option is explained",
    group: SETUP,
    load: async () => (await import("./init-command.js")).initCommand,
  },
  run: {
    summary: "Do all that a config describes and write its files",
    group: SETUP,
    load: async () => (await import("./run-command.js")).runCommand,
  },
  completion: {
    summary: "Print a completion script for bash, zsh, fish or PowerShell",
    group: SETUP,
    load: async () => (await import("./completion-command.js")).makeCompletionCommand(COMMANDS),
  },
};
