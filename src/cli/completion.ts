import type { AnyCommand } from "../command/command.js";
import { isConfigOnly, findKind } from "../command/kinds/kinds.js";
import { optionName, type OptionDefinition } from "../command/option-types.js";

export const SHELLS = ["bash", "zsh", "fish", "powershell"] as const;

export interface CompletedCommand {
  readonly name: string;
  readonly summary: string;
  readonly definition: AnyCommand;
}

interface Flag {
  readonly flag: string;
  readonly help: string;
  /** Words that may follow it; a path; any text; or nothing at all. */
  readonly takes: readonly string[] | "path" | "text" | "nothing";
}

/** The completion script of a shell for all commands. */
export function renderCompletion(shell: (typeof SHELLS)[number], commands: readonly CompletedCommand[]): string {
  switch (shell) {
    case "bash":
      return renderBash(commands);
    case "zsh":
      return renderZsh(commands);
    case "fish":
      return renderFish(commands);
    case "powershell":
      return renderPowerShell(commands);
  }
}

function listFlags({ definition }: CompletedCommand): readonly Flag[] {
  const flags = Object.entries(definition.options)
    .filter(([, option]) => !isConfigOnly(option))
    .map(([key, option]) => ({
      flag: `--${optionName(key)}`,
      help: shortHelp(option),
      takes: key === "config" ? "path" : findKind(option).takes(option),
    }));
  return [...flags, { flag: "--help", help: "show help", takes: "nothing" }];
}

/** Words of the first argument, where it has choices. */
function listChoices({ definition }: CompletedCommand): readonly string[] {
  return Object.values(definition.arguments ?? {})[0]?.choices ?? [];
}

function shortHelp({ help }: OptionDefinition): string {
  return help.split(/[;:(]/)[0]!.trim();
}

// Two-word commands complete as their first word; the second is offered after it.
function renderBash(commands: readonly CompletedCommand[]): string {
  const names = [...new Set(commands.map(({ name }) => name.split(" ")[0]!))];
  const values = new Map<string, string>();
  for (const command of commands) {
    for (const { flag, takes } of listFlags(command)) {
      if (typeof takes === "object")
        values.set(`${command.name} ${flag}`, `compgen -W ${quote(takes.join(" "))} -- "$word"`);
      else if (takes === "path") values.set(`${command.name} ${flag}`, `compgen -f -- "$word"`);
      else if (takes === "text") values.set(`${command.name} ${flag}`, "true");
    }
  }
  const valueCases = [...values].map(([key, action]) => `    ${quote(key)}) COMPREPLY=($(${action})); return ;;`);
  const wordCases = commands.map((command) => {
    const words = [
      ...listFlags(command).map(({ flag }) => flag),
      ...listChoices(command),
      ...listSubcommands(command, commands),
    ];
    return `    ${quote(command.name)}) words=${quote(words.join(" "))} ;;`;
  });
  return `# bash completion of sector-rank
_sector_rank() {
  local word="\${COMP_WORDS[COMP_CWORD]}" before="\${COMP_WORDS[COMP_CWORD-1]}" command="\${COMP_WORDS[1]}" words
  COMPREPLY=()
  if [ "$COMP_CWORD" -eq 1 ]; then
    COMPREPLY=($(compgen -W ${quote([...names, "--help", "--version"].join(" "))} -- "$word"))
    return
  fi
  case "$command \${COMP_WORDS[2]}" in
${commands
  .filter(({ name }) => name.includes(" "))
  .map(({ name }) => `    ${quote(name)}) command=${quote(name)} ;;\n`)
  .join("")}    *) ;;
  esac
  case "$command $before" in
${valueCases.join("\n")}
  esac
  case "$command" in
${wordCases.join("\n")}
  esac
  COMPREPLY=($(compgen -W "$words" -- "$word"))
  case "$word" in -*) ;; *) COMPREPLY+=($(compgen -f -- "$word")) ;; esac
}
complete -o filenames -F _sector_rank sector-rank
`;
}

function listSubcommands({ name }: CompletedCommand, commands: readonly CompletedCommand[]): readonly string[] {
  return commands.filter((each) => each.name.startsWith(`${name} `)).map((each) => each.name.slice(name.length + 1));
}

function renderZsh(commands: readonly CompletedCommand[]): string {
  const listed = commands
    .filter(({ name }) => !name.includes(" "))
    .map(({ name, summary }) => `    ${quote(`${name}:${summary}`)}`);
  const cases = commands
    .filter(({ name }) => !name.includes(" "))
    .map((command) => {
      const specs = listFlags(command).map((each) => `        ${quote(zshSpec(each))}`);
      const choices = listChoices(command);
      const rest = choices.length > 0 ? `1:argument:(${choices.join(" ")})` : "*:argument:_files";
      return `      ${command.name})\n        _arguments \\\n${[...specs, `        ${quote(rest)}`].join(" \\\n")}\n        ;;`;
    });
  return `#compdef sector-rank
_sector_rank() {
  local -a commands
  commands=(
${listed.join("\n")}
  )
  if (( CURRENT == 2 )); then
    _describe 'command' commands
    return
  fi
  local command=\${words[2]}
  shift words
  (( CURRENT-- ))
  case $command in
${cases.join("\n")}
  esac
}
if [ "$funcstack[1]" = "_sector_rank" ]; then
  _sector_rank "$@"
else
  compdef _sector_rank sector-rank
fi
`;
}

