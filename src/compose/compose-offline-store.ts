import type { StorePlace } from "../cli/with-settings.ts";
import type { ServiceStore } from "../workflows/ports/service-store.ts";
import { machine } from "./machine.ts";

/** The store for a command that asks GitHub nothing. */
export async function composeOfflineStore(place: StorePlace): Promise<ServiceStore> {
  const { openStore } = await import("../store/open-store.ts");
  return openStore({ ...place, now: machine.now });
}
