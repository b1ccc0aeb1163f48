/** Where webhooks come in, below the public address. */
export const WEBHOOK_PATH = "/api/github/webhooks";
