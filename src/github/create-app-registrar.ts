import { z } from "zod";
import { idSchema } from "../payload/scalar-schemas.ts";
import type { AppRegistrar } from "../workflows/ports/app-registrar.ts";
import { GitHubError } from "../workflows/ports/git-hub-error.ts";
import { createTransport } from "./create-transport.ts";
import { parseAnswer } from "./parse-answer.ts";
import type { RequestLog } from "./request-event.ts";
import { toFailure } from "./to-failure.ts";

export interface AppRegistrarOptions {
  /** `https://api.github.com`, or `https://HOST/api/v3`. */
  readonly baseUrl: string;
  readonly now: () => number;
  readonly log: RequestLog;
  readonly fetch?: typeof fetch;
  /** 10,000 unless told. */
  readonly timeoutMs?: number;
}

const ROUTE = "POST /app-manifests/{code}/conversions";
const TIMEOUT_MS = 10_000;

/** The client secret, which comes as well, is not taken: nobody signs in through this app. */
const schema = z.object({
  id: idSchema,
  name: z.string(),
  html_url: z.url({ protocol: /^https?$/ }),
  pem: z.string().min(1),
  webhook_secret: z.string().min(1).nullish(),
});

/** Registration by manifest needs no credentials: the code is one. It stands in no log, where the route is a template. */
export function createAppRegistrar(options: AppRegistrarOptions): AppRegistrar {
  const { now } = options;
  const transport = createTransport({ ...options, timeoutMs: options.timeoutMs ?? TIMEOUT_MS });
  return {
    async convert(code) {
      const call = transport.toCall({
        route: ROUTE,
        parameters: { code },
        spends: "write",
        answers: [201],
      });
      const answer = await transport.exchange(call, {});
      // 201 alone: whatever turns the POST into a GET on the way answers 200.
      if (answer.status === 404 || answer.status === 422) return { kind: "unknown-code" };
      if (answer.status !== 201) throw new GitHubError(toFailure(ROUTE, answer, now()));
      const { id, name, html_url, pem, webhook_secret } = parseAnswer(schema, answer, ROUTE);
      return {
        kind: "registered",
        app: { id, name, pageUrl: html_url },
        privateKey: pem,
        ...(webhook_secret == null ? {} : { webhookSecret: webhook_secret }),
      };
    },
  };
}
