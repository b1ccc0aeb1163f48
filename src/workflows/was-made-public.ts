import type { WorkClaim } from "./ports/service-store.ts";

/** Whether GitHub tells that everybody can read the repository from now on. */
export function wasMadePublic({ deliveries }: Pick<WorkClaim, "deliveries">): boolean {
  return deliveries.some(({ fields }) => fields.kind === "repository" && fields.action === "publicized");
}
