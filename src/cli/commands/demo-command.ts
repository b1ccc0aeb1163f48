import type { Command } from "commander";
import type { CommandTools } from "../command-tools.ts";
import { CommandFailure, EXIT } from "../exit-code.ts";
import { createWordParser } from "../source-options.ts";
import type { DemoOptions } from "./run-demo.ts";

const LAST_PORT = 65_535;

export function addDemoCommand(program: Command, tools: CommandTools): void {
  program
    .command("demo")
    .description("try it: the real service with a made-up organisation, on this machine alone")
    .option("--port <port>", "of the page (default: 3333, or a free one)", parsePort)
    .option("--git <path>", "play the last weeks of a local clone instead", createWordParser("--git"))
    .option("--keep <folder>", "leave the service's store in this new folder", createWordParser("--keep"))
    .option("--exit", "play two weeks without a browser, write what came of them, and end")
    .option(
      "--output <folder>",
      "with --exit: where to write (default: throughline-demo)",
      createWordParser("--output"),
    )
    .option("--force", "with --exit: write into a folder that holds an earlier run")
    .option("--no-open", "only print the address, and open no browser")
    .addHelpText(
      "after",
      `
Nothing leaves this machine, and what was played is gone at the end. Ctrl-C ends it.

Examples:
  throughline demo
  throughline demo --git ~/src/shop
  throughline demo --exit --output demo`,
    )
    .action(async (options: DemoOptions) => {
      const { runDemo } = await import("./run-demo.ts");
      await runDemo(options, tools);
    });
}

function parsePort(word: string): number {
  const port = Number(word);
  if (/^\d{1,5}$/.test(word) && port >= 1 && port <= LAST_PORT) return port;
  throw new CommandFailure(
    `--port ${JSON.stringify(word.slice(0, 40))} is no port; write a number from 1 to ${LAST_PORT}.`,
    EXIT.usage,
  );
}
