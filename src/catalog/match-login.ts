/**
 * True where the pattern is the login, in any case; `*` stands for any text and nothing else is special:
 * `renovate[bot]` is that login. Takes time of at most pattern times login.
 */
export function isLoginMatch(pattern: string, login: string): boolean {
  const wanted = pattern.toLowerCase();
  const given = login.toLowerCase();
  let at = 0;
  let place = 0;
  // Where the last `*` stands, and how far it has been stretched: on a mismatch only that one is stretched further.
  let star = -1;
  let stretchedTo = 0;
  while (place < given.length) {
    if (wanted[at] === "*") {
      star = at;
      at += 1;
      stretchedTo = place;
    } else if (at < wanted.length && wanted[at] === given[place]) {
      at += 1;
      place += 1;
    } else if (star !== -1) {
      at = star + 1;
      stretchedTo += 1;
      place = stretchedTo;
    } else return false;
  }
  while (wanted[at] === "*") at += 1;
  return at === wanted.length;
}
