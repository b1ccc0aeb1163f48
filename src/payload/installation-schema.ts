import { z } from "zod";
import type { Installation } from "../model/webhook.ts";
import { idSchema, textSchema } from "./scalar-schemas.ts";

/** `installation` of the events that are about it, and the answer to a read of one. */
export const installationSchema = z.object({
  id: idSchema,
  // An enterprise has a slug in the place of a login.
  account: z.object({
    id: idSchema,
    login: textSchema.nullish(),
    slug: textSchema.nullish(),
    type: z.string().nullish(),
  }),
  target_type: z.string().nullish(),
  suspended_at: z.string().nullish(),
});

export function toInstallation(payload: z.output<typeof installationSchema>): Installation {
  const { id, account, target_type, suspended_at } = payload;
  return {
    id,
    accountId: account.id,
    accountLogin: account.login ?? account.slug ?? "",
    accountType: (account.type ?? target_type) === "User" ? "User" : "Organization",
    isSuspended: suspended_at != null,
  };
}
