/** UTC days `YYYY-MM-DD`: `since` included, `until` excluded. */
export interface TimeSpan {
  readonly since: string;
  readonly until: string;
}
