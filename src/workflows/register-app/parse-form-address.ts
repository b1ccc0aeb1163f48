import { fail, type Result, succeed } from "../../model/result.ts";
import { toGitHubAddress } from "../../settings/to-git-hub-address.ts";
import { parsePublicUrl } from "./parse-public-url.ts";
import type { ChosenGitHub } from "./registration-wish.ts";

interface AddressFields {
  readonly address: string;
  readonly enterprise: string;
}

export interface FormAddress {
  readonly publicUrl: string;
  readonly gitHub: ChosenGitHub;
}

/** `github.example.com`, `127.0.0.1:3001`; other alphabets become one of these. */
const HOST = /^[\p{L}\p{N}.-]+(?::\d{1,5})?$/u;
/** As URL writes it, and as the setting GHE_HOST takes it. */
const CANONICAL = /^[a-z0-9][a-z0-9-]*(?:\.[a-z0-9-]+)*(?::\d{1,5})?$/;
/** All of github.com is one GitHub, whatever page of it somebody copied from. */
const CLOUD = /(?:^|\.)github\.com$/;

/** The two fields that an address can be checked with; the other ones may still be empty. */
export function parseFormAddress(
  { address, enterprise }: AddressFields,
  fixed: ChosenGitHub | undefined,
): Result<FormAddress, Partial<AddressFields>> {
  const gitHub = fixed ?? parseGitHub(enterprise);
  // Without a valid host the address is checked as for github.com, so that all problems show at once.
  const publicUrl = parsePublicUrl(address, gitHub?.address ?? toGitHubAddress(undefined, "https"));
  if (gitHub !== undefined && publicUrl.ok) return succeed({ publicUrl: publicUrl.value, gitHub });
  return fail({
    ...(gitHub === undefined
      ? {
          enterprise:
            "Write the host alone, such as github.example.com, or leave it empty for github.com. For one without https set GHE_HOST and GHE_PROTOCOL, and start again.",
        }
      : {}),
    ...(publicUrl.ok ? {} : { address: publicUrl.error }),
  });
}

function parseGitHub(text: string): ChosenGitHub | undefined {
  const written = text
    .trim()
    .replace(/^https:\/\//i, "")
    .replace(/\/$/, "");
  if (written === "") return { address: toGitHubAddress(undefined, "https") };
  if (!HOST.test(written) || !URL.canParse(`https://${written}`)) return undefined;
  const url = new URL(`https://${written}`);
  const name = url.hostname.replace(/\.$/, "");
  if (CLOUD.test(name)) return { address: toGitHubAddress(undefined, "https") };
  const host = url.port === "" ? name : `${name}:${url.port}`;
  if (!CANONICAL.test(host)) return undefined;
  return { address: toGitHubAddress(host, "https"), host: { name: host, protocol: "https" } };
}
