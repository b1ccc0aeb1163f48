import { spawn } from "node:child_process";

/** How each system opens an address with what the person has chosen for it. */
const OPENERS: Readonly<Record<string, readonly [command: string, ...args: string[]]>> = {
  darwin: ["open"],
  win32: ["cmd", "/c", "start", ""],
  linux: ["xdg-open"],
};

/** Opens an address of our own in the person's browser; false where there is none, as on a server. */
export function openBrowser(address: string): Promise<boolean> {
  const [command, ...args] = OPENERS[process.platform] ?? [];
  const hasScreen =
    process.platform !== "linux" || Boolean(process.env["DISPLAY"] || process.env["WAYLAND_DISPLAY"]);
  // In a pipe or a script nobody waits for a window.
  if (command === undefined || !hasScreen || process.stderr.isTTY !== true) return Promise.resolve(false);
  return new Promise((resolve) => {
    const child = spawn(command, [...args, address], { stdio: "ignore", detached: true });
    child.once("error", () => resolve(false));
    child.once("spawn", () => {
      child.unref();
      resolve(true);
    });
  });
}
