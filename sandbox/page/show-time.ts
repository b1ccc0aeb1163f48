/** `Mon 30 Mar 2026, 08:30 UTC`; without a locale, so that it is the same on every machine. */
export function showTime(atMs: number): string {
  const words = new Date(atMs).toUTCString().split(" ");
  const [day = "", date = "", month = "", year = "", time = ""] = words;
  return `${day.replace(",", "")} ${Number(date)} ${month} ${year}, ${time.slice(0, 5)} UTC`;
}
