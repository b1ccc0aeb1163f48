import type { StorePlace } from "../cli/with-settings.ts";
import type { ServiceStore } from "../workflows/ports/service-store.ts";
import { machine } from "./machine.ts";

/**
 * The store for a command that asks GitHub nothing. It is the service's, so none is made: beside a new and empty one
 * `forget` would say that nobody is named any more.
 */
export async function composeOfflineStore(place: StorePlace): Promise<ServiceStore> {
  const { requireStore } = await import("../store/require-store.ts");
  const { openStore } = await import("../store/open-store.ts");
  requireStore(place);
  return openStore({ ...place, now: machine.now });
}
