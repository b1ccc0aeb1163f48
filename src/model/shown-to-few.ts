/** In place of a fingerprint of what a check shows: it was written while few could read what everybody can by now. */
export const SHOWN_TO_FEW = "private";
