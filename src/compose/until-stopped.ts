/** Supervisors kill after 10 s; whatever hangs by then, the exit code and the last word are the service's own. */
const LAST_RESORT_MS = 9_700;
const PARENT_LOOKS_MS = 500;

/** What asked for the end, in a word. */
export function untilStopped(): Promise<string> {
  return new Promise((resolve) => {
    const stop = (why: string): void => {
      setTimeout(endAtLast, LAST_RESORT_MS).unref();
      resolve(why);
    };
    // SIGHUP: the terminal was closed.
    for (const signal of ["SIGTERM", "SIGINT", "SIGHUP"] as const) {
      process.once(signal, () => stop(signal));
    }
    watchParent(() => stop("npm has ended"));
  });
}

/**
 * npm passes on only some signals, and none when it is killed: a service that outlives it would hold its port without
 * anybody to stop it. Whoever starts it otherwise may end before it, as a shell does.
 */
function watchParent(stop: () => void): void {
  if (process.env["npm_lifecycle_event"] === undefined) return;
  const parent = process.ppid;
  const timer = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(timer);
    stop();
  }, PARENT_LOOKS_MS);
  timer.unref();
}

function endAtLast(): void {
  process.stderr.write("Not everything ended in time: what is left undone is done after the next start.\n");
  process.exit(1);
}
