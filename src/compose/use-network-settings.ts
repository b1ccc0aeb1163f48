import { CommandFailure } from "../cli/exit-code.ts";
import { localFiles } from "../files/local-files.ts";
import type { Environment } from "./read-environment.ts";

/** Of all authorities of the world, many times over. */
const MOST_CERTIFICATE_BYTES = 4_194_304;
/** Never asked for through a proxy, whatever NO_PROXY says: they are this machine. */
const LOOPBACK = "localhost,127.0.0.1,::1";
const PROXIES = ["HTTPS_PROXY", "HTTP_PROXY", "ALL_PROXY"] as const;
const CERTIFICATE = /-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g;

/**
 * Has requests to GitHub go through the proxy of HTTPS_PROXY, HTTP_PROXY or ALL_PROXY but for NO_PROXY, and trust the
 * authorities of NODE_EXTRA_CA_CERTS, from the environment or from `.env`. Node does both by itself only where it was
 * started so. Channels are not concerned: they look up an address and connect to that one, which a proxy would do
 * anew for itself. Throws a sentence where a setting can't be used, without what it holds.
 */
export async function useNetworkSettings(environment: Environment): Promise<void> {
  const proxies = readProxies(environment);
  const certificates = read(environment, "NODE_EXTRA_CA_CERTS");
  if (certificates !== "") await trustCertificates(certificates);
  if (proxies === undefined) return;
  const { setGlobalProxyFromEnv } = await import("node:http");
  setGlobalProxyFromEnv(proxies);
}

/** In small letters too, as curl has them; the small ones go first. */
function read(environment: Environment, name: string): string {
  return (environment[name.toLowerCase()] ?? environment[name] ?? "").trim();
}

function readProxies(environment: Environment): Record<string, string> | undefined {
  const [https, http, all] = PROXIES.map((name) => read(environment, name));
  for (const [index, value] of [https, http, all].entries()) checkProxy(PROXIES[index] ?? "", value ?? "");
  const forHttps = https || all || "";
  const forHttp = http || all || "";
  if (forHttps === "" && forHttp === "") return undefined;
  return {
    ...(forHttps === "" ? {} : { https_proxy: forHttps }),
    ...(forHttp === "" ? {} : { http_proxy: forHttp }),
    no_proxy: [read(environment, "NO_PROXY"), LOOPBACK].filter((part) => part !== "").join(","),
  };
}

function checkProxy(name: string, value: string): void {
  if (value === "") return;
  const protocol = URL.canParse(value) ? new URL(value).protocol : "";
  if (protocol === "http:" || protocol === "https:") return;
  throw new CommandFailure(
    protocol.startsWith("socks")
      ? `${name} names a SOCKS proxy, and only http and https proxies are spoken to: set HTTPS_PROXY to one, or take ${name} out.`
      : `${name} is no address of a proxy: write http://HOST:PORT, or take it out.`,
  );
}

async function trustCertificates(path: string): Promise<void> {
  const reading = await localFiles.readTextFile(path, MOST_CERTIFICATE_BYTES);
  if (reading.kind === "absent") throw new CommandFailure(`NODE_EXTRA_CA_CERTS: there is no file ${path}.`);
  if (reading.kind === "unreadable") throw new CommandFailure(`NODE_EXTRA_CA_CERTS: ${reading.message}`);
  const found = reading.text.match(CERTIFICATE) ?? [];
  if (found.length === 0) {
    throw new CommandFailure(
      `NODE_EXTRA_CA_CERTS: ${path} holds no certificate (-----BEGIN CERTIFICATE-----).`,
    );
  }
  const tls = await import("node:tls");
  // Node has read them where they were set before it started.
  if (tls.getCACertificates("extra").length > 0) return;
  try {
    tls.setDefaultCACertificates([...tls.getCACertificates("default"), ...found]);
  } catch {
    throw new CommandFailure(`NODE_EXTRA_CA_CERTS: ${path} holds a damaged certificate.`);
  }
}

/** What to look at where a connection fails: which of the settings are in use, never what they hold. */
export function describeNetworkSettings(environment: Environment): string | undefined {
  const used = [...PROXIES, "NO_PROXY", "NODE_EXTRA_CA_CERTS"].filter(
    (name) => read(environment, name) !== "",
  );
  return used.length === 0
    ? undefined
    : `${used.join(", ")} ${used.length === 1 ? "is" : "are"} set and used`;
}
