/**
 * `7 %`: whole numbers, and neither `0 %` for something nor `100 %` for less than all.
 * Of fewer than `fewChanges` it is `not enough data`, because one change more would turn it over.
 */
export function showShare(part: number, whole: number, fewChanges: number): string {
  if (whole < fewChanges || whole === 0) {
    return "not enough data";
  }
  const percent = Math.round((100 * part) / whole);
  if (percent === 0 && part > 0) {
    return "under 1 %";
  }
  return percent === 100 && part < whole ? "over 99 %" : `${percent} %`;
}