function zshSpec({ flag, help, takes }: Flag): string {
  const text = help.replace(/[[\]:\\]/g, " ");
  const spec = `*${flag}[${text}]`;
  if (takes === "nothing") return spec;
  if (takes === "path") return `${spec}:path:_files`;
  return typeof takes === "object" ? `${spec}:value:(${takes.join(" ")})` : `${spec}:value:`;
}

function renderFish(commands: readonly CompletedCommand[]): string {
  const lines = ["# fish completion of sector-rank", "complete -c sector-rank -f"];
  for (const command of commands) {
    const [first = "", second] = command.name.split(" ");
    const isHere = `__fish_seen_subcommand_from ${first}`;
    if (second === undefined) {
      lines.push(`complete -c sector-rank -n __fish_use_subcommand -a ${first} -d ${quote(command.summary)}`);
    } else {
      lines.push(`complete -c sector-rank -n ${quote(isHere)} -a ${second} -d ${quote(command.summary)}`);
    }
    for (const choice of listChoices(command)) lines.push(`complete -c sector-rank -n ${quote(isHere)} -a ${choice}`);
    for (const { flag, help, takes } of listFlags(command)) {
      const parts = [`complete -c sector-rank -n ${quote(isHere)} -l ${flag.slice(2)} -d ${quote(help)}`];
      if (takes === "path") parts.push("-r -F");
      else if (takes === "text") parts.push("-x");
      else if (takes !== "nothing") parts.push(`-x -a ${quote(takes.join(" "))}`);
      lines.push(parts.join(" "));
    }
  }
  return `${lines.join("\n")}\n`;
}

/** PowerShell asks with the words of the line so far; files are completed by itself where nothing is offered. */
function renderPowerShell(commands: readonly CompletedCommand[]): string {
  const list = (words: readonly string[]): string => `@(${words.map(powerShellText).join(", ")})`;
  const names = [...new Set(commands.map(({ name }) => name.split(" ")[0]!))];
  const summaries = commands
    .filter(({ name }) => !name.includes(" "))
    .map(({ name, summary }) => `    ${powerShellText(name)} = ${powerShellText(summary)}`);
  const words = commands.map((command) => {
    const all = [
      ...listFlags(command).map(({ flag }) => flag),
      ...listChoices(command),
      ...listSubcommands(command, commands),
    ];
    return `    ${powerShellText(command.name)} = ${list(all)}`;
  });
  const values = commands.flatMap((command) =>
    listFlags(command).flatMap(({ flag, takes }) =>
      typeof takes === "object" ? [`    ${powerShellText(`${command.name} ${flag}`)} = ${list(takes)}`] : [],
    ),
  );
  return `# PowerShell completion of sector-rank
Register-ArgumentCompleter -Native -CommandName 'sector-rank' -ScriptBlock {
  param($wordToComplete, $commandAst, $cursorPosition)
  $summaries = @{
${summaries.join("\n")}
  }
  $words = @{
${words.join("\n")}
  }
  $values = @{
${values.join("\n")}
  }
  $typed = @($commandAst.CommandElements | Select-Object -Skip 1 | ForEach-Object { $_.ToString() })
  if ($wordToComplete -ne '' -and $typed.Count -gt 0) { $typed = @($typed | Select-Object -SkipLast 1) }
  if ($typed.Count -eq 0) { $offered = ${list([...names, "--help", "--version"])} }
  else {
    $command = $typed[0]
    if ($typed.Count -gt 1 -and $words.ContainsKey("$command $($typed[1])")) { $command = "$command $($typed[1])" }
    $key = "$command $($typed[-1])"
    if ($values.ContainsKey($key)) { $offered = $values[$key] }
    elseif ($words.ContainsKey($command)) { $offered = $words[$command] }
    else { $offered = @() }
  }
  $offered | Where-Object { $_ -like "$wordToComplete*" } | ForEach-Object {
    $about = if ($summaries.ContainsKey($_)) { $summaries[$_] } else { $_ }
    [System.Management.Automation.CompletionResult]::new($_, $_, 'ParameterValue', $about)
  }
}
`;
}

/** Text in single quotes, in a way that all shells read. */
function quote(text: string): string {
  return `'${text.replaceAll("'", "’")}'`;
}

/** The same for PowerShell, which takes curly quotes for straight ones, and a doubled one for one that is meant. */
function powerShellText(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}
