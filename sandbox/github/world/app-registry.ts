import { generateKeyPairSync } from "node:crypto";
import type { AppRegistration, Permissions } from "./entities.ts";
import type { Random } from "./random.ts";

/** What somebody asks GitHub to make an app of. */
export interface NewApp {
  readonly name: string;
  readonly ownerId: number;
  readonly botId: number;
  readonly permissions: Permissions;
  readonly events: readonly string[];
  readonly setupUrl: string | undefined;
}

/** What the code of a registration is exchanged for, once. */
export interface AppCredentials {
  readonly privateKey: string;
  readonly webhookSecret: string;
  readonly clientSecret: string;
}

/** `Throughline for acme!` -> `throughline-for-acme`: the app's address. */
export function toAppSlug(name: string): string {
  return name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-|-$/g, "");
}

/** The one app of this GitHub, the names that are taken, and the codes that wait to be exchanged. */
export class AppRegistry {
  current: AppRegistration;
  /** Where GitHub sends who installed the app. */
  setupUrl: string | undefined;
  readonly #names = new Set<string>();
  readonly #codes = new Map<string, AppCredentials>();
  readonly #random: Random;
  readonly #nextId: () => number;

  constructor(first: AppRegistration, random: Random, nextId: () => number) {
    this.current = first;
    this.#random = random;
    this.#nextId = nextId;
    this.takeName(first.name);
  }

  isNameTaken(name: string): boolean {
    return this.#names.has(toAppSlug(name));
  }

  takeName(name: string): void {
    this.#names.add(toAppSlug(name));
  }

  /** Makes the app and puts it in the place of the one before, which nothing knows any more. */
  create({ setupUrl, ...app }: NewApp): { readonly code: string; readonly credentials: AppCredentials } {
    const { publicKey, privateKey } = generateKeyPairSync("rsa", {
      modulusLength: 2048,
      publicKeyEncoding: { type: "spki", format: "pem" },
      privateKeyEncoding: { type: "pkcs1", format: "pem" },
    });
    this.takeName(app.name);
    this.setupUrl = setupUrl;
    this.current = { ...app, id: this.#nextId(), slug: toAppSlug(app.name), publicKey };
    const code = this.#random.nextHex(40);
    const credentials = {
      privateKey,
      webhookSecret: this.#random.nextHex(40),
      clientSecret: this.#random.nextHex(40),
    };
    this.#codes.set(code, credentials);
    return { code, credentials };
  }

  /** Works once. */
  convert(code: string): AppCredentials | undefined {
    const credentials = this.#codes.get(code);
    this.#codes.delete(code);
    return credentials;
  }

  remove(): void {
    this.current = { ...this.current, isDeleted: true };
  }
}
