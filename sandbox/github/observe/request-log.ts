import type { LoggedRequest } from "../simulated-git-hub.ts";

/** A request under way; its line is complete once it is answered. */
export interface OpenRequest {
  readonly sequence: number;
  update(known: Partial<LoggedRequest>): void;
}

/** Every request in order of arrival. */
export class RequestLog {
  readonly #now: () => number;
  #lines: LoggedRequest[] = [];
  #unknown: string[] = [];
  #sequence = 0;

  constructor(now: () => number) {
    this.#now = now;
  }

  open(method: string, url: string): OpenRequest {
    this.#sequence += 1;
    const path = withoutSecrets(url);
    let line: LoggedRequest = {
      sequence: this.#sequence,
      atMs: this.#now(),
      method,
      path,
      route: `${method} ${path.split("?")[0]}`,
      status: undefined,
      installationId: undefined,
      requestBytes: 0,
      responseBytes: 0,
    };
    const lines = this.#lines;
    const index = lines.push(line) - 1;
    return {
      sequence: line.sequence,
      update: (known) => {
        line = { ...line, ...known };
        lines[index] = line;
      },
    };
  }

  addUnknown(what: string): void {
    this.#unknown.push(what);
  }

  list({
    since,
    installationId,
  }: {
    readonly since?: number;
    readonly installationId?: number;
  } = {}): readonly LoggedRequest[] {
    return this.#lines.filter(
      (line) =>
        (since === undefined || line.atMs >= since) &&
        (installationId === undefined || line.installationId === installationId),
    );
  }

  listUnknown(): readonly string[] {
    return [...this.#unknown];
  }

  countByRoute(): ReadonlyMap<string, number> {
    const counts = new Map<string, number>();
    for (const { route } of this.#lines) counts.set(route, (counts.get(route) ?? 0) + 1);
    return new Map([...counts].sort(([left], [right]) => (left < right ? -1 : 1)));
  }

  clear(): void {
    this.#lines = [];
    this.#unknown = [];
  }
}

function withoutSecrets(url: string): string {
  return url.replace(/([?&](?:access_token|client_secret|code|state|token)=)[^&]*/gi, "$1REDACTED");
}
