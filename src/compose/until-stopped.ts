/** Supervisors kill after 10 s; whatever hangs by then, the exit code and the last word are the service's own. */
const LAST_RESORT_MS = 9_700;

/** The signal that asked for the end. */
export function untilStopped(): Promise<string> {
  return new Promise((resolve) => {
    for (const signal of ["SIGTERM", "SIGINT"] as const) {
      process.once(signal, () => {
        setTimeout(endAtLast, LAST_RESORT_MS).unref();
        resolve(signal);
      });
    }
  });
}

function endAtLast(): void {
  process.stderr.write("Not everything ended in time: what is left undone is done after the next start.\n");
  process.exit(1);
}
