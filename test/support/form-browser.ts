/** A browser as far as forms and redirects go: keeps cookies for each host, follows redirects, sends forms. */
export interface FormBrowser {
  open(url: string): Promise<FormPage>;
  /** Sends a form of the page that was opened last, with the button that is named. */
  submit(fields: Readonly<Record<string, string>>, button: string): Promise<FormPage>;
}

export interface FormPage {
  readonly status: number;
  /** After redirects. */
  readonly url: string;
  readonly text: string;
  readonly headers: Headers;
}

const MOST_REDIRECTS = 5;

export function openFormBrowser(): FormBrowser {
  const cookies = new Map<string, string>();
  let current: FormPage | undefined;

  const ask = async (url: string, init: RequestInit): Promise<FormPage> => {
    let target = new URL(url);
    let sent = init;
    for (let hops = 0; hops <= MOST_REDIRECTS; hops += 1) {
      const cookie = cookies.get(target.host);
      const response = await fetch(target, {
        ...sent,
        redirect: "manual",
        headers: { ...sent.headers, ...(cookie === undefined ? {} : { cookie }) },
      });
      const set = response.headers.getSetCookie()[0]?.split(";", 1)[0];
      if (set !== undefined) cookies.set(target.host, set);
      const location = response.headers.get("location");
      if (location === null || response.status < 300 || response.status >= 400) {
        current = {
          status: response.status,
          url: target.href,
          text: await response.text(),
          headers: response.headers,
        };
        return current;
      }
      await response.body?.cancel();
      target = new URL(location, target);
      // 302 and 303 turn a POST into a GET, as browsers do.
      sent = {};
    }
    throw new Error(`${url} redirects without end.`);
  };

  return {
    open: (url) => ask(url, {}),
    async submit(fields, button) {
      if (current === undefined) throw new Error("No page is open.");
      const form = findForm(current.text, button);
      return ask(new URL(form.action, current.url).href, {
        method: "POST",
        headers: { origin: new URL(current.url).origin },
        body: new URLSearchParams({ ...form.fields, ...fields, ...form.button }),
      });
    },
  };
}

interface FoundForm {
  readonly action: string;
  /** As they stand in the page. */
  readonly fields: Readonly<Record<string, string>>;
  readonly button: Readonly<Record<string, string>>;
}

function findForm(page: string, button: string): FoundForm {
  for (const [, head = "", content = ""] of page.matchAll(/<form([^>]*)>([\s\S]*?)<\/form>/g)) {
    const found = [...content.matchAll(/<button([^>]*)>([^<]*)<\/button>/g)].find(
      ([, , words]) => words === button,
    );
    if (found === undefined) continue;
    const fields: Record<string, string> = {};
    for (const [, input = ""] of content.matchAll(/<input([^>]*)>/g)) {
      const name = readAttribute(input, "name");
      const isOff = readAttribute(input, "type") === "radio" && !/\bchecked\b/.test(input);
      if (name !== undefined && !isOff) fields[name] = readAttribute(input, "value") ?? "";
    }
    const name = readAttribute(found[1] ?? "", "name");
    return {
      action: readAttribute(head, "action") ?? "",
      fields,
      button: name === undefined ? {} : { [name]: readAttribute(found[1] ?? "", "value") ?? "" },
    };
  }
  throw new Error(`No form of the page has the button ${button}:\n${page}`);
}

function readAttribute(tag: string, name: string): string | undefined {
  const value = new RegExp(`\\b${name}="([^"]*)"`).exec(tag)?.[1];
  return value
    ?.replaceAll("&quot;", '"')
    .replaceAll("&#39;", "'")
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&amp;", "&");
}
