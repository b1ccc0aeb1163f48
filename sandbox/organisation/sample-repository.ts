/** A part of a sample repository: what is worked on there, and what people say it is for. */
export interface WorkArea {
  readonly key: string;
  /** Where its files lie; each change touches one or two of them. */
  readonly paths: readonly string[];
  readonly titles: readonly string[];
  /** The keys that people claim here, the usual one first. */
  readonly metrics: readonly string[];
  /** Share from 0 to 1 of its changes that say nothing. */
  readonly silentShare: number;
  /** How many of ten changes of the repository are here. */
  readonly weight: number;
}

export interface SampleRepository {
  readonly name: string;
  /** One sentence for the page. */
  readonly about: string;
  readonly visibility: "public" | "private";
  readonly catalog: string;
  readonly template: string;
  readonly areas: readonly WorkArea[];
  /** Logins; the first are the most senior. */
  readonly people: readonly string[];
  readonly changesPerWeek: number;
}
