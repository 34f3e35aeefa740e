import { defineCommand, type AnyCommand, type CommandEntry } from "../command/command.js";
import { renderCompletion, SHELLS } from "./completion.js";

/** The command `completion` for a table of commands, its own among them. */
export const makeCompletionCommand = (commands: Readonly<Record<string, CommandEntry>>) =>
  defineCommand({
    name: "completion",
    description:
      "Prints a script that completes commands, options and their choices in a shell. Made from the same table as the help.",
    options: {},
    arguments: { shell: { help: `${SHELLS.join(", ")}`, required: true, choices: SHELLS } },
    examples: [
      { says: "bash, in ~/.bashrc: source <(sector-rank completion bash)", argv: "completion bash" },
      { says: "zsh, in a folder of $fpath, as _sector-rank", argv: "completion zsh" },
      {
        says: "PowerShell, in $PROFILE: sector-rank completion powershell | Out-String | Invoke-Expression",
        argv: "completion powershell",
      },
      { says: "fish, in ~/.config/fish/completions/sector-rank.fish", argv: "completion fish" },
    ],
    async run(options, io) {
      const loaded = await Promise.all(
        Object.entries(commands).map(async ([name, { summary, load }]): Promise<[string, string, AnyCommand]> => [
          name,
          summary,
          await load(),
        ]),
      );
      const completed = loaded.map(([name, summary, definition]) => ({ name, summary, definition }));
      io.stdout.write(renderCompletion(options.shell as (typeof SHELLS)[number], completed));
    },
  });
