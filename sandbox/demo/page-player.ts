import type { Hono } from "hono";
import { tellAct } from "../page/tell-act.ts";
import type { Stage } from "../play/stage.ts";

type Form = Readonly<Record<string, string>>;

const HOST = "127.0.0.1";

/** Plays on the page as a browser does: by its forms, one after another. */
export class PagePlayer {
  readonly #page: Pick<Hono, "request">;
  readonly #stage: Stage;
  readonly #lines: string[] = [];

  constructor(page: Pick<Hono, "request">, stage: Stage) {
    this.#page = page;
    this.#stage = stage;
  }

  /** What was done so far and what followed, a line each. */
  get lines(): readonly string[] {
    return this.#lines;
  }

  /** Sends a form as somebody; answers the path to which it leads. */
  async send(by: string, path: string, form: Form): Promise<string> {
    const answer = await this.#page.request(`http://${HOST}${path}`, {
      method: "POST",
      headers: { host: HOST, cookie: `person=${by}`, "content-type": "application/x-www-form-urlencoded" },
      body: new URLSearchParams(form).toString(),
    });
    const target = answer.headers.get("location");
    if (target === null) throw new Error(`The sandbox refused ${path}: ${(await answer.text()).trim()}`);
    const [act] = this.#stage.acts;
    if (act !== undefined) this.#lines.push(`${act.what} ${tellAct(act)}`);
    return target.replace(/\?.*$/, "");
  }

  async read(path: string): Promise<string> {
    const answer = await this.#page.request(`http://${HOST}${path}`, { headers: { host: HOST } });
    const target = answer.headers.get("location");
    return target === null ? answer.text() : this.read(target);
  }

  /** Where an address leads in the end. */
  async follow(path: string): Promise<string> {
    const answer = await this.#page.request(`http://${HOST}${path}`, { headers: { host: HOST } });
    return (answer.headers.get("location") ?? path).replace(/#.*$/, "");
  }
}
