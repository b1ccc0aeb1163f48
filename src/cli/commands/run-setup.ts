import type { CommandTools, RunningService, RunningSetup } from "../command-tools.ts";

/** Waits until the app is registered and the service runs; undefined where the process is told to stop before. */
export async function runSetup(
  setup: RunningSetup,
  stopped: Promise<string>,
  { terminal, version }: Pick<CommandTools, "terminal" | "version">,
): Promise<RunningService | undefined> {
  terminal.say(
    [
      `Throughline ${version} has no GitHub App yet: no credentials are set, and there is no ${setup.credentialsPath}.`,
      "Register one in a browser. This link works once:",
      "",
      `  ${toOrigin(setup)}${setup.path}`,
      "",
      `Is your browser on another machine? Put the address of your proxy in place of ${toOrigin(setup)}.`,
      "Or register it by hand: docs/how-to/register-by-hand.md",
    ].join("\n"),
  );
  try {
    const first = await Promise.race([setup.running, stopped]);
    if (typeof first !== "string") return first;
    terminal.say(`${first}: the setup page is closed.`);
  } catch (error) {
    // Closes once the page that says why is on its way.
    await setup.stop();
    throw error;
  }
  await setup.stop();
  return undefined;
}

/** Of a service that listens on all addresses this machine's own one. */
function toOrigin({ host, port }: RunningSetup): string {
  const isAll = host === "0.0.0.0" || host === "::";
  const shown = host.includes(":") ? `[${host}]` : host;
  return `http://${isAll ? "127.0.0.1" : shown}:${port}`;
}
