/** Whose summary it is: an organisation, or a person's account. */
export interface Account {
  readonly id: number;
  readonly login: string;
}
