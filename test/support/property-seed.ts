import fc from "fast-check";

/**
 * Properties run the same cases each time: a change is judged by what it changed, not by luck. New cases are looked for
 * on purpose: `PROPERTY_SEED=$RANDOM npm test`. A failure prints its own seed and path.
 */
fc.configureGlobal({ seed: Number(process.env["PROPERTY_SEED"] ?? 1) });
