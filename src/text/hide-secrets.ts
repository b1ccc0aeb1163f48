/** A private key, whole or cut off; its line breaks may be written out. */
const PRIVATE_KEYS = /-----BEGIN [A-Z ]*PRIVATE KEY-----[^-"]*(?:-----END [A-Z ]*PRIVATE KEY-----)?/g;
/** `?token=...`, `&state=...`, `/app-manifests/...`: what the set-up hands over in addresses. */
const IN_ADDRESSES = /([?&](?:code|state|token)=|\/app-manifests\/)[\w.-]{8,}/g;
/** `ghs_16C7e42F292c6912E7710c838347Ae178B4a`, `github_pat_11AA...`, `v1.1f699f1069f60xxx`, a signed app token. */
const SECRETS =
  /\b(?:gh[a-z]_\w{4,}|github_pat_\w{4,}|v1\.[0-9a-f]{16,}|eyJ[\w-]+\.[\w-]+\.[\w-]+)|\b(?:bearer|token)\s+[\w.-]{16,}/gi;

/** For messages of others that end in our log: whatever looks like a token goes. */
export function hideSecrets(text: string): string {
  return text
    .replace(PRIVATE_KEYS, "[hidden]")
    .replace(IN_ADDRESSES, "$1[hidden]")
    .replace(SECRETS, "[hidden]");
}
