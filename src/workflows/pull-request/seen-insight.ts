/** What is remembered of an insight comment, as the text that the store keeps with it. */
export interface SeenInsight {
  /**
   * `asked`: by a person, so that it is kept up to date whatever the catalog says of unasked ones. `deleted`: somebody
   * took it away, and it does not come back unasked. `found`: back-fill came across it; why it stands is not known.
   */
  readonly trigger: "asked" | "unasked" | "deleted" | "found";
  /** Fingerprint of what it was thought over for. */
  readonly basis: string;
  /** Fingerprint of what stands there; empty: nothing does. */
  readonly body: string;
}

const TRIGGERS: readonly SeenInsight["trigger"][] = ["asked", "unasked", "deleted", "found"];

/** `unasked 5e88... 8d96...` */
export function renderSeenInsight({ trigger, basis, body }: SeenInsight): string {
  return [trigger, basis, body].join(" ");
}

/** Undefined for anything else: it is thought over anew then. */
export function parseSeenInsight(text: string): SeenInsight | undefined {
  const [trigger, basis = "", body = ""] = text.split(" ");
  const isTrigger = TRIGGERS.some((one) => one === trigger);
  return isTrigger ? { trigger: trigger as SeenInsight["trigger"], basis, body } : undefined;
}
